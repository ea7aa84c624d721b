"""An agenda in front of a test, on the day on which the tests' clock stands."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.screens.agenda import AgendaScreen
from kara_tui.screens.desk import Desk
from kara_tui.widgets.entry_list import EntryList
from tests.support.clock import FixedClock
from tests.support.one_screen import WIDE, shown
from tests.support.sessions import ICELAND

DAY = datetime(2026, 3, 2, tzinfo=UTC)
"""Midnight in Iceland of the Monday on which it is noon."""


def at(hour: float, day: int = 0) -> datetime:
    """Return a moment of that day, or of one so many days later."""
    return DAY + timedelta(days=day, hours=hour)


@asynccontextmanager
async def agenda(
    backend: Backend,
    size: tuple[int, int] = WIDE,
    *,
    zone: str = ICELAND,
    clock: FixedClock | None = None,
) -> AsyncIterator[Pilot[None]]:
    """Open the agenda on today."""
    screen = AgendaScreen(Desk(backend, clock or FixedClock(), zone=ZoneInfo(zone)))
    async with shown(screen, backend, size) as pilot:
        yield pilot


def screen_of(pilot: Pilot[None]) -> AgendaScreen:
    """Return the agenda, whatever lies over it."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, AgendaScreen))


def lines(pilot: Pilot[None]) -> list[str]:
    """Return the lines of the day."""
    return [one.head.plain.rstrip() for one in screen_of(pilot).days.query_one(EntryList).entries]


def waits(pilot: Pilot[None]) -> list[str]:
    """Return what waits, each heading before its lines."""
    entries = screen_of(pilot).waiting.keyboard.entries
    told = [text for one in entries for text in (one.above, one.head.plain.rstrip())]
    return [one for one in told if one]


def chosen(pilot: Pilot[None]) -> UUID | None:
    """Return the session under the cursor."""
    session = screen_of(pilot).days.session
    return session.id if session else None
