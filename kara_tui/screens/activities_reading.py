"""A client's sessions and notes read from the store, as the profile lists them."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId, NoteId, ServiceId, SessionId
from kara_tui.domain.note_listing import NoteEntry, SessionNotes, UnsignedNote
from kara_tui.domain.service import Service
from kara_tui.domain.session import AHEAD, Session, SessionState
from kara_tui.operations.notes import ListNotes, NextUnsignedNote, NotesOfSessions
from kara_tui.operations.offered_services import ListServices
from kara_tui.operations.sessions import ListSessions
from kara_tui.screens.desk import Desk

WINDOW = 100
"""So many sessions are read at first, and again whenever the cursor comes near the last one."""

_MOST_AT_ONCE = 500
_MOST_LOOSE = 500


class Shown(Enum):
    """Which sessions are shown."""

    ALL = "all"
    AHEAD = "only ahead"
    HELD = "only done"
    OTHERS = "only cancelled, missed or void"

    @property
    def states(self) -> tuple[SessionState, ...]:
        """In which states they are; none for all."""
        return _STATES[self]

    @property
    def following(self) -> "Shown":
        """What is shown after this one."""
        every = list(Shown)
        return every[(every.index(self) + 1) % len(every)]


_STATES: dict[Shown, tuple[SessionState, ...]] = {
    Shown.ALL: (),
    Shown.AHEAD: tuple(sorted(AHEAD)),
    Shown.HELD: (SessionState.COMPLETED,),
    Shown.OTHERS: (SessionState.CANCELLED, SessionState.NO_SHOW, SessionState.VOIDED),
}


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One line of the list: a session, or a note that belongs to none."""

    session: Session | None = None
    counted: SessionNotes | None = None
    """How many notes the session has; None for none."""
    notes: tuple[NoteEntry, ...] | None = None
    """The notes, once they are opened; those of the line itself when it is a note."""
    is_ahead: bool = False

    @property
    def key(self) -> UUID:
        """The id of the session, or of the note."""
        if self.session is not None:
            return self.session.id
        assert self.notes
        return self.notes[0].note.id

    @property
    def at(self) -> datetime:
        """When it was or will be."""
        if self.session is not None:
            return self.session.starts_at
        assert self.notes
        return self.notes[0].note.about

    @property
    def has_notes(self) -> bool:
        """Whether there is anything to be opened."""
        return bool(self.notes or (self.counted and self.counted.notes))

    @property
    def unsigned(self) -> int:
        """How many notes wait for a signature."""
        if self.session is None:
            return sum(not one.note.is_signed for one in self.notes or ())
        return self.counted.unsigned if self.counted else 0


@dataclass(frozen=True)
class Sought:
    """A line that somebody wants to see: of a session, or of a note that belongs to none."""

    session_id: SessionId | None
    note_id: NoteId | None = None


@dataclass(frozen=True, kw_only=True)
class Activities:
    """What was read."""

    rows: tuple[Activity, ...] = ()
    total: int = 0
    """How many sessions there are in all, shown or not."""
    read: int = 0
    """How many of them were read."""
    services: Mapping[ServiceId, Service] = field(default_factory=dict)

    @property
    def unsigned(self) -> int:
        """How many notes among those that were read wait for a signature."""
        return sum(one.unsigned for one in self.rows)

    def place_of(self, sought: Sought) -> UUID | None:
        """Return the key of a line; None when it was not read."""
        wanted = sought.note_id if sought.session_id is None else sought.session_id
        return next((one.key for one in self.rows if one.key == wanted), None)


async def read_activities(
    desk: Desk, client_id: ClientId, shown: Shown, wanted: int, opened: Collection[UUID]
) -> Activities:
    """Read a client's sessions, upcoming ones first, and notes without a session among the past.

    Args:
        desk: Has the store.
        client_id: Whose.
        shown: Which sessions.
        wanted: How many of them at most.
        opened: The lines that are open: their notes are read as well.

    Raises:
        KaraError: When they cannot be read.
    """
    sessions, total, ahead = await _sessions(desk, client_id, shown, wanted)
    counted = await _counted(desk, sessions)
    services = await desk.backend(ListServices(retired=True))
    rows: list[Activity] = []
    for place, session in enumerate(sessions):
        notes = None
        if session.id in opened:
            notes = await notes_of(desk, client_id, session.id)
        rows.append(
            Activity(
                session=session,
                counted=counted.get(session.id),
                notes=notes,
                is_ahead=place < ahead,
            )
        )
    if shown is Shown.ALL:
        rows = _merged(rows, await _loose(desk, client_id), is_whole=len(sessions) >= total)
    return Activities(
        rows=tuple(rows),
        total=total,
        read=len(sessions),
        services={one.id: one for one in services},
    )


async def notes_of(desk: Desk, client_id: ClientId, session_id: SessionId) -> tuple[NoteEntry, ...]:
    """Read the notes of one session, those written first at the top.

    Raises:
        KaraError: When they cannot be read.
    """
    page = await desk.backend(ListNotes(client_id=client_id, session_id=session_id))
    return tuple(reversed(page.rows))


async def next_unsigned(
    desk: Desk, client_id: ClientId, after: NoteId | None
) -> UnsignedNote | None:
    """Find the next note of a client that is not signed, after another one if that is there still.

    Raises:
        KaraError: When it cannot be read.
    """
    if after is not None:
        with suppress(KaraError):
            return await desk.backend(NextUnsignedNote(after=after, client_id=client_id))
    return await desk.backend(NextUnsignedNote(client_id=client_id))


async def _sessions(
    desk: Desk, client_id: ClientId, shown: Shown, wanted: int
) -> tuple[list[Session], int, int]:
    found: list[Session] = []
    while True:
        page = await desk.backend(
            ListSessions(
                client_id=client_id,
                states=shown.states,
                offset=len(found),
                limit=min(wanted - len(found), _MOST_AT_ONCE),
            )
        )
        if page.offset == len(found):
            found += page.rows
        if page.offset + len(page.rows) != len(found) or len(found) >= min(wanted, page.total):
            return found, page.total, page.ahead


async def _counted(desk: Desk, sessions: list[Session]) -> dict[SessionId, SessionNotes]:
    found: dict[SessionId, SessionNotes] = {}
    for start in range(0, len(sessions), _MOST_AT_ONCE):
        ids = tuple(one.id for one in sessions[start : start + _MOST_AT_ONCE])
        counts = await desk.backend(NotesOfSessions(session_ids=ids))
        found |= {one.session_id: one for one in counts if one.notes}
    return found


async def _loose(desk: Desk, client_id: ClientId) -> list[Activity]:
    page = await desk.backend(ListNotes(client_id=client_id, sessionless=True, limit=_MOST_LOOSE))
    return [Activity(notes=(one,)) for one in page.rows]


def _merged(rows: list[Activity], loose: list[Activity], *, is_whole: bool) -> list[Activity]:
    """Put notes without a session among the past ones, as far back as those were read."""
    ahead = [one for one in rows if one.is_ahead]
    past = [one for one in rows if not one.is_ahead]
    if not is_whole:
        last = past[-1].at if past else None
        loose = [one for one in loose if last is not None and one.at >= last]
    return ahead + sorted(past + loose, key=lambda one: one.at, reverse=True)
