"""Operations on the calendar as a whole: read to be written to a file, and taken from one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kara_tui.domain.calendar_entries import (
    DatedBlock,
    DatedSession,
    KnownEntries,
    NewBlock,
    NewSeries,
    NewSession,
)
from kara_tui.domain.ids import ClientId, SessionId
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListCalendarSessions(Operation[tuple[DatedSession, ...]]):
    """Read a window of sessions, called-off ones too, in the order of their ids."""

    route = Route("GET", "/calendar/sessions", allowed=PROFESSIONAL)

    client_id: ClientId | None = None
    """Only this client's; None for everybody's."""
    session_id: SessionId | None = None
    """Only this one."""
    since: datetime | None = None
    """Only those that are not over by then."""
    after: UUID | None = None
    """The last one that was read; None to begin."""
    limit: int = 500


@dataclass(frozen=True, kw_only=True)
class ListCalendarBlocks(Operation[tuple[DatedBlock, ...]]):
    """Read a window of blocks, each one once however often it repeats, in the order of their ids.

    A block that repeats is read however long ago it began.
    """

    route = Route("GET", "/calendar/blocks", allowed=PROFESSIONAL)

    since: datetime | None = None
    """Only those that repeat, or are not over by then."""
    after: UUID | None = None
    limit: int = 500


@dataclass(frozen=True, kw_only=True)
class NoteCalendarCopy(ChangeOperation[bool]):
    """Write into the access log that sessions are copied into a calendar file."""

    route = Route("POST", "/calendar/copies", allowed=PROFESSIONAL)
    past = "Calendar copy noted"

    client_id: ClientId | None = None
    """Whose sessions; None for everybody's."""


@dataclass(frozen=True, kw_only=True)
class FindKnownEntries(Operation[KnownEntries]):
    """Find what is here already of the entries of a calendar, and whose addresses it names."""

    route = Route("GET", "/calendar/known", allowed=PROFESSIONAL)

    ids: tuple[UUID, ...] = ()
    """Of sessions or blocks."""
    emails: tuple[str, ...] = ()
    """In lower case."""


@dataclass(frozen=True, kw_only=True)
class ImportCalendar(ChangeOperation[int]):
    """Add what a calendar file tells of, whatever stands in its way; returns how many entries.

    What is here already stays as it is.
    """

    route = Route("POST", "/calendar/imports", allowed=PROFESSIONAL)
    past = "Calendar imported"
    undoable = True

    blocks: tuple[NewBlock, ...] = ()
    series: tuple[NewSeries, ...] = ()
    sessions: tuple[NewSession, ...] = ()
