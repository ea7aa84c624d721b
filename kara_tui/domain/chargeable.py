"""Which sessions are to be paid, and how each of them stands."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.credit import Credit
from kara_tui.domain.session import Session, SessionState

UNATTENDED = frozenset({SessionState.NO_SHOW, SessionState.CANCELLED})
"""Nobody came: such a session is charged only when the professional chose to."""

CHARGED_WHEN_CHOSEN = UNATTENDED | {SessionState.COMPLETED}
"""Sessions that can be charged at all."""


class Standing(StrEnum):
    """How it stands with the money for one session."""

    NOTHING_DUE = "nothing_due"
    """It has not taken place, is not charged, or costs nothing."""
    CHARGEABLE = "chargeable"
    """It is to be paid, and nobody was asked to yet."""
    CHARGED = "charged"
    """Its charge is open."""
    PAID = "paid"
    COVERED = "covered"
    """A sponsor pays for it."""
    WRITTEN_OFF = "written_off"

    @property
    def label(self) -> str:
        """The words the user reads."""
        return _WORDS[self]


_WORDS = {
    Standing.NOTHING_DUE: "Nothing due",
    Standing.CHARGEABLE: "To be charged",
    Standing.CHARGED: "Unpaid",
    Standing.PAID: "Paid",
    Standing.COVERED: "Covered by a credit",
    Standing.WRITTEN_OFF: "Written off",
}
_BY_CHARGE = {
    ChargeState.PAID: Standing.PAID,
    ChargeState.OPEN: Standing.CHARGED,
    ChargeState.WRITTEN_OFF: Standing.WRITTEN_OFF,
}


def may_be_charged(session: Session) -> bool:
    """Tell whether a session has taken place, or is charged although nobody came.

    What the professional decided, holds: one that was done for nothing is not charged either.
    """
    if session.in_error:
        return False
    if session.state in UNATTENDED:
        return session.is_charged is True
    return session.state is SessionState.COMPLETED and session.is_charged is not False


def has_fee(session: Session) -> bool:
    """Tell whether anything was agreed to be paid for a session."""
    return session.fee is not None and session.fee.minor > 0


def standing(session: Session, charges: Iterable[Charge], given: Iterable[Credit]) -> Standing:
    """Return how it stands with the money for a session.

    Args:
        session: Which one.
        charges: Those of its client; what concerns other sessions is passed over.
        given: The credits of its client.
    """
    states = {one.state for one in charges if one.settles and one.session_id == session.id}
    for state, found in _BY_CHARGE.items():
        if state in states:
            return found
    if any(one.covers(session.id) for one in given):
        return Standing.COVERED
    if may_be_charged(session) and has_fee(session):
        return Standing.CHARGEABLE
    return Standing.NOTHING_DUE


def is_chargeable(session: Session, charges: Iterable[Charge], given: Iterable[Credit]) -> bool:
    """Tell whether somebody should be asked to pay for a session."""
    return standing(session, charges, given) is Standing.CHARGEABLE


def day_of(session: Session) -> date:
    """Return the day on which a session begins, where it was agreed."""
    return session.starts_at.astimezone(ZoneInfo(session.time_zone)).date()
