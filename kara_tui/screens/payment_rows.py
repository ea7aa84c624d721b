"""The list of what all clients owe and have paid: its filters, its rows and their columns."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kara_tui.domain import dates
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.chargeable import day_of
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId
from kara_tui.domain.money import Money
from kara_tui.domain.money_views import ChargeRow, ChargesShown, UncollectedSession
from kara_tui.domain.private import Private
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.screens.money_words import amount_words
from kara_tui.screens.payment_entries import remark_words
from kara_tui.widgets.cells import Cell, Role
from kara_tui.widgets.columns import Column
from kara_tui.widgets.veil import Told

_ROLES = {
    ChargeState.OPEN: Role.WARNING,
    ChargeState.PAID: Role.SUCCESS,
    ChargeState.WRITTEN_OFF: Role.MUTED,
    ChargeState.VOIDED: Role.MUTED,
}
_SIGNS = {
    ChargeState.OPEN: "!",
    ChargeState.PAID: "✓",
    ChargeState.WRITTEN_OFF: "–",
    ChargeState.VOIDED: "–",
}


class Shown(StrEnum):
    """Which part of the list is shown."""

    UNPAID = "Unpaid"
    UNCHARGED = "To be charged"
    PAID = "Paid"
    ALL = "All charges"

    @property
    def charges(self) -> ChargesShown | None:
        """The charges that are shown; None for sessions that have none yet."""
        return _CHARGES[self]

    @property
    def following(self) -> "Shown":
        """What is shown when another part is asked for."""
        parts = list(Shown)
        return parts[(parts.index(self) + 1) % len(parts)]


_CHARGES = {
    Shown.UNPAID: ChargesShown.UNPAID,
    Shown.UNCHARGED: None,
    Shown.PAID: ChargesShown.PAID,
    Shown.ALL: ChargesShown.ALL,
}


@dataclass(frozen=True, kw_only=True)
class PaymentRow:
    """One line of the list."""

    key: UUID
    client_id: ClientId
    client: str
    amount: Money | None
    state: Cell
    day: date
    """When it is due; of a session that was not charged yet, when it was."""
    what_for: str = ""
    paid: date | None = None
    method: str = ""
    receipt: int = 0


def row_of_charge(row: ChargeRow, desk: Desk) -> PaymentRow:
    """Return the line of a charge."""
    charge, payment = row.line.charge, row.line.payment
    held = payment if payment is not None and payment.state.holds_money else None
    is_overdue = charge.state is ChargeState.OPEN and charge.due_on < desk.today()
    words = "Overdue" if is_overdue else charge.state.label
    return PaymentRow(
        key=charge.id,
        client_id=charge.client_id,
        client=_name(row.client),
        amount=charge.amount,
        state=Cell(f"{_SIGNS[charge.state]} {words}", _ROLES[charge.state]),
        day=charge.due_on,
        what_for=remark_words(charge.details),
        paid=desk.local(held.paid_at).date() if held and held.paid_at else None,
        method=held.method.label if held else "",
        receipt=held.receipt if held else 0,
    )


def row_of_session(one: UncollectedSession) -> PaymentRow:
    """Return the line of a session that was not charged yet."""
    return PaymentRow(
        key=one.session.id,
        client_id=one.session.client_id,
        client=_name(one.client),
        amount=one.session.fee,
        state=Cell("○ To charge", Role.WARNING),
        day=day_of(one.session),
    )


def payment_columns(desk: Desk) -> tuple[Column[PaymentRow], ...]:
    """Return the columns of the list."""

    def day(one: date | None) -> Cell:
        return Cell(dates.short(one, today=desk.today()) if one else "", Role.MUTED)

    return (
        Column(
            id="client",
            told=Told.NAME,
            title="Client",
            width=13,
            weight=2,
            importance=100,
            cell=lambda row: Cell(row.client, Role.STRONG),
        ),
        Column(
            id="amount",
            told=Told.PUBLIC,
            title="Amount",
            width=12,
            importance=95,
            align="right",
            cell=lambda row: Cell(amount_words(row.amount, desk) if row.amount else ""),
        ),
        Column(
            told=Told.PUBLIC,
            id="state",
            title="State",
            width=13,
            importance=90,
            cell=lambda row: row.state,
        ),
        Column(
            told=Told.PUBLIC,
            id="day",
            title="Due",
            width=11,
            importance=80,
            cell=lambda row: day(row.day),
        ),
        Column(
            id="paid",
            told=Told.PUBLIC,
            title="Paid on",
            width=11,
            importance=85,
            hide_when_empty=True,
            cell=lambda row: day(row.paid),
        ),
        Column(
            id="method",
            told=Told.PUBLIC,
            title="Paid by",
            width=13,
            importance=50,
            hide_when_empty=True,
            cell=lambda row: Cell(row.method, Role.MUTED),
        ),
        Column(
            id="receipt",
            told=Told.PUBLIC,
            title="Receipt",
            width=7,
            importance=60,
            align="right",
            hide_when_empty=True,
            cell=lambda row: Cell(str(row.receipt or ""), Role.MUTED),
        ),
        Column(
            id="what_for",
            title="For",
            width=12,
            weight=3,
            importance=30,
            hide_when_empty=True,
            cell=lambda row: Cell(row.what_for, Role.MUTED),
        ),
    )


def _name(client: Private[ClientDetails]) -> str:
    return SEALED if isinstance(client, bytes) else client.name
