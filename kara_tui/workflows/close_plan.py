"""What there is to do as a session is closed, what of it is wanted, and the wish that does it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from kara_tui.domain.agenda import AgendaEntry
from kara_tui.domain.chargeable import day_of
from kara_tui.domain.conflicts import Clash
from kara_tui.domain.ids import ChargeId, IntentId, PaymentId, SessionId, new_intent_id
from kara_tui.domain.note import Note
from kara_tui.domain.note_chain import fingerprint
from kara_tui.domain.payment import PaymentMethod
from kara_tui.domain.private import Private
from kara_tui.domain.session import Session, SessionDetails, SessionState
from kara_tui.domain.session_closing import NextSession, Settling
from kara_tui.domain.session_moves import SessionMove, is_possible
from kara_tui.operations.payments import MoneyTaken, new_charge_id, new_payment_id
from kara_tui.operations.scheduling import new_session_id
from kara_tui.operations.session_closing import CloseSession


class Way(Enum):
    """How a session is settled as it is closed."""

    CREDIT = "A sponsor's credit pays"
    CASH = "Paid in cash"
    POS = "Paid by card terminal"
    BANK_TRANSFER = "Paid by bank transfer"
    OTHER = "Paid in another way"
    CHARGE = "Charged, to be paid"
    LEAVE = "Left to be charged later"
    FREE = "Nothing is owed"
    SETTLED = "Settled already"

    @property
    def method(self) -> PaymentMethod | None:
        """How the money came in; None when none did."""
        return _METHODS.get(self)


_METHODS = {
    Way.CASH: PaymentMethod.CASH,
    Way.POS: PaymentMethod.POS,
    Way.BANK_TRANSFER: PaymentMethod.BANK_TRANSFER,
    Way.OTHER: PaymentMethod.OTHER,
}
_SETTLING = {Way.CREDIT: Settling.CREDIT, Way.FREE: Settling.FREE, Way.CHARGE: Settling.CHARGE}


@dataclass(frozen=True, kw_only=True)
class ClosePlan:
    """What can be done with a session as it is closed, and what of it is wanted."""

    session: Session
    note: Note | None = None
    """The draft that can be signed."""
    ways: tuple[Way, ...] = (Way.LEAVE,)
    """How it can be settled, the likeliest first."""
    next_start: datetime | None = None
    """A week later, at the same time on the wall clock; None when that cannot be offered."""
    planned: Session | None = None
    """The next session that is planned with this client already."""
    clashes: tuple[Clash, ...] = ()
    """What stands in the way of the next one."""
    next_client: AgendaEntry | None = None
    """Who comes next today."""
    is_signed: bool = False
    is_held: bool = False
    way: Way = Way.LEAVE
    is_followed: bool = False
    goes_on: bool = False
    intent: IntentId = field(default_factory=new_intent_id)
    """Of the wish: trying again never does it twice."""
    next_id: SessionId = field(default_factory=new_session_id)
    charge_id: ChargeId = field(default_factory=new_charge_id)
    payment_id: PaymentId = field(default_factory=new_payment_id)

    @property
    def can_be_held(self) -> bool:
        """Whether it is not done yet, and can be."""
        moves = (SessionMove.START, SessionMove.COMPLETE)
        return any(is_possible(one, self.session) for one in moves)

    @property
    def is_done_then(self) -> bool:
        """Whether the session is done once this was carried out: only then is it settled."""
        return self.is_held or self.session.state is SessionState.COMPLETED

    @property
    def does_something(self) -> bool:
        """Whether the store has anything to do."""
        settles = self.is_done_then and self.way not in {Way.LEAVE, Way.SETTLED}
        return self.is_signed or self.is_held or settles or self.is_followed

    def with_next_way(self, step: int) -> "ClosePlan":
        """Return the plan with the next way to settle it, or the one before."""
        place = self.ways.index(self.way) + step
        return replace(self, way=self.ways[place % len(self.ways)])

    def wish(self) -> CloseSession:
        """Return the wish that does all that is wanted."""
        one, note = self.session, self.note if self.is_signed else None
        way = self.way if self.is_done_then else Way.LEAVE
        settling = Settling.CHARGE if way.method else _SETTLING.get(way, Settling.LEAVE)
        taken = MoneyTaken(payment_id=self.payment_id, method=way.method) if way.method else None
        sealed = note is not None and isinstance(note.details, bytes)
        return CloseSession(
            intent=self.intent,
            client_id=one.client_id,
            session_id=one.id,
            version=one.version,
            note_id=note.id if note else None,
            note_version=note.version if note else 0,
            fingerprint=fingerprint(note.details) if note and not sealed else "",
            is_held=self.is_held,
            settling=settling,
            charge_id=self.charge_id,
            due_on=day_of(one),
            taken=taken,
            following=self._following(),
        )

    def _following(self) -> NextSession | None:
        if not self.is_followed or self.next_start is None:
            return None
        return NextSession(
            session_id=self.next_id,
            starts_at=self.next_start,
            details=_without_remark(self.session.details),
            despite_conflicts=bool(self.clashes),
        )


def _without_remark(details: Private[SessionDetails]) -> Private[SessionDetails]:
    # The remark was about this one; where it is held goes for the next as well.
    return details if isinstance(details, bytes) else replace(details, remark="")
