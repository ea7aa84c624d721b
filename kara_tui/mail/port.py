"""What somebody who delivers mail must be able to do."""

from typing import Protocol

from kara_tui.domain.outbox import OutboxMessage


class Mailer(Protocol):
    """Hands messages over to the outside. It blocks, so it is called on a thread."""

    def send(self, message: OutboxMessage) -> None:
        """Hand one message over; returning means that somebody else answers for it now.

        Raises:
            CannotDeliver: When nobody took it; says why, and whether trying again can help.
        """
        ...
