"""A session, a client's sessions or everybody's written to a calendar file."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from kara_tui.backend.protocol import Backend
from kara_tui.domain.calendar_entries import DatedBlock, DatedSession
from kara_tui.domain.errors import NotFound
from kara_tui.domain.ids import ClientId, ServiceId, SessionId
from kara_tui.domain.service import ServiceDetails
from kara_tui.interchange.ical_writing import CalendarStyle, write_calendar
from kara_tui.operations.calendars import (
    ListCalendarBlocks,
    ListCalendarSessions,
    NoteCalendarCopy,
)
from kara_tui.operations.offered_services import ListServices

_WINDOW = 500


@dataclass(frozen=True, kw_only=True)
class CalendarWish:
    """What is to stand in a calendar file."""

    client_id: ClientId | None = None
    """Only this client's sessions."""
    session_id: SessionId | None = None
    """Only this session."""
    since: datetime | None = None
    """Nothing that was over by then."""
    with_private: bool = False
    """Whether names, services, places, links and remarks stand in it."""

    @property
    def is_whole(self) -> bool:
        """Whether it is everybody's: then blocks stand in it, too."""
        return self.client_id is None and self.session_id is None


@dataclass(frozen=True)
class CalendarFile:
    """A calendar file, and how much stands in it."""

    data: bytes
    sessions: int
    blocks: int


async def export_calendar(backend: Backend, wish: CalendarWish) -> CalendarFile:
    """Return a calendar file; the access log keeps that it was made.

    Raises:
        NotFound: When the session that is wished does not exist.
        KaraError: When the store fails.
    """
    sessions = await _sessions(backend, wish)
    if wish.session_id is not None and not sessions:
        raise NotFound("There is no such session.")
    whose = sessions[0].session.client_id if wish.session_id is not None else wish.client_id
    await backend(NoteCalendarCopy(client_id=whose))
    return await _written(backend, wish, sessions)


async def calendar_file(backend: Backend, wish: CalendarWish) -> CalendarFile:
    """Return a calendar file without a word in the access log: it was noted before.

    Raises:
        KaraError: When the store fails.
    """
    return await _written(backend, wish, await _sessions(backend, wish))


async def _written(
    backend: Backend, wish: CalendarWish, sessions: list[DatedSession]
) -> CalendarFile:
    blocks = await _blocks(backend, wish) if wish.is_whole else []
    services = await _services(backend) if wish.with_private else {}
    style = CalendarStyle(with_private=wish.with_private, services=services)
    data = await asyncio.to_thread(write_calendar, sessions, blocks, style)
    return CalendarFile(data, len(sessions), len(blocks))


async def _sessions(backend: Backend, wish: CalendarWish) -> list[DatedSession]:
    found: list[DatedSession] = []
    while True:
        window = await backend(
            ListCalendarSessions(
                client_id=wish.client_id,
                session_id=wish.session_id,
                since=wish.since,
                after=found[-1].session.id if found else None,
                limit=_WINDOW,
            )
        )
        found += window
        if len(window) < _WINDOW:
            return found


async def _blocks(backend: Backend, wish: CalendarWish) -> list[DatedBlock]:
    found: list[DatedBlock] = []
    while True:
        after = found[-1].block.id if found else None
        window = await backend(ListCalendarBlocks(since=wish.since, after=after, limit=_WINDOW))
        found += window
        if len(window) < _WINDOW:
            return found


async def _services(backend: Backend) -> dict[ServiceId, str]:
    return {
        one.id: one.details.name
        for one in await backend(ListServices(retired=True))
        if isinstance(one.details, ServiceDetails)
    }
