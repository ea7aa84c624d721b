"""Operations on notes: read, write, sign, amend, search.

Templates, hints and snippets are files and pure functions (`domain/note_templates.py`); what is
typed and not saved yet is a draft of a form, as everywhere (`operations/drafts.py`).
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from kara_tui.domain.ids import ClientId, NoteId, SessionId, uuid7
from kara_tui.domain.note import NoteText
from kara_tui.domain.note_listing import (
    NoteEntry,
    NotePage,
    NotesFound,
    NoteVersion,
    SessionNotes,
    UnsignedNote,
    UnsignedNotes,
)
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route

SEEN = ("notes",)
"""What the access log says of those who read notes."""


def new_note_id() -> NoteId:
    """Return an id for a note that is about to be written."""
    return NoteId(uuid7())


@dataclass(frozen=True, kw_only=True)
class ListUnsignedNotes(Operation[UnsignedNotes]):
    """Read which notes wait for a signature, those about the longest past first."""

    route = Route("GET", "/notes/unsigned", allowed=PROFESSIONAL)

    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, kw_only=True)
class NextUnsignedNote(Operation[UnsignedNote | None]):
    """Find the next note that waits for a signature, going round at the end."""

    route = Route("GET", "/notes/unsigned/next", allowed=PROFESSIONAL)

    after: NoteId | None = None
    """The note that is looked at, signed or not; None for the first of all."""
    client_id: ClientId | None = None
    """Only among this client's notes."""


@dataclass(frozen=True, kw_only=True)
class NotesOfSessions(Operation[tuple[SessionNotes, ...]]):
    """Tell which of these sessions have notes, and how many of them wait for a signature."""

    route = Route("GET", "/notes/of-sessions", allowed=PROFESSIONAL)

    session_ids: tuple[SessionId, ...]


@dataclass(frozen=True, kw_only=True)
class SearchNotes(Operation[NotesFound]):
    """Find notes in which every word occurs, amendments included, the newest first.

    It is answered where the text can be read: on the professional's machine.
    """

    route = Route("GET", "/notes/search", allowed=PROFESSIONAL)
    opens = SEEN

    search: str = ""
    client_id: ClientId | None = None
    """Only among this client's notes."""
    offset: int = 0
    limit: int = 20

    def shows(self, answer: Any) -> Collection[ClientId]:
        """Return the clients a line of whose notes is shown."""
        found: NotesFound = answer
        return dict.fromkeys(one.client_id for one in found.rows)


@dataclass(frozen=True, kw_only=True)
class ListNotes(Operation[NotePage]):
    """Read a window of a client's notes with their amendments, the newest first."""

    route = Route("GET", "/clients/{client_id}/notes", allowed=PROFESSIONAL)
    opens = SEEN

    client_id: ClientId
    session_id: SessionId | None = None
    """Only the notes of this session."""
    sessionless: bool = False
    """Only notes that belong to no session."""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, kw_only=True)
class GetNote(Operation[NoteEntry]):
    """Read one note with its amendments."""

    route = Route("GET", "/clients/{client_id}/notes/{note_id}", allowed=PROFESSIONAL)
    opens = SEEN

    client_id: ClientId
    note_id: NoteId


@dataclass(frozen=True, kw_only=True)
class ListNoteVersions(Operation[tuple[NoteVersion, ...]]):
    """Read how a note stood, version after version, the newest first."""

    route = Route("GET", "/clients/{client_id}/notes/{note_id}/versions", allowed=PROFESSIONAL)
    opens = SEEN

    client_id: ClientId
    note_id: NoteId


@dataclass(frozen=True, kw_only=True)
class SaveNote(ChangeOperation[NoteEntry]):
    """Write a note as a draft: a new one, or another text of one that is not signed."""

    route = Route("PUT", "/clients/{client_id}/notes/{note_id}", allowed=PROFESSIONAL)
    past = "Note saved"
    undoable = True

    client_id: ClientId
    note_id: NoteId = field(default_factory=new_note_id)
    version: int = 0
    """Of the draft that was edited; 0 for a new note."""
    session_id: SessionId | None = None
    """The session that a new note is about; a note stays with it."""
    about: datetime | None = None
    """The day that it is about, when it belongs to no session; None for now, or as it was."""
    template: str = ""
    """Name of the template that a new note was begun with."""
    details: Private[NoteText]


@dataclass(frozen=True, kw_only=True)
class SignNote(ChangeOperation[NoteEntry]):
    """Sign a note: its text is locked, and from then on only added to."""

    route = Route("POST", "/clients/{client_id}/notes/{note_id}/sign", allowed=PROFESSIONAL)
    past = "Note signed"

    client_id: ClientId
    note_id: NoteId
    version: int
    details: Private[NoteText] | None = None
    """The text to sign, when it is another one than was saved."""
    fingerprint: str = ""
    """Of a text that is sealed (`domain/note_chain.py`); made from one that is open."""


@dataclass(frozen=True, kw_only=True)
class AmendNote(ChangeOperation[NoteEntry]):
    """Add an amendment under a signed note; it is signed at once, and stays as it is."""

    route = Route("POST", "/clients/{client_id}/notes/{note_id}/amendments", allowed=PROFESSIONAL)
    past = "Amendment added"

    client_id: ClientId
    note_id: NoteId
    amendment_id: UUID = field(default_factory=uuid7)
    details: Private[NoteText]
    fingerprint: str = ""
    """Of a text that is sealed; made from one that is open."""


@dataclass(frozen=True, kw_only=True)
class MarkNoteInError(ChangeOperation[NoteEntry]):
    """Mark a note as entered in error: out of every list, and kept in history."""

    route = Route("POST", "/clients/{client_id}/notes/{note_id}/in-error", allowed=PROFESSIONAL)
    past = "Note marked as entered in error"
    undoable = True

    client_id: ClientId
    note_id: NoteId
    version: int


@dataclass(frozen=True, kw_only=True)
class RestoreNoteVersion(ChangeOperation[NoteEntry]):
    """Bring the text of an earlier version of a draft back, as a new change."""

    route = Route("POST", "/clients/{client_id}/notes/{note_id}/restore", allowed=PROFESSIONAL)
    past = "Earlier text brought back"
    undoable = True

    client_id: ClientId
    note_id: NoteId
    version: int
    """Of the draft that the professional was looking at."""
    revision: int
    """The version to bring back."""
