"""A receipt for money that came in: what stands on it, and how it reads as plain text.

It says that somebody paid for a session, or for services: neither the service nor what a charge
is for is named, unless somebody wants it, since both may tell why the client comes.
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from textwrap import wrap

from kara_tui.domain.amounts import show_amount
from kara_tui.domain.chargeable import day_of
from kara_tui.domain.money_views import ReceiptFacts
from kara_tui.domain.payment import PaymentMethod, PaymentState
from kara_tui.domain.private import opened
from kara_tui.domain.service import ServiceDetails
from kara_tui.domain.text import clean_line, safe_text

_WIDTH = 64
_LABEL = 16


@dataclass(frozen=True, kw_only=True)
class ReceiptStyle:
    """How a receipt is to be written."""

    language: str
    """Its words: `is` for Icelandic, English otherwise."""
    locale: str
    """How amounts are written, as `number_locale` gives it."""
    zone: tzinfo
    """In which days are told."""
    made_at: datetime
    names_service: bool = False


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What stands on a receipt, line by line."""

    language: str
    title: str
    issuer: str
    rows: tuple[tuple[str, str], ...]
    """What each line tells, and what it says."""
    amount: tuple[str, str]
    remark: str
    """Empty unless the money was given back."""
    footer: str
    made_at: datetime


_ENGLISH = {
    "title": "Receipt {number}",
    "from": "Received from",
    "for": "For",
    "session": "Session on {day}",
    "services": "Services, {day}",
    "paid": "Paid on",
    "method": "Paid by",
    "amount": "Amount",
    "returned": "This money was given back. The receipt stands for no payment any more.",
    "footer": "Issued by {issuer} on {day}.",
    PaymentMethod.KARA_PAY: "Card",
    PaymentMethod.POS: "Card",
    PaymentMethod.CASH: "Cash",
    PaymentMethod.BANK_TRANSFER: "Bank transfer",
    PaymentMethod.OTHER: "Other means",
}
_ICELANDIC = {
    "title": "Kvittun nr. {number}",
    "from": "Greiðandi",
    "for": "Fyrir",
    "session": "Tími {day}",
    "services": "Þjónusta, {day}",
    "paid": "Greitt",
    "method": "Greiðslumáti",
    "amount": "Upphæð",
    "returned": "Greiðslan var endurgreidd. Kvittunin gildir ekki lengur.",
    "footer": "{issuer} gaf kvittunina út {day}.",
    PaymentMethod.KARA_PAY: "Greiðslukort",
    PaymentMethod.POS: "Greiðslukort",
    PaymentMethod.CASH: "Reiðufé",
    PaymentMethod.BANK_TRANSFER: "Millifærsla",
    PaymentMethod.OTHER: "Annað",
}


def receipt(facts: ReceiptFacts, style: ReceiptStyle) -> Receipt:
    """Return what stands on the receipt of a payment.

    Raises:
        StillSealed: When the client's name cannot be read here.
    """
    icelandic = style.language.lower().partition("-")[0] == "is"
    words = _ICELANDIC if icelandic else _ENGLISH
    spoken = "is" if icelandic else "en_GB"
    payment = facts.payment
    paid_on = (payment.paid_at or payment.created_at).astimezone(style.zone).date()
    made_on = style.made_at.astimezone(style.zone).date()
    rows = [
        (words["from"], opened(facts.client).name),
        (words["for"], _purpose(facts, style, words, spoken)),
        (words["paid"], _day(paid_on, spoken)),
        (words["method"], words[payment.method]),
    ]
    issuer = _shown(facts.professional)
    return Receipt(
        language="is" if icelandic else "en",
        title=words["title"].format(number=payment.receipt),
        issuer=issuer,
        rows=tuple((label, _shown(value)) for label, value in rows),
        amount=(words["amount"], show_amount(payment.amount, style.locale)),
        remark=words["returned"] if payment.state is PaymentState.VOIDED else "",
        footer=words["footer"].format(issuer=issuer, day=_day(made_on, spoken)),
        made_at=style.made_at,
    )


def receipt_text(made: Receipt) -> str:
    """Return a receipt as plain text that any screen and any printer shows."""
    lines = [made.issuer, "", made.title, "-" * _WIDTH]
    for label, value in (*made.rows, made.amount):
        first, *more = wrap(value, _WIDTH - _LABEL) or [""]
        lines += [f"{label:<{_LABEL}}{first}", *(f"{'':<{_LABEL}}{one}" for one in more)]
    lines += ["-" * _WIDTH, *wrap(made.remark, _WIDTH), *wrap(made.footer, _WIDTH)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _purpose(facts: ReceiptFacts, style: ReceiptStyle, words: dict[str, str], spoken: str) -> str:
    if facts.session is None:
        purpose = words["services"].format(day=_day(facts.charge.due_on, spoken))
    else:
        purpose = words["session"].format(day=_day(day_of(facts.session), spoken))
    if style.names_service and isinstance(facts.service, ServiceDetails):
        return f"{purpose} · {facts.service.name}"
    return purpose


def _day(day: date, spoken: str) -> str:
    from babel.dates import format_date

    return str(format_date(day, format="long", locale=spoken))


def _shown(text: str) -> str:
    return safe_text(clean_line(text))
