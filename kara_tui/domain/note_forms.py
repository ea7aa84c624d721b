"""What the forms are called in which notes and amendments are written."""

from dataclasses import dataclass
from uuid import UUID

from kara_tui.domain.ids import ClientId, NoteId, SessionId

_NOTE = "note"
_OF_SESSION = "session-note"
_OF_CLIENT = "client-note"
_AMENDMENT = "amendment"
_NEW = "new"


@dataclass(frozen=True)
class NoteForm:
    """Where a text is typed: in a note, in a new one, or in an amendment of one."""

    client_id: ClientId
    session_id: SessionId | None = None
    """The session that a new note is about, if it is about one."""
    note_id: NoteId | None = None
    """The note that is changed or amended; None for a new one."""
    is_amendment: bool = False

    @property
    def name(self) -> str:
        """What its drafts are found by."""
        if self.note_id is not None:
            return f"{_AMENDMENT if self.is_amendment else _NOTE}:{self.note_id}:{self.client_id}"
        if self.session_id is not None:
            return f"{_OF_SESSION}:{self.session_id}:{self.client_id}"
        return f"{_OF_CLIENT}:{_NEW}:{self.client_id}"


def note_form(form: str) -> NoteForm | None:
    """Return what is written in a form of this name; None when it is no form of a note's."""
    try:
        kind, about, client = form.split(":")
        client_id = ClientId(UUID(client))
        if kind in (_NOTE, _AMENDMENT):
            note_id = NoteId(UUID(about))
            return NoteForm(client_id, note_id=note_id, is_amendment=kind == _AMENDMENT)
        if kind == _OF_SESSION:
            return NoteForm(client_id, SessionId(UUID(about)))
    except ValueError:
        return None
    return NoteForm(client_id) if (kind, about) == (_OF_CLIENT, _NEW) else None
