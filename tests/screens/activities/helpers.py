"""A profile with sessions on it, and what stands in its list."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.session import Session, SessionState
from kara_tui.operations.sessions import GetSession, ListSessions
from kara_tui.screens.activities_block import ActivitiesBlock
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.schedule_clashes import ClashPanel
from kara_tui.screens.schedule_dialog import ScheduleDialog
from kara_tui.widgets.entry_list import EntryList
from tests.screens.profile.helpers import press, profile, until
from tests.support.clock import NOON
from tests.support.one_screen import WIDE
from tests.support.sessions import KRONUR, brought_to, scheduled

DAY = timedelta(days=1)


async def past(backend: Backend, client: Client, days: int = 7, **fields: Any) -> Session:
    """Return a session of some days ago that was held."""
    given: dict[str, Any] = {"fee": KRONUR}
    one = await scheduled(backend, client.id, NOON - days * DAY, **(given | fields))
    return await brought_to(backend, one, SessionState.COMPLETED)


@asynccontextmanager
async def activities(
    client: Client, backend: Backend, size: tuple[int, int] = WIDE
) -> AsyncIterator[Pilot[None]]:
    """Open a profile with the keyboard on its activities."""
    async with profile(client, backend, size) as pilot:
        await press(pilot, "2")
        yield pilot


def block(pilot: Pilot[None]) -> ActivitiesBlock:
    screen = next(one for one in pilot.app.screen_stack if isinstance(one, ProfileScreen))
    return screen.query_one(ActivitiesBlock)


def heads(pilot: Pilot[None]) -> list[str]:
    """Return the first line of every entry."""
    return [one.head.plain for one in block(pilot).query_one(EntryList).entries]


def dialog(pilot: Pilot[None]) -> ScheduleDialog:
    screen = pilot.app.screen
    assert isinstance(screen, ScheduleDialog)
    return screen


async def now_of(backend: Backend, one: Session) -> Session:
    return await backend(GetSession(client_id=one.client_id, session_id=one.id))


async def all_of(backend: Backend, client: Client) -> tuple[Session, ...]:
    """Return a client's sessions in their order in time."""
    page = await backend(ListSessions(client_id=client.id))
    return tuple(sorted(page.rows, key=lambda one: one.starts_at))


async def fill(pilot: Pilot[None], **texts: str) -> None:
    fields = dialog(pilot).fields
    assert fields is not None
    for name, text in texts.items():
        fields.field(name).put(text)
    await press(pilot)


async def clashes(pilot: Pilot[None], number: int) -> None:
    """Wait until so many things stand in the way."""
    panel = dialog(pilot).query_one(ClashPanel)
    await until(pilot, lambda: len(panel.clashes) == number)
    await press(pilot)
