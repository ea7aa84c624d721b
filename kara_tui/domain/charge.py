"""Fees that clients owe or have paid.

One charge is paid by one payment, in full: who pays in parts gets a charge for each part. So a
charge is either owed or paid, and a receipt always stands for the whole of one.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ChargeId, SessionId
from kara_tui.domain.money import Money
from kara_tui.domain.private import Private
from kara_tui.domain.record import ClientRecord


class ChargeState(StrEnum):
    """Whether a fee is still owed."""

    OPEN = "open"
    PAID = "paid"
    WRITTEN_OFF = "written_off"
    VOIDED = "voided"

    @property
    def label(self) -> str:
        """The words the user reads."""
        return _CHARGE_WORDS[self]


_CHARGE_WORDS = {
    ChargeState.OPEN: "Unpaid",
    ChargeState.PAID: "Paid",
    ChargeState.WRITTEN_OFF: "Written off",
    ChargeState.VOIDED: "Void",
}


@dataclass(frozen=True, kw_only=True)
class Charge(ClientRecord):
    """A fee that a client owes or has paid (FHIR R4: ChargeItem)."""

    entity = Entity.CHARGE

    id: ChargeId
    session_id: SessionId | None = None
    amount: Money
    due_on: date
    state: ChargeState = ChargeState.OPEN
    closed_at: datetime | None = None
    """When it was paid, written off or voided."""
    details: Private[Remark]
    """What it is for."""
    reason: Private[Remark] | None = None
    """Why it was written off or voided."""

    @property
    def settles(self) -> bool:
        """Whether its session needs no other charge: it is owed, paid or given up."""
        return not self.in_error and self.state is not ChargeState.VOIDED

    def paid(self, at: datetime) -> "Charge":
        """Return it paid.

        Raises:
            NotAllowedNow: When it is not open.
        """
        self._require_open("It cannot be paid.")
        return replace(self, state=ChargeState.PAID, closed_at=at)

    def reopened(self) -> "Charge":
        """Return it owed again, since its payment was returned or never was.

        Raises:
            NotAllowedNow: When it is not paid.
        """
        if self.state is not ChargeState.PAID:
            raise NotAllowedNow("This charge is not paid.")
        return replace(self, state=ChargeState.OPEN, closed_at=None)

    def written_off(self, reason: Private[Remark], at: datetime) -> "Charge":
        """Return it given up: nobody owes it any more, and nobody paid it.

        Raises:
            Invalid: When no reason is given.
            NotAllowedNow: When it is not open.
        """
        if isinstance(reason, Remark) and not reason.text.strip():
            raise Invalid("reason", "Say in a few words why it is written off.")
        self._require_open("It cannot be written off.")
        return replace(self, state=ChargeState.WRITTEN_OFF, closed_at=at, reason=reason)

    def voided(self, reason: Private[Remark] | None, at: datetime) -> "Charge":
        """Return it as one that should not be paid: its session may be charged anew.

        Raises:
            NotAllowedNow: When it is not open.
        """
        self._require_open("It cannot be voided.")
        return replace(self, state=ChargeState.VOIDED, closed_at=at, reason=reason)

    def _require_open(self, so: str) -> None:
        if self.in_error:
            raise NotAllowedNow(f"This charge was entered in error. {so}")
        if self.state is ChargeState.PAID:
            raise NotAllowedNow(f"This charge is paid. {so}", "Return its payment first.")
        if self.state is not ChargeState.OPEN:
            raise NotAllowedNow(f"This charge is closed: {self.state.label.lower()}. {so}")
