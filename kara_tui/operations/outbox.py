"""Operations on outgoing mail: look at it, call it back, hand it over."""

from dataclasses import dataclass
from enum import StrEnum

from kara_tui.domain.ids import ClientId, MessageId
from kara_tui.domain.outbox import OutboxMessage
from kara_tui.operations.base import PROFESSIONAL, SYSTEM, ChangeOperation, Operation, Route


class Outcome(StrEnum):
    """What became of an attempt to send."""

    DELIVERED = "delivered"
    TRY_AGAIN = "try_again"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class ListOutbox(Operation[tuple[OutboxMessage, ...]]):
    """Read messages, newest first, those not yet sent before all others."""

    route = Route("GET", "/outbox", allowed=PROFESSIONAL)

    client_id: ClientId | None = None
    """Only this client's messages."""
    limit: int = 200


@dataclass(frozen=True, kw_only=True)
class WithdrawMessage(ChangeOperation[OutboxMessage]):
    """Call a message back before it leaves."""

    route = Route("POST", "/outbox/{message_id}/withdraw", allowed=PROFESSIONAL)
    past = "Message withdrawn"

    message_id: MessageId
    version: int


@dataclass(frozen=True, kw_only=True)
class RetryMessage(ChangeOperation[OutboxMessage]):
    """Try once more to send a message that failed."""

    route = Route("POST", "/outbox/{message_id}/retry", allowed=PROFESSIONAL)
    past = "Message waits to be sent again"

    message_id: MessageId
    version: int


@dataclass(frozen=True, kw_only=True)
class ClaimDueMessages(ChangeOperation[tuple[OutboxMessage, ...]]):
    """Take the messages that are due, so that nobody else sends them meanwhile."""

    route = Route("POST", "/outbox/claim", allowed=PROFESSIONAL | SYSTEM)
    past = "Messages taken for sending"

    limit: int = 20


@dataclass(frozen=True, kw_only=True)
class RecordDelivery(ChangeOperation[OutboxMessage]):
    """Write down what became of an attempt to send."""

    route = Route("POST", "/outbox/{message_id}/outcome", allowed=PROFESSIONAL | SYSTEM)
    past = "Delivery recorded"

    message_id: MessageId
    version: int
    outcome: Outcome
    problem: str = ""
