"""A call to register, and how long it holds."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

VALID_FOR = timedelta(days=30)
"""An invite expires when the client has not registered by then (domain: invites)."""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """When a client was asked to register, and until when they may."""

    sent_at: datetime
    last_sent_at: datetime
    expires_at: datetime
    times_sent: int = 1

    def resent(self, at: datetime) -> "Invitation":
        """Return the invitation after it was sent once more; it holds anew from now."""
        return replace(
            self, last_sent_at=at, expires_at=at + VALID_FOR, times_sent=self.times_sent + 1
        )


def new_invitation(at: datetime) -> Invitation:
    """Return an invitation that is sent now."""
    return Invitation(sent_at=at, last_sent_at=at, expires_at=at + VALID_FOR)
