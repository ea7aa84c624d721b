"""The operation that closes a session in one go."""

from dataclasses import dataclass, field
from datetime import date

from kara_tui.domain.ids import ChargeId, ClientId, NoteId, SessionId
from kara_tui.domain.session_closing import ClosedSession, NextSession, Settling
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Route
from kara_tui.operations.payments import MoneyTaken, new_charge_id


@dataclass(frozen=True, kw_only=True)
class CloseSession(ChangeOperation[ClosedSession]):
    """Sign a session's note, end it, settle it and plan the next one: all of that, or nothing.

    Taking it back takes all back but the signature: what is signed stays signed.
    """

    route = Route("POST", "/clients/{client_id}/sessions/{session_id}/close", allowed=PROFESSIONAL)
    past = "Session closed"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int
    note_id: NoteId | None = None
    """The note to be signed; None to sign none."""
    note_version: int = 0
    fingerprint: str = ""
    """Of the note's text when it is sealed (`domain/note_chain.py`)."""
    is_held: bool = True
    """Whether it is done with this, started first in case nobody did; not when it was before."""
    settling: Settling = Settling.LEAVE
    charge_id: ChargeId = field(default_factory=new_charge_id)
    due_on: date | None = None
    """When a charge is due; needed for one."""
    taken: MoneyTaken | None = None
    """How a charge was paid at once."""
    following: NextSession | None = None
    """The next session, of the same kind and length; None to plan none."""
