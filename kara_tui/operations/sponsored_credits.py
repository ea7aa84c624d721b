"""Operations on the sessions that a sponsor pays for."""

from dataclasses import dataclass, field
from datetime import date

from kara_tui.domain.credit import Credit
from kara_tui.domain.details import Remark
from kara_tui.domain.ids import ClientId, CreditId, SessionId, uuid7
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Route


def new_credit_id() -> CreditId:
    """Return an id for a credit that is about to be given."""
    return CreditId(uuid7())


@dataclass(frozen=True, kw_only=True)
class GiveCredit(ChangeOperation[Credit]):
    """Note that a sponsor pays for a number of a client's sessions."""

    route = Route("POST", "/clients/{client_id}/credits", allowed=PROFESSIONAL)
    past = "Credit given"
    undoable = True

    client_id: ClientId
    credit_id: CreditId = field(default_factory=new_credit_id)
    sessions: int
    valid_until: date | None = None
    """The last day on which a session that it covers may be."""
    details: Private[Remark]
    """Who the sponsor is."""


@dataclass(frozen=True, kw_only=True)
class UseCredit(ChangeOperation[Credit]):
    """Let a credit pay for a session; its open charge, if any, is voided."""

    route = Route("POST", "/clients/{client_id}/credits/{credit_id}/use", allowed=PROFESSIONAL)
    past = "Credit used"
    undoable = True

    client_id: ClientId
    credit_id: CreditId
    version: int
    session_id: SessionId


@dataclass(frozen=True, kw_only=True)
class GiveCreditBack(ChangeOperation[Credit]):
    """Take a credit back from a session that it paid for: the session is to be paid again."""

    route = Route("POST", "/clients/{client_id}/credits/{credit_id}/back", allowed=PROFESSIONAL)
    past = "Credit given back"
    undoable = True

    client_id: ClientId
    credit_id: CreditId
    version: int
    session_id: SessionId


@dataclass(frozen=True, kw_only=True)
class MarkCreditInError(ChangeOperation[Credit]):
    """Mark a credit that no session used as entered in error."""

    route = Route("POST", "/clients/{client_id}/credits/{credit_id}/error", allowed=PROFESSIONAL)
    past = "Credit marked as entered in error"
    undoable = True

    client_id: ClientId
    credit_id: CreditId
    version: int
