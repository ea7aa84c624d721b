"""Operations on fees and on the money that comes in for them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from kara_tui.domain.charge import Charge
from kara_tui.domain.details import Remark
from kara_tui.domain.ids import ChargeId, ClientId, PaymentId, SessionId, uuid7
from kara_tui.domain.money import Money
from kara_tui.domain.money_views import (
    ChargePage,
    ChargesShown,
    ClientAccount,
    ReceiptFacts,
    UncollectedSession,
    UnpaidSum,
)
from kara_tui.domain.payment import Payment, PaymentMethod
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


def new_charge_id() -> ChargeId:
    """Return an id for a charge that is about to be made."""
    return ChargeId(uuid7())


def new_payment_id() -> PaymentId:
    """Return an id for a payment that is about to be recorded."""
    return PaymentId(uuid7())


@dataclass(frozen=True, kw_only=True)
class MoneyTaken:
    """How money came in outside a payment provider."""

    payment_id: PaymentId = field(default_factory=new_payment_id)
    method: PaymentMethod
    paid_at: datetime | None = None
    """Now when absent; never in the future."""
    details: Private[Remark] = field(default_factory=Remark)


@dataclass(frozen=True, kw_only=True)
class ClientMoney(Operation[ClientAccount]):
    """Read a client's chargeable sessions, charges, payments and credits."""

    route = Route("GET", "/clients/{client_id}/money", allowed=PROFESSIONAL)
    opens = ("payments",)

    client_id: ClientId


@dataclass(frozen=True, kw_only=True)
class ListCharges(Operation[ChargePage]):
    """Read a window of all clients' charges: unpaid ones oldest first, others newest first."""

    route = Route("GET", "/charges", allowed=PROFESSIONAL)

    shown: ChargesShown = ChargesShown.UNPAID
    due_from: date | None = None
    due_until: date | None = None
    search: str = ""
    """As for a list of clients: only the charges of those whom it finds."""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, kw_only=True)
class ListUncollected(Operation[tuple[UncollectedSession, ...]]):
    """Read which sessions of all clients are to be paid and were not charged yet, oldest first."""

    route = Route("GET", "/charges/uncollected", allowed=PROFESSIONAL)

    limit: int = 200


@dataclass(frozen=True, kw_only=True)
class UnpaidSums(Operation[tuple[UnpaidSum, ...]]):
    """Read what some clients still have to pay, one sum for each of them and each currency."""

    route = Route("GET", "/charges/sums", allowed=PROFESSIONAL)

    client_ids: tuple[ClientId, ...]


@dataclass(frozen=True, kw_only=True)
class FindReceipt(Operation[Payment]):
    """Find the payment that bears a receipt's number."""

    route = Route("GET", "/receipts/{number}", allowed=PROFESSIONAL)

    number: int


@dataclass(frozen=True, kw_only=True)
class ReadReceipt(Operation[ReceiptFacts]):
    """Read all that stands on a payment's receipt."""

    route = Route("GET", "/clients/{client_id}/payments/{payment_id}/receipt", allowed=PROFESSIONAL)
    opens = ("payments",)

    client_id: ClientId
    payment_id: PaymentId


@dataclass(frozen=True, kw_only=True)
class ChargeSession(ChangeOperation[Charge]):
    """Charge a session that took place, or one that nobody came to; note its payment at once.

    To charge a session that nobody came to is to decide that it is charged.
    """

    route = Route("POST", "/clients/{client_id}/sessions/{session_id}/charge", allowed=PROFESSIONAL)
    past = "Session charged"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int
    """Of the session."""
    charge_id: ChargeId = field(default_factory=new_charge_id)
    amount: Money | None = None
    """The session's own fee when absent."""
    due_on: date
    details: Private[Remark] = field(default_factory=Remark)
    taken: MoneyTaken | None = None
    """How it was paid at once."""


@dataclass(frozen=True, kw_only=True)
class AddCharge(ChangeOperation[Charge]):
    """Charge a client for something else than a session."""

    route = Route("POST", "/clients/{client_id}/charges", allowed=PROFESSIONAL)
    past = "Charge added"
    undoable = True

    client_id: ClientId
    charge_id: ChargeId = field(default_factory=new_charge_id)
    amount: Money
    due_on: date
    details: Private[Remark]
    """What it is for."""


@dataclass(frozen=True, kw_only=True)
class RecordPayment(ChangeOperation[Payment]):
    """Record that a charge was paid in full, in cash or the like; gives the receipt's number."""

    route = Route("POST", "/clients/{client_id}/charges/{charge_id}/pay", allowed=PROFESSIONAL)
    past = "Payment recorded"
    undoable = True

    client_id: ClientId
    charge_id: ChargeId
    version: int
    """Of the charge."""
    taken: MoneyTaken


@dataclass(frozen=True, kw_only=True)
class ReturnPayment(ChangeOperation[Payment]):
    """Record that the money of a payment was given back by hand: its charge is owed again."""

    route = Route("POST", "/clients/{client_id}/payments/{payment_id}/return", allowed=PROFESSIONAL)
    past = "Payment returned"
    undoable = True

    client_id: ClientId
    payment_id: PaymentId
    version: int


@dataclass(frozen=True, kw_only=True)
class WriteOff(ChangeOperation[Charge]):
    """Give an open charge up, with a reason: nobody owes it any more."""

    route = Route(
        "POST", "/clients/{client_id}/charges/{charge_id}/write-off", allowed=PROFESSIONAL
    )
    past = "Charge written off"
    undoable = True

    client_id: ClientId
    charge_id: ChargeId
    version: int
    reason: Private[Remark]


@dataclass(frozen=True, kw_only=True)
class VoidCharge(ChangeOperation[Charge]):
    """Void an open charge that should not be paid: its session may be charged anew."""

    route = Route("POST", "/clients/{client_id}/charges/{charge_id}/void", allowed=PROFESSIONAL)
    past = "Charge voided"
    undoable = True

    client_id: ClientId
    charge_id: ChargeId
    version: int
    reason: Private[Remark] | None = None


@dataclass(frozen=True, kw_only=True)
class MarkChargeInError(ChangeOperation[Charge]):
    """Mark a charge as entered in error: it leaves all lists and stays in history."""

    route = Route("POST", "/clients/{client_id}/charges/{charge_id}/error", allowed=PROFESSIONAL)
    past = "Charge marked as entered in error"
    undoable = True

    client_id: ClientId
    charge_id: ChargeId
    version: int


@dataclass(frozen=True, kw_only=True)
class MarkPaymentInError(ChangeOperation[Payment]):
    """Mark a payment as entered in error: its charge is owed again, its number is used up."""

    route = Route("POST", "/clients/{client_id}/payments/{payment_id}/error", allowed=PROFESSIONAL)
    past = "Payment marked as entered in error"
    undoable = True

    client_id: ClientId
    payment_id: PaymentId
    version: int
