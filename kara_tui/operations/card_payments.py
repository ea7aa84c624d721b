"""Operations on payments by card, which a provider takes."""

from dataclasses import dataclass, field

from kara_tui.domain.card_outcome import CardOutcome
from kara_tui.domain.ids import ChargeId, ClientId, PaymentId
from kara_tui.domain.payment import Payment
from kara_tui.operations.base import PROFESSIONAL, SYSTEM, ChangeOperation, Operation, Route
from kara_tui.operations.payments import new_payment_id


@dataclass(frozen=True, kw_only=True)
class BeginCardPayment(ChangeOperation[Payment]):
    """Write down that a charge is about to be paid by card, before the provider is asked.

    While one is under way for the charge, that one comes back and no other is written.
    """

    route = Route("POST", "/clients/{client_id}/charges/{charge_id}/card", allowed=PROFESSIONAL)
    past = "Card payment begun"

    client_id: ClientId
    charge_id: ChargeId
    payment_id: PaymentId = field(default_factory=new_payment_id)


@dataclass(frozen=True, kw_only=True)
class BeginCardReturn(ChangeOperation[Payment]):
    """Write down that a card payment is about to be given back, before the provider is asked."""

    route = Route(
        "POST", "/clients/{client_id}/payments/{payment_id}/card-return", allowed=PROFESSIONAL
    )
    past = "Return of a card payment begun"

    client_id: ClientId
    payment_id: PaymentId
    version: int


@dataclass(frozen=True, kw_only=True)
class SettleCardPayment(ChangeOperation[Payment]):
    """Write down what the provider says became of a card payment; old news change nothing."""

    route = Route(
        "POST",
        "/clients/{client_id}/payments/{payment_id}/outcome",
        allowed=PROFESSIONAL | SYSTEM,
    )
    past = "Outcome of a card payment noted"

    client_id: ClientId
    payment_id: PaymentId
    outcome: CardOutcome


@dataclass(frozen=True, kw_only=True)
class ListUnsettledPayments(Operation[tuple[Payment, ...]]):
    """Read the card payments of which only the provider knows what became, oldest first."""

    route = Route("GET", "/payments/unsettled", allowed=PROFESSIONAL | SYSTEM)

    limit: int = 200
