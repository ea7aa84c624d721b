"""The table of payments: every cell is text, and nobody's reason is in it."""

import csv
from datetime import UTC, date, datetime, timedelta, timezone
from io import StringIO

import pytest

from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.ids import ChargeId, ClientId, PaymentId, uuid7
from kara_tui.domain.money import Money
from kara_tui.domain.money_views import ChargeLine, ChargeRow
from kara_tui.domain.payment import Payment, PaymentMethod, PaymentState
from kara_tui.interchange import payments_csv
from kara_tui.interchange.csv_cells import guarded, unguarded

AT = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
CLIENT = ClientId(uuid7())
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "'=1+1", "＝1+1", "\t=1")


def charged(minor: int, currency: str, state: ChargeState) -> Charge:
    return Charge(
        id=ChargeId(uuid7()),
        created_at=AT,
        client_id=CLIENT,
        amount=Money(minor=minor, currency=currency),
        due_on=date(2026, 3, 1),
        state=state,
        details=Remark(text="Depression report"),
    )


def paid(charge: Charge, state: PaymentState = PaymentState.SUCCEEDED) -> Payment:
    return Payment(
        id=PaymentId(uuid7()),
        created_at=AT,
        client_id=CLIENT,
        charge_id=charge.id,
        amount=charge.amount,
        method=PaymentMethod.CASH,
        state=state,
        paid_at=AT,
        receipt=17,
        details=Remark(text="In tears"),
    )


def table(*rows: ChargeRow) -> list[list[str]]:
    data = payments_csv.heading() + payments_csv.rows(rows, UTC)
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def row(charge: Charge, *payments: Payment, name: str = "Anna") -> ChargeRow:
    line = ChargeLine(charge=charge, payments=payments)
    return ChargeRow(line=line, client=ClientDetails(name=name))


def test_amounts_are_numbers_and_days_are_days() -> None:
    settled = charged(125050, "EUR", ChargeState.PAID)
    head, one, two = table(
        row(settled, paid(settled)), row(charged(18500, "ISK", ChargeState.OPEN))
    )
    assert head == list(payments_csv.HEADINGS)
    assert one == [
        "2026-03-01", "Anna", "1250.50", "EUR", "Paid", "2026-03-02", "Cash", "17"
    ]  # fmt: skip
    assert two == ["2026-03-01", "Anna", "18500", "ISK", "Unpaid", "", "", ""]


def test_a_payment_that_failed_or_was_given_back_is_none() -> None:
    charge = charged(1, "ISK", ChargeState.OPEN)
    for state in (PaymentState.FAILED, PaymentState.VOIDED, PaymentState.PENDING):
        assert table(row(charge, paid(charge, state)))[1][5:] == ["", "", ""]


def test_what_a_charge_is_for_is_not_in_it() -> None:
    charge = charged(1, "ISK", ChargeState.PAID)
    told = repr(table(row(charge, paid(charge))))
    assert "Depression" not in told
    assert "tears" not in told


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    cell = table(row(charged(1, "ISK", ChargeState.OPEN), name=formula))[1][1]
    assert not cell.startswith(tuple("=+-@\t\r＝＋－＠"))
    assert unguarded(cell) == formula == unguarded(guarded(formula))


def test_days_are_those_of_the_professional() -> None:
    charge = charged(1, "ISK", ChargeState.PAID)
    data = payments_csv.rows([row(charge, paid(charge))], timezone(timedelta(hours=1)))
    assert "2026-03-03" in data.decode()
