"""What closes a session: its note signed, held, settled, and the next one planned."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kara_tui.domain.charge import Charge
from kara_tui.domain.credit import Credit
from kara_tui.domain.ids import SessionId
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.private import Private
from kara_tui.domain.session import Session, SessionDetails


class Settling(StrEnum):
    """What becomes of the money for a session that is closed."""

    LEAVE = "leave"
    """It is to be paid, and is charged some other time."""
    FREE = "free"
    """Nothing is owed for it."""
    CREDIT = "credit"
    """A sponsor's credit pays for it."""
    CHARGE = "charge"
    """It is charged, and paid or not."""


@dataclass(frozen=True, kw_only=True)
class NextSession:
    """The session after the one that is closed, on the same terms."""

    session_id: SessionId
    starts_at: datetime
    details: Private[SessionDetails] = field(default_factory=SessionDetails)
    despite_conflicts: bool = False
    """Whether it is booked although something stands in the way."""


@dataclass(frozen=True, kw_only=True)
class ClosedSession:
    """What closing a session came to; None for what was not asked for."""

    session: Session
    note: NoteEntry | None = None
    charge: Charge | None = None
    credit: Credit | None = None
    following: Session | None = None
