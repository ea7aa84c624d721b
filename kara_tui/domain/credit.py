"""Sessions that a sponsor pays for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import CreditId, SessionId
from kara_tui.domain.private import Private
from kara_tui.domain.record import ClientRecord

MOST_SESSIONS = 1000


@dataclass(frozen=True, kw_only=True)
class Credit(ClientRecord):
    """A number of sessions that a sponsor pays for (FHIR R4: Coverage)."""

    entity = Entity.CREDIT

    id: CreditId
    sessions: int
    """How many sessions it was given for."""
    used_by: tuple[SessionId, ...] = ()
    """The sessions that used one each."""
    valid_until: date | None = None
    """The last day on which a session that it covers may be."""
    details: Private[Remark]
    """Who the sponsor is."""

    @property
    def left(self) -> int:
        """How many sessions it still covers, expired or not."""
        return max(0, self.sessions - len(self.used_by))

    def covers(self, session_id: SessionId) -> bool:
        """Tell whether it pays for a session."""
        return not self.in_error and session_id in self.used_by

    def is_usable(self, on: date) -> bool:
        """Tell whether it can pay for one more session on some day."""
        return not self.in_error and self.left > 0 and not self.has_expired(on)

    def has_expired(self, on: date) -> bool:
        """Tell whether it was valid until some day before."""
        return self.valid_until is not None and on > self.valid_until

    def used(self, session_id: SessionId, on: date) -> "Credit":
        """Return it with one session less.

        Args:
            session_id: The session that it pays for.
            on: The day of the session.

        Raises:
            NotAllowedNow: When it covers the session already, is used up or has expired.
        """
        if self.in_error:
            raise NotAllowedNow("This credit was entered in error.")
        if self.covers(session_id):
            raise NotAllowedNow("This credit covers the session already.")
        if not self.left:
            raise NotAllowedNow("This credit is used up.", "Give another one, or charge a fee.")
        if self.has_expired(on):
            raise NotAllowedNow(
                f"This credit was for sessions until {self.valid_until:%d %b %Y}.",
                "Give another one, or charge a fee.",
            )
        return replace(self, used_by=(*self.used_by, session_id))

    def given_back(self, session_id: SessionId) -> "Credit":
        """Return it with the session that it covered left again.

        Raises:
            NotAllowedNow: When it does not cover the session.
        """
        if not self.covers(session_id):
            raise NotAllowedNow("This credit does not cover the session.")
        return replace(self, used_by=tuple(one for one in self.used_by if one != session_id))

    def marked_in_error(self) -> "Credit":
        """Return it as a credit that was never given.

        Raises:
            NotAllowedNow: When sessions used it, or it is marked already.
        """
        if self.used_by:
            raise NotAllowedNow(
                "Sessions are covered by this credit.", "Take it back from them first."
            )
        return super().marked_in_error()


def require_credit_size(sessions: int) -> None:
    """Refuse a credit that nobody would give.

    Raises:
        Invalid: When it is for no session or for too many.
    """
    if not 1 <= sessions <= MOST_SESSIONS:
        raise Invalid("sessions", f"A credit is for 1 to {MOST_SESSIONS:,} sessions.")


def next_credit(given: Iterable[Credit], on: date) -> Credit | None:
    """Return the credit that a session on some day should use: the one that expires first."""
    usable = [one for one in given if one.is_usable(on)]
    return min(usable, key=_urgency, default=None)


def credits_left(given: Iterable[Credit], on: date) -> int:
    """Return how many sessions on some day sponsors would pay for."""
    return sum(one.left for one in given if one.is_usable(on))


def _urgency(credit: Credit) -> tuple[date, float, int]:
    return credit.valid_until or date.max, credit.created_at.timestamp(), credit.id.int
