"""Money that came in, and attempts at it: by hand, or through a payment provider."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from enum import StrEnum

from kara_tui.domain.card_outcome import CardOutcome, CardOutcomeKind
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ChargeId, PaymentId
from kara_tui.domain.money import Money
from kara_tui.domain.private import Private
from kara_tui.domain.record import ClientRecord


class PaymentMethod(StrEnum):
    """How money comes in."""

    KARA_PAY = "kara_pay"
    """A card, through a payment provider; its number is entered on the provider's page only."""
    POS = "pos"
    CASH = "cash"
    BANK_TRANSFER = "bank_transfer"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words the user reads."""
        return _METHOD_WORDS[self]


class PaymentState(StrEnum):
    """What became of a payment."""

    PENDING = "pending"
    """Asked of the provider; the outcome is not known yet."""
    NEEDS_CLIENT_ACTION = "needs_client_action"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    RETURNING = "returning"
    """The provider was asked to give the money back; the outcome is not known yet."""
    VOIDED = "voided"
    """The money was given back, or the payment was called off."""

    @property
    def label(self) -> str:
        """The words the user reads."""
        return _PAYMENT_WORDS[self]

    @property
    def is_under_way(self) -> bool:
        """Whether only the provider, or the client, can say what becomes of it."""
        return self in {PaymentState.PENDING, PaymentState.NEEDS_CLIENT_ACTION}

    @property
    def holds_money(self) -> bool:
        """Whether the money is with the professional."""
        return self in {PaymentState.SUCCEEDED, PaymentState.RETURNING}


_METHOD_WORDS = {
    PaymentMethod.KARA_PAY: "Card (Kara Pay)",
    PaymentMethod.POS: "Card terminal",
    PaymentMethod.CASH: "Cash",
    PaymentMethod.BANK_TRANSFER: "Bank transfer",
    PaymentMethod.OTHER: "Other",
}
_PAYMENT_WORDS = {
    PaymentState.PENDING: "Outcome not known yet",
    PaymentState.NEEDS_CLIENT_ACTION: "Waits for the client",
    PaymentState.SUCCEEDED: "Paid",
    PaymentState.FAILED: "Failed",
    PaymentState.RETURNING: "Being returned",
    PaymentState.VOIDED: "Returned",
}


@dataclass(frozen=True, kw_only=True)
class Payment(ClientRecord):
    """Money that came in for a charge, or an attempt at it.

    It is written before a provider is asked; its id is the idempotency key there.
    """

    entity = Entity.PAYMENT

    id: PaymentId
    charge_id: ChargeId
    amount: Money
    method: PaymentMethod
    state: PaymentState
    paid_at: datetime | None = None
    receipt: int = 0
    """Number of its receipt; zero until it succeeded. It is never given to another payment."""
    provider_reference: str = ""
    failure: str = ""
    """The provider's code for why it failed."""
    action_url: str = ""
    """Where the client has to confirm it."""
    details: Private[Remark]

    @property
    def is_live(self) -> bool:
        """Whether no other payment may be begun for its charge."""
        return not self.in_error and (self.state.is_under_way or self.state.holds_money)

    def returned(self) -> "Payment":
        """Return it as money that was given back by hand.

        Raises:
            NotAllowedNow: When no money came in, or a provider has to give it back.
        """
        self._require_received()
        if self.method is PaymentMethod.KARA_PAY:
            raise NotAllowedNow(
                "This was paid by card through Kara Pay.", "Return it there, with the same card."
            )
        return replace(self, state=PaymentState.VOIDED)

    def returning(self) -> "Payment":
        """Return it as money that the provider is about to give back.

        Raises:
            NotAllowedNow: When no money came in through a provider.
        """
        self._require_received()
        if self.method is not PaymentMethod.KARA_PAY:
            raise NotAllowedNow("No payment provider took this money.", "Give it back yourself.")
        return replace(self, state=PaymentState.RETURNING, failure="")

    def marked_in_error(self) -> "Payment":
        """Return it as a payment that never was.

        Raises:
            NotAllowedNow: When a provider was asked for it, or it is marked already.
        """
        if self.method is PaymentMethod.KARA_PAY:
            raise NotAllowedNow(
                "A provider knows of this payment, so it is no error.", "Return the money instead."
            )
        return super().marked_in_error()

    def settled(self, outcome: CardOutcome, at: datetime, receipt: int) -> "Payment":
        """Return it after an answer of the provider; old news leave it as it is.

        Args:
            outcome: The answer; it may come late, twice, and in any order.
            at: When it came.
            receipt: The next receipt's number, taken when the payment succeeds.

        Raises:
            NotAllowedNow: When the answer contradicts an earlier one that was final.
            Invalid: When the client would be sent to an address that is not safe.
        """
        if self.state.is_under_way:
            return self._first_settled(outcome, at, receipt)
        if outcome.kind is CardOutcomeKind.RETURNED and self.state.holds_money:
            return replace(self, state=PaymentState.VOIDED)
        if outcome.kind is CardOutcomeKind.FAILED and self.state is PaymentState.RETURNING:
            return replace(self, state=PaymentState.SUCCEEDED, failure=outcome.failure)
        failed, succeeded = CardOutcomeKind.FAILED, CardOutcomeKind.SUCCEEDED
        if (self.state, outcome.kind) in {
            (PaymentState.SUCCEEDED, failed),
            (PaymentState.FAILED, succeeded),
        }:
            raise NotAllowedNow(
                "The payment provider contradicts what it said before about this payment.",
                "Nothing was changed. Look it up on the provider's own page.",
            )
        return self

    def _first_settled(self, outcome: CardOutcome, at: datetime, receipt: int) -> "Payment":
        told = replace(self, provider_reference=outcome.reference or self.provider_reference)
        match outcome.kind:
            case CardOutcomeKind.SUCCEEDED:
                return replace(told, state=PaymentState.SUCCEEDED, paid_at=at, receipt=receipt)
            case CardOutcomeKind.FAILED:
                return replace(told, state=PaymentState.FAILED, failure=outcome.failure)
            case CardOutcomeKind.RETURNED:
                return replace(told, state=PaymentState.VOIDED)
            case CardOutcomeKind.NEEDS_CLIENT_ACTION:
                url = outcome.action_url
                if not url.startswith("https://"):
                    raise Invalid("action_url", "The provider sent an address that is not safe.")
                return replace(told, state=PaymentState.NEEDS_CLIENT_ACTION, action_url=url)
        return self

    def _require_received(self) -> None:
        if self.in_error or self.state is not PaymentState.SUCCEEDED:
            raise NotAllowedNow("Only money that came in can be given back.")


def moment_on(day: date, zone: tzinfo, now: datetime) -> datetime:
    """Return the moment that stands for a day on which money came in: now, when it is today."""
    today = now.astimezone(zone).date()
    return now if day == today else datetime.combine(day, time(12), zone)
