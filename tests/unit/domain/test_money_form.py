"""What is typed in the forms on money, and what their names mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.credit import MOST_SESSIONS
from kara_tui.domain.credit_form import CreditValues, credit_form
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.form_reading import FormReading, read_fields
from kara_tui.domain.ids import new_client_id, uuid7
from kara_tui.domain.money import MOST, Money
from kara_tui.domain.money_drafts import MoneyForm, MoneyFormKind, money_form
from kara_tui.domain.money_form import (
    MoneyValues,
    charge_and_pay_fields,
    charge_fields,
    payment_fields,
    typed_amount,
)
from kara_tui.domain.payment import PaymentMethod
from tests.support.hostile import HOSTILE

CONTEXT = Context(today=date(2026, 3, 2))
LOCALES = ("is_IS", "en", "de", "de_CH", "pl_PL", "fr_FR", "sv_SE", "en_IN")
CURRENCIES = ("ISK", "EUR", "USD", "PLN", "JPY", "KWD", "GBP")


def _charge(amount: str, locale: str = "is_IS", currency: str = "ISK") -> FormReading[MoneyValues]:
    fields = charge_fields(locale, currency, is_session=True)
    typed = {"amount": amount, "due_on": "2026-03-20"}
    return read_fields(fields, typed, MoneyValues(), CONTEXT)


def _amount_of(reading: FormReading[MoneyValues]) -> tuple[int, str]:
    amount = reading.details.amount
    assert amount is not None, reading.problems
    return amount.minor, amount.currency


@given(
    minor=st.integers(1, MOST),
    currency=st.sampled_from(CURRENCIES),
    usual=st.sampled_from(CURRENCIES),
    locale=st.sampled_from(LOCALES),
)
def test_an_amount_in_a_form_is_read_back_as_the_same_one(
    minor: int, currency: str, usual: str, locale: str
) -> None:
    amount = Money(minor=minor, currency=currency)
    typed = typed_amount(amount, locale, usual)
    assert _amount_of(_charge(typed, locale, usual)) == (minor, currency)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("18.500", (18500, "ISK")),
        ("18500 kr", (18500, "ISK")),
        ("120 EUR", (12000, "EUR")),
        ("eur 120,50", (12050, "EUR")),
        ("€120", (12000, "EUR")),
        ("USD 5", (500, "USD")),
    ],
)
def test_another_currency_is_taken_when_it_stands_beside_the_amount(
    typed: str, amount: tuple[int, str]
) -> None:
    assert _amount_of(_charge(typed)) == amount


@pytest.mark.parametrize("typed", ["", "0", "-5", "5 XYZ", "about 5", "18,5", *HOSTILE.values()])
def test_what_nobody_can_pay_is_told_beside_the_amount(typed: str) -> None:
    assert "amount" in _charge(typed).problems


def test_money_cannot_have_come_in_tomorrow() -> None:
    typed = {"method": "cash", "paid_on": "3.3.2026"}
    assert (
        "future" in read_fields(payment_fields(), typed, MoneyValues(), CONTEXT).problems["paid_on"]
    )
    today = read_fields(payment_fields(), typed | {"paid_on": "2.3.2026"}, MoneyValues(), CONTEXT)
    assert (today.problems, today.details.paid_on) == ({}, date(2026, 3, 2))


def test_a_card_is_charged_through_a_provider_and_never_noted_by_hand() -> None:
    for fields in (payment_fields(), charge_and_pay_fields("is_IS", "ISK")):
        [method] = [one for one in fields if one.name == "method"]
        assert {value for value, _ in method.choices} == set(PaymentMethod) - {
            PaymentMethod.KARA_PAY
        }


NO_NUMBERS = ("", "0", "1001", "9" * 20, "five", "-1", "1.5", "٥")


@pytest.mark.parametrize(
    ("typed", "sessions"),
    [("5", 5), ("005", 5), ("1000", MOST_SESSIONS), *((text, None) for text in NO_NUMBERS)],
)
def test_a_sponsor_pays_for_a_number_of_sessions(typed: str, sessions: int | None) -> None:
    reading = read_fields(
        credit_form(), {"sponsor": "Efling", "sessions": typed}, CreditValues(), CONTEXT
    )
    assert (reading.details.sessions or None) == sessions
    assert ("sessions" in reading.problems) is (sessions is None)


def test_a_day_that_has_passed_is_taken_with_a_warning() -> None:
    typed = {"sponsor": "Efling", "sessions": "5", "valid_until": "1.3.2026"}
    reading = read_fields(credit_form(), typed, CreditValues(), CONTEXT)
    assert reading.details.valid_until == date(2026, 3, 1)
    assert "passed" in reading.warnings["valid_until"]


@given(kind=st.sampled_from(MoneyFormKind), is_about_something=st.booleans())
def test_the_name_of_a_form_leads_back_to_it(kind: MoneyFormKind, is_about_something: bool) -> None:
    form = MoneyForm(kind, new_client_id(), uuid7() if is_about_something else None)
    assert money_form(str(form)) == form


ID = "01890a5d-ac96-774b-bcce-b302099a8057"
OTHERS = (
    "",
    "client:new",
    "invite:new",
    f"client:{ID}",
    f"contact-{ID}:{ID}",
    f"remark-close:{ID}",
    f"charge-x:{ID}",
    "charge:x",
)


@pytest.mark.parametrize("name", [*OTHERS, *HOSTILE.values()])
def test_other_forms_are_none_on_money(name: str) -> None:
    assert money_form(name) is None
