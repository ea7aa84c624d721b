"""What a payment provider must be able to do.

A payment's id is the idempotency key: to ask twice with the same id is to ask once. What a
provider said at last about an id, `SUCCEEDED` or `FAILED`, it says whenever it is asked again;
only a return changes a success.
"""

from dataclasses import dataclass
from typing import Protocol

from kara_tui.domain.card_outcome import CardOutcome
from kara_tui.domain.ids import PaymentId
from kara_tui.domain.money import Money


@dataclass(frozen=True, kw_only=True)
class CardOrder:
    """What a provider is told: no name, no service, no word about the client."""

    payment_id: PaymentId
    amount: Money


class CardProvider(Protocol):
    """Takes money from cards. Its outcome is `UNKNOWN` whenever the answer is not certain."""

    async def charge(self, order: CardOrder) -> CardOutcome:
        """Take the money, or start to; the same id again takes nothing twice."""
        ...

    async def give_back(self, payment_id: PaymentId) -> CardOutcome:
        """Give the money of a payment back, or call it off before any was taken.

        `RETURNED` when none of it is taken and none will be under this id; `FAILED` when it
        stays as it is. The same id again gives nothing back twice.
        """
        ...

    async def ask(self, payment_id: PaymentId) -> CardOutcome:
        """Tell what became of a payment; `UNKNOWN` also for an id never heard of."""
        ...
