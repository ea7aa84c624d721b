"""What a payment provider says became of a card payment."""

from dataclasses import dataclass
from enum import StrEnum


class CardOutcomeKind(StrEnum):
    """The ways in which it can go."""

    SUCCEEDED = "succeeded"
    """The money was taken. Final, unless it is returned."""
    FAILED = "failed"
    """Nothing was taken, or nothing was given back; `failure` says why."""
    NEEDS_CLIENT_ACTION = "needs_client_action"
    """The client has to confirm it at `action_url`."""
    RETURNED = "returned"
    """The money was given back, or the payment was called off before any was taken. Final."""
    UNKNOWN = "unknown"
    """Nobody answered; the money may have been taken or not."""


@dataclass(frozen=True, kw_only=True)
class CardOutcome:
    """One answer of a provider."""

    kind: CardOutcomeKind
    reference: str = ""
    """What the provider calls the payment."""
    failure: str = ""
    """The provider's code for why it failed."""
    action_url: str = ""
    """Where the client confirms; it begins with https://."""


UNKNOWN = CardOutcome(kind=CardOutcomeKind.UNKNOWN)
