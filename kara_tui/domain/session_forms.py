"""The forms over sessions, by the names under which what is typed in them is kept."""

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kara_tui.domain.ids import ClientId, SessionId


class SessionFormKind(StrEnum):
    """What is done with a session there."""

    SCHEDULE = "schedule"
    MOVE = "move"
    CANCEL = "cancel"
    CHANGE = "session"

    @property
    def label(self) -> str:
        """The words the user reads."""
        return _WORDS[self]


_WORDS = {
    SessionFormKind.SCHEDULE: "A session to be scheduled",
    SessionFormKind.MOVE: "A session to be moved",
    SessionFormKind.CANCEL: "A cancellation",
    SessionFormKind.CHANGE: "A session to be changed",
}


@dataclass(frozen=True)
class SessionForm:
    """One form: of which kind, with whom, over which session."""

    kind: SessionFormKind
    client_id: ClientId
    session_id: SessionId | None = None
    """None for a session that is about to be scheduled."""

    @property
    def name(self) -> str:
        """Names the form among drafts."""
        over = f"-{self.session_id}" if self.session_id else ""
        return f"{self.kind}{over}:{self.client_id}"


def session_form(name: str) -> SessionForm | None:
    """Return the form over a session that a name means; None for any other form."""
    start, _, client = name.partition(":")
    kind, dash, session = start.partition("-")
    if kind not in set(SessionFormKind) or bool(dash) is (kind == SessionFormKind.SCHEDULE):
        return None
    with suppress(ValueError):
        session_id = SessionId(UUID(session)) if dash else None
        return SessionForm(SessionFormKind(kind), ClientId(UUID(client)), session_id)
    return None
