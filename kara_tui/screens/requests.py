"""The Requests tab: people who ask for the service."""

from textual import on, work

from kara_tui.commands import lists
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Stage
from kara_tui.domain.details import Remark, changed_fields
from kara_tui.domain.errors import KaraError
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.listing import ClientRow, SortBy
from kara_tui.domain.matching import identities, merged_details
from kara_tui.domain.private import opened
from kara_tui.operations.clients import FindLookAlikes
from kara_tui.operations.requests import AcceptRequest, DeclineRequest, MergeRequest
from kara_tui.screens.client_columns import details_of, requests_columns
from kara_tui.screens.closed_filter import ClosedFilterPane
from kara_tui.screens.desk import Desk
from kara_tui.screens.list_pane import LIST_OFFERS
from kara_tui.screens.matching import MatchingScreen
from kara_tui.screens.messages import AskFailed, MoveWanted
from kara_tui.screens.reason import ReasonScreen
from kara_tui.screens.remark_dialog import remark_key


class RequestsPane(ClosedFilterPane):
    """The people who ask for the service, those who wait longest first."""

    OFFERS = (lists.Accept, lists.Decline, lists.ShowClosed, *LIST_OFFERS)
    BINDINGS = bindings(*OFFERS)
    STAGES = (Stage.REQUESTED,)
    CLOSED_STAGES = (Stage.DECLINED, Stage.MERGED)
    SORTS = (SortBy.SINCE, SortBy.NAME, SortBy.BIRTH_DATE)
    EMPTY = "Nobody is waiting for an answer.\n\nRequests for your service appear here."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, requests_columns(desk), pane_id="pane-requested")

    def is_possible(self, command: type[Command]) -> bool | None:
        """Offer an answer only to a request that waits for one."""
        if command in {lists.Accept, lists.Decline}:
            waits = self.row and self.row.stage is Stage.REQUESTED
            return True if waits else None
        return super().is_possible(command)

    @on(lists.Accept)
    def accept(self) -> None:
        """Look for people who are here already, then accept."""
        if row := self.row:
            self._look_for_others(row)

    @work(group="matching", exclusive=True, exit_on_error=False)
    async def _look_for_others(self, row: ClientRow) -> None:
        try:
            keys = identities(details_of(row))
            found = await self.desk.backend(FindLookAlikes(keys=keys))
        except KaraError as problem:
            self.post_message(AskFailed(problem))
            return
        others = tuple(one for one in found if one.id != row.id)
        if others:
            self._show_match(row, others)
        else:
            self._accept(row)

    def _show_match(self, row: ClientRow, others: tuple[LookAlike, ...]) -> None:
        def answer(choice: LookAlike | bool | None) -> None:
            if choice is True:
                self._accept(row)
            elif isinstance(choice, LookAlike):
                self._merge(row, choice)

        self.app.push_screen(MatchingScreen(details_of(row), others), answer)

    def _accept(self, row: ClientRow) -> None:
        wanted = AcceptRequest(client_id=row.id, version=row.version)
        self.post_message(MoveWanted(wanted, self.name_of(row)))

    def _merge(self, row: ClientRow, into: LookAlike) -> None:
        existing = opened(into.details)
        merged = merged_details(existing, details_of(row))
        wanted = MergeRequest(
            client_id=row.id,
            version=row.version,
            into_id=into.id,
            into_version=into.version,
            details=merged,
            changed=changed_fields(existing, merged),
        )
        self.post_message(MoveWanted(wanted, self.name_of(row)))

    @on(lists.Decline)
    def decline(self) -> None:
        """Ask for the reason, then decline."""
        row = self.row
        if row is None:
            return
        name = self.name_of(row)

        def end(reason: str | None) -> None:
            if reason is not None:
                remark = Remark(text=reason) if reason else None
                wanted = DeclineRequest(client_id=row.id, version=row.version, reason=remark)
                self.post_message(MoveWanted(wanted, name, remark_key(row.id)))

        self.app.push_screen(
            ReasonScreen(
                self.desk,
                row.id,
                f"Decline the request of {name}?",
                "Why (only you read this; may stay empty)",
                "Decline",
            ),
            end,
        )
