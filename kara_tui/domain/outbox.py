"""Messages on their way out: kept until they have left, and withdrawn until then."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import ClientId, MessageId

HOLD = timedelta(minutes=3)
"""How long a message waits that a change can still call back (domain: outbox)."""

RECLAIM_AFTER = timedelta(minutes=10)
"""A message whose sender has been silent that long is taken by another one."""

MOST_ATTEMPTS = 8


class MessageState(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"

    @property
    def has_left(self) -> bool:
        """Whether it may have left the machine."""
        return self in {MessageState.SENDING, MessageState.SENT}


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """Who a message goes to: the only names and addresses that a server sees."""

    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Sender:
    """In whose name a mail leaves."""

    name: str = ""
    address: str = ""
    """Empty when none is set: the mail program that opens the letter puts its own."""


@dataclass(frozen=True, kw_only=True)
class OutboxMessage:
    """One mail. Its id is also its Message-ID, so that a repetition is recognised."""

    id: MessageId
    version: int = 0
    client_id: ClientId
    kind: str
    """What caused it, such as `invite`."""
    to: Addressee
    subject: str
    body: str
    """Plain text."""
    state: MessageState = MessageState.WAITING
    created_at: datetime
    not_before: datetime
    attempts: int = 0
    problem: str = ""
    """Why the last attempt failed, in words."""
    sent_at: datetime | None = None

    def claimed(self, at: datetime) -> "OutboxMessage":
        """Return the message as somebody tries to send it."""
        return replace(
            self,
            state=MessageState.SENDING,
            attempts=self.attempts + 1,
            not_before=at + RECLAIM_AFTER,
        )

    def delivered(self, at: datetime) -> "OutboxMessage":
        """Return the message after the mail server took it."""
        return replace(self, state=MessageState.SENT, sent_at=at, problem="")

    def refused(self, at: datetime, problem: str, *, permanent: bool) -> "OutboxMessage":
        """Return the message after an attempt failed; it is tried again, later each time."""
        gave_up = permanent or self.attempts >= MOST_ATTEMPTS
        return replace(
            self,
            state=MessageState.FAILED if gave_up else MessageState.WAITING,
            problem=problem,
            not_before=at + timedelta(minutes=2**self.attempts),
        )

    def retried(self, at: datetime) -> "OutboxMessage":
        """Return a failed message made ready to be sent again."""
        if self.state is not MessageState.FAILED:
            raise NotAllowedNow("Only a message that failed can be sent again.")
        return replace(self, state=MessageState.WAITING, attempts=0, problem="", not_before=at)

    def withdrawn(self) -> "OutboxMessage":
        """Return the message called back before it left."""
        if self.state.has_left:
            raise NotAllowedNow("The message has left already and cannot be called back.")
        return replace(self, state=MessageState.WITHDRAWN)
