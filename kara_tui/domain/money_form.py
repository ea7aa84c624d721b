"""The fields of the forms on charges and payments, each declared once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kara_tui.domain import dates
from kara_tui.domain.amounts import read_amount, show_amount
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context, Field, Reading
from kara_tui.domain.money import Money, require_payable
from kara_tui.domain.payment import PaymentMethod

_BY_HAND = (
    PaymentMethod.CASH,
    PaymentMethod.BANK_TRANSFER,
    PaymentMethod.POS,
    PaymentMethod.OTHER,
)
"""How money comes in without a payment provider."""

_CODE = re.compile(r"(?<![^\W\d_])[A-Za-z]{3}(?![^\W\d_])")
"""Three letters on their own, as a currency's code."""

_SIGNS = (("€", "EUR"), ("£", "GBP"))
"""Signs that mean one currency wherever they are written."""

_LONGEST_AMOUNT = 40
_LONGEST_DAY = 40
_LONGEST_WORDS = 500


@dataclass(frozen=True, kw_only=True)
class MoneyValues:
    """What stands in a form on a charge, on its payment, or on both."""

    amount: Money | None = None
    due_on: date | None = None
    what_for: str = ""
    method: PaymentMethod = PaymentMethod.CASH
    paid_on: date | None = None
    remark: str = ""
    """On the payment."""


MoneyField = Field[MoneyValues]


def charge_fields(locale: str, currency: str, *, is_session: bool) -> tuple[MoneyField, ...]:
    """Return the fields of a charge.

    Args:
        locale: How amounts are written, as `number_locale` gives it.
        currency: In which an amount is when nothing else stands beside it.
        is_session: Whether it is for a session: then nobody has to say what it is for.
    """
    hint = "May stay empty" if is_session else "A report, a cancelled booking …"
    what_for = Field[MoneyValues](
        "what_for", "What for", hint, required=not is_session, longest=_LONGEST_WORDS
    )
    amount = _amount(locale, currency)
    due_on = _day("due_on", "Due on", _due_on, "1.3.2026 or 2026-03-01")
    return (amount, due_on, what_for) if is_session else (what_for, amount, due_on)


def charge_and_pay_fields(locale: str, currency: str) -> tuple[MoneyField, ...]:
    """Return the fields of a charge that is paid at once.

    Args:
        locale: How amounts are written, as `number_locale` gives it.
        currency: In which an amount is when nothing else stands beside it.
    """
    return (_amount(locale, currency), *payment_fields())


def payment_fields() -> tuple[MoneyField, ...]:
    """Return the fields of a payment that no provider took."""
    method = Field[MoneyValues](
        "method", "Paid by", choices=tuple((one.value, one.label) for one in _BY_HAND)
    )
    remark = Field[MoneyValues]("remark", "Remark", "Only you read this", longest=_LONGEST_WORDS)
    return (method, _day("paid_on", "Paid on", _paid_on, "The day the money came in"), remark)


def typed_amount(amount: Money | None, locale: str, currency: str) -> str:
    """Return an amount as it would be typed: it is read back as the same one.

    Its currency is named by its code, or left out where it is the usual one: signs such as $ mean
    other currencies elsewhere.
    """
    if amount is None:
        return ""
    words = show_amount(amount, locale)
    figures = [place for place, mark in enumerate(words) if mark.isdigit()]
    typed = words[figures[0] : figures[-1] + 1].replace("\u00a0", " ")
    return typed if amount.currency == currency else f"{typed} {amount.currency}"


def _amount(locale: str, currency: str) -> MoneyField:
    def read(text: str, _context: Context) -> Reading:
        amount = read_amount(text, currency_in(text, currency), locale)
        require_payable(amount)
        return Reading({"amount": amount}, show_amount(amount, locale))

    return Field(
        "amount",
        "Amount",
        required=True,
        longest=_LONGEST_AMOUNT,
        read=read,
        show=lambda values: typed_amount(values.amount, locale, currency),
    )


def currency_in(text: str, usual: str) -> str:
    """Return the currency that stands beside an amount by its code or sign; else the usual one."""
    from babel.numbers import is_currency

    named: set[str] = {code.upper() for code in _CODE.findall(text)}
    if len(named) == 1 and is_currency(code := named.pop()):
        return code
    return next((code for sign, code in _SIGNS if sign in text), usual)


def _day(name: str, label: str, read: Callable[[str, Context], Reading], hint: str) -> MoneyField:
    return Field(
        name,
        label,
        hint,
        required=True,
        longest=_LONGEST_DAY,
        read=read,
        show=lambda values: _shown(getattr(values, name)),
    )


def _shown(day: date | None) -> str:
    return day.isoformat() if day else ""


def _due_on(text: str, context: Context) -> Reading:
    day = dates.read_day(text, "due_on", today=context.today)
    return Reading({"due_on": day}, dates.in_words(day))


def _paid_on(text: str, context: Context) -> Reading:
    day = dates.read_day(text, "paid_on", today=context.today)
    if day > context.today:
        raise Invalid("paid_on", f"{dates.in_words(day)} is in the future.")
    return Reading({"paid_on": day}, dates.in_words(day))
