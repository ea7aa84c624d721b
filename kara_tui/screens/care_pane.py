"""A list that also says when its clients come, how they fare and what they owe."""

import asyncio
from dataclasses import dataclass, replace

from textual import on, work
from textual.message import Message

from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.listing import ClientRow
from kara_tui.screens.client_columns import Columns
from kara_tui.screens.desk import Desk
from kara_tui.screens.list_pane import PAUSE_SECONDS, ListPane
from kara_tui.screens.messages import AskFailed

_MOST_KNOWN = 2000
"""So many clients' care is remembered; then it is read anew."""


class CarePane(ListPane):
    """Reads clients' care once their rows stand there: names and letters of a search go first."""

    @dataclass
    class CareArrived(Message):
        """What there is to say about rows that came."""

        offset: int
        rows: tuple[ClientRow, ...]
        query: int

    def __init__(self, desk: Desk, columns: Columns, pane_id: str) -> None:
        super().__init__(desk, columns, pane_id)
        self._known: dict[ClientId, ClientRow] = {}

    def dressed(self, rows: tuple[ClientRow, ...]) -> tuple[ClientRow, ...]:
        """Return rows with the care that was read last: rows that are read anew do not flicker."""
        return tuple(with_care_of(row, self._known.get(row.id)) for row in rows)

    def after_page(self, offset: int, rows: tuple[ClientRow, ...], query: int) -> None:
        """Ask for their care."""
        self._read_care(offset, rows, query)

    @work(group="care", exit_on_error=False)
    async def _read_care(self, offset: int, rows: tuple[ClientRow, ...], query: int) -> None:
        # With it come the measures, which the first page need not wait for.
        from kara_tui.screens.care_reading import with_care

        await asyncio.sleep(PAUSE_SECONDS)
        try:
            cared = await with_care(self.desk, rows)
        except KaraError as problem:
            self.post_message(AskFailed(problem))
            return
        self.post_message(self.CareArrived(offset, cared, query))

    @on(CareArrived)
    def take_care(self, arrived: CareArrived) -> None:
        """Show it, unless another search has begun meanwhile."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known.update((row.id, row) for row in arrived.rows)
        self.table.supply(arrived.offset, arrived.rows, None, arrived.query)


def with_care_of(row: ClientRow, known: ClientRow | None) -> ClientRow:
    """Return a row with the care that an earlier reading of it had."""
    if known is None:
        return row
    return replace(
        row,
        next_session=known.next_session,
        last_seen=known.last_seen,
        unpaid=known.unpaid,
        wellbeing=known.wellbeing,
    )
