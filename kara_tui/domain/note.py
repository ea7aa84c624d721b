"""Notes: a draft until signed, and only added to after that."""

from dataclasses import dataclass, replace
from datetime import datetime

from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import NoteId, SessionId
from kara_tui.domain.private import Private
from kara_tui.domain.record import ClientRecord


@dataclass(frozen=True, kw_only=True)
class NoteText:
    """What the professional wrote. Private."""

    text: str = ""
    salt: str = ""
    """Random, or nothing. Mixed into the fingerprint: whoever holds the text only sealed cannot
    find out by trying what it says."""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """That a text was finished: it is not changed after."""

    at: datetime
    by: str
    """The professional's name at that time."""
    hash: str
    """SHA-256 over the text and all that was signed on the note before, in hexadecimal
    (`note_chain`)."""


@dataclass(frozen=True, kw_only=True)
class Note(ClientRecord):
    """What was said and thought about a session, or about the client on a day."""

    entity = Entity.NOTE

    id: NoteId
    session_id: SessionId | None = None
    """None when it belongs to the client and a day, not to a session."""
    about: datetime
    """When the session was, or the day that the note is about."""
    template: str = ""
    """Name of the template that it was begun with; empty for a free note."""
    signature: Signature | None = None
    details: Private[NoteText]

    @property
    def is_signed(self) -> bool:
        """Whether it is locked, and only added to."""
        return self.signature is not None

    def written(self, details: Private[NoteText], about: datetime | None = None) -> "Note":
        """Return the draft with another text.

        Args:
            details: The text.
            about: When the session was, or the day; None to leave that alone.

        Raises:
            NotAllowedNow: When it is signed, or was entered in error.
        """
        self.require_draft()
        return replace(self, details=details, about=about or self.about)

    def restored(self, details: Private[NoteText]) -> "Note":
        """Return the draft with the text of an earlier version.

        Raises:
            NotAllowedNow: When it is signed, was entered in error, or says the same.
        """
        self.require_draft()
        if details == self.details:
            raise NotAllowedNow("The note says the same now.", "Nothing was changed.")
        return replace(self, details=details)

    def require_draft(self) -> None:
        """Refuse, in words, what only a draft can be asked for."""
        self._require_valid()
        if self.is_signed:
            raise NotAllowedNow(
                "This note is signed, and a signed note is never changed.",
                "Add an amendment under it.",
            )

    def require_signed(self) -> None:
        """Refuse, in words, what only a signed note can be asked for."""
        self._require_valid()
        if not self.is_signed:
            raise NotAllowedNow(
                "This note is not signed yet, so there is nothing to amend.",
                "Change the draft itself.",
            )

    def _require_valid(self) -> None:
        if self.in_error:
            raise NotAllowedNow("This note was marked as entered in error; it stays as it is.")


@dataclass(frozen=True, kw_only=True)
class Amendment(ClientRecord):
    """What was added to a signed note. It is signed when it is saved, and never changed."""

    entity = Entity.AMENDMENT

    note_id: NoteId
    number: int
    """Its place among the amendments of the note, from 1."""
    signature: Signature
    details: Private[NoteText]


def require_words(details: Private[NoteText]) -> None:
    """Refuse to sign nothing; what is sealed is taken at its writer's word.

    Raises:
        Invalid: When there is no text.
    """
    if isinstance(details, NoteText) and not details.text.strip():
        raise Invalid("details", "There is no text to sign.", "Write something first.")
