"""Notes as lists show them: with their amendments, by session, unsigned, found by a search."""

from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.details import ClientDetails
from kara_tui.domain.history import Change
from kara_tui.domain.ids import ClientId, NoteId, SessionId
from kara_tui.domain.note import Amendment, Note
from kara_tui.domain.note_excerpt import Excerpt
from kara_tui.domain.private import Private


@dataclass(frozen=True, kw_only=True)
class NoteEntry:
    """A note with all that was added to it."""

    note: Note
    amendments: tuple[Amendment, ...] = ()
    """In the order in which they were signed."""

    @property
    def versions(self) -> int:
        """How many versions of it are kept, the present one included."""
        return self.note.version


@dataclass(frozen=True, kw_only=True)
class NotePage:
    """A window onto the notes of a client."""

    offset: int
    rows: tuple[NoteEntry, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class SessionNotes:
    """How many notes a session has."""

    session_id: SessionId
    notes: int
    unsigned: int
    """How many of them are drafts."""


@dataclass(frozen=True, kw_only=True)
class UnsignedNote:
    """A draft that waits for its signature."""

    note_id: NoteId
    version: int
    client_id: ClientId
    session_id: SessionId | None
    about: datetime
    template: str
    details: Private[ClientDetails]
    """The client's."""


@dataclass(frozen=True, kw_only=True)
class UnsignedNotes:
    """A window onto all drafts of notes, those about the longest past first."""

    offset: int
    rows: tuple[UnsignedNote, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class NoteFound:
    """A note in which all searched words occur."""

    note_id: NoteId
    client_id: ClientId
    session_id: SessionId | None
    about: datetime
    is_signed: bool
    excerpt: Excerpt
    """The first line of the note, or of an amendment, that holds most of the words."""
    details: Private[ClientDetails]
    """The client's."""


@dataclass(frozen=True, kw_only=True)
class NotesFound:
    """A window onto what a search found, the newest first."""

    offset: int
    rows: tuple[NoteFound, ...]
    has_more: bool
    """Whether there are more behind the window."""


@dataclass(frozen=True, kw_only=True)
class NoteVersion:
    """A note as it stood, and the change that made it so."""

    note: Note
    change: Change | None = None
    """None when the history of it is not at hand."""
