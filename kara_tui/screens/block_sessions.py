"""Sessions that lie in a time which was blocked: they stay, and that is said."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from textual.app import App

from kara_tui.domain.block_times import block_times
from kara_tui.domain.errors import KaraError
from kara_tui.domain.session import AHEAD
from kara_tui.domain.spans import Span
from kara_tui.domain.working_time import TimeBlock
from kara_tui.operations.sessions import ListAgenda
from kara_tui.screens.desk import Desk

_FAR = timedelta(days=366)
"""So far ahead is looked."""


async def tell_sessions(app: App[Any], desk: Desk, block: TimeBlock) -> None:
    """Say how many sessions are planned in the time that a block takes, if there are any."""
    with suppress(KaraError):
        if number := await count_sessions(desk, block):
            are = "1 session lies" if number == 1 else f"{number} sessions lie"
            app.notify(
                f"{are} in the blocked time, and stay as they are. The agenda shows them.",
                severity="warning",
                timeout=10,
                markup=False,
            )


async def count_sessions(desk: Desk, block: TimeBlock) -> int:
    """Return how many sessions that are ahead lie in the time that a block takes in a year.

    Raises:
        KaraError: When they cannot be read.
    """
    since = max(block.starts_at, desk.clock())
    span = Span(starts_at=since, ends_at=since + _FAR)
    times = [one.span for one in block_times(block, span)]
    if not times:
        return 0
    until = max(one.ends_at for one in times)
    asked = ListAgenda(since=since, until=min(until, span.ends_at))
    return sum(
        one.session.state in AHEAD and any(one.span.overlaps(time) for time in times)
        for one in await desk.backend(asked)
    )
