"""What is owed and paid, as entries of a list: an amount and how it stands, more under it."""

from collections.abc import Iterable
from dataclasses import replace

from textual.content import Content

from kara_tui.domain import dates
from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.credit import Credit
from kara_tui.domain.details import Remark
from kara_tui.domain.money_views import ChargeLine, ClientAccount
from kara_tui.domain.payment import Payment, PaymentState
from kara_tui.domain.private import Private
from kara_tui.domain.session import Session
from kara_tui.domain.text import safe_text
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.screens.money_shown import Item, MoneyShown, key_of
from kara_tui.screens.money_words import amount_words, session_words, sum_words
from kara_tui.widgets.entry_list import Entry
from kara_tui.widgets.veil import public

_SIGNS = {
    ChargeState.OPEN: ("! ", "bold $text-warning"),
    ChargeState.PAID: ("✓ ", "$text-success"),
    ChargeState.WRITTEN_OFF: ("– ", "$text-muted"),
    ChargeState.VOIDED: ("– ", "$text-muted"),
}
_TO_CHARGE = ("○ ", "bold $text-warning")
_CREDIT = ("◆ ", "$text-accent")
_MOST_DAYS = 12
"""So many days of sessions that a credit paid for are named."""


def entries(shown: MoneyShown, desk: Desk) -> list[Entry]:
    """Return the entries of all that is shown, in its order, under the names of their groups."""
    made: list[Entry] = []
    before = ""
    for one in shown.items:
        group = _group(one)
        entry = _entry(one, shown, desk)
        made.append(replace(entry, above=group) if group != before else entry)
        before = group
    return made


def totals(account: ClientAccount, desk: Desk) -> str:
    """Return what all of it comes to, in one sentence or two."""
    parts = []
    if owed := sum_words(account.unpaid, desk):
        uncharged = sum_words(account.unbilled, desk)
        part = f" ({uncharged} not charged yet)" if uncharged else ""
        parts.append(f"Owed {owed}{part}")
    elif account.lines:
        parts.append("Nothing owed")
    for state, words in ((ChargeState.PAID, "Paid"), (ChargeState.WRITTEN_OFF, "Written off")):
        if come_to := sum_words(account.total(state), desk):
            parts.append(f"{words} {come_to}")
    if left := account.credits_left(desk.today()):
        parts.append(f"{left} sponsored session{'s' * (left > 1)} left")
    return " · ".join(parts)


def item_words(item: Item, desk: Desk) -> str:
    """Return which of the things it is, as a toast or a title names it."""
    if isinstance(item, Session):
        return session_words(item)
    if isinstance(item, Credit):
        return remark_words(item.details) or "Credit"
    return amount_words(item.charge.amount, desk)


def remark_words(remark: Private[Remark] | None) -> str:
    """Return a remark in one line; empty when there is none."""
    if remark is None:
        return ""
    return SEALED if isinstance(remark, bytes) else " ".join(remark.text.split())


def _group(item: Item) -> str:
    if isinstance(item, Credit):
        return "Sponsored" if item.left else "Settled"
    if isinstance(item, ChargeLine) and item.charge.state is not ChargeState.OPEN:
        return "Settled"
    return "To be paid"


def _entry(item: Item, shown: MoneyShown, desk: Desk) -> Entry:
    if isinstance(item, Session):
        fee = amount_words(item.fee, desk) if item.fee else ""
        return _made(item, _TO_CHARGE, f"{fee} to be charged", [session_words(item)])
    if isinstance(item, Credit):
        head = f"{item.left} of {item.sessions} sessions left"
        return _made(item, _CREDIT, head, _about_credit(item, shown, desk))
    charge = item.charge
    amount = amount_words(charge.amount, desk)
    state = charge.state.label.lower()
    is_overdue = charge.state is ChargeState.OPEN and charge.due_on < desk.today()
    head = f"{amount} {state}{', overdue' * is_overdue}"
    return _made(item, _SIGNS[charge.state], head, _about_charge(item, shown, desk))


def _made(item: Item, sign: tuple[str, str], head: str, told: Iterable[str]) -> Entry:
    lines = tuple(Content(safe_text(words)) for words in told if words)
    return Entry(key_of(item), public(Content.styled(*sign) + Content(safe_text(head))), lines)


def _about_charge(line: ChargeLine, shown: MoneyShown, desk: Desk) -> list[str]:
    charge = line.charge
    session = shown.session_of(line)
    what_for = session_words(session) if session else "Session" if charge.session_id else ""
    return [
        what_for,
        remark_words(charge.details),
        *([f"Due {dates.in_words(charge.due_on)}"] if charge.state is ChargeState.OPEN else []),
        *(_payment_words(one, desk) for one in line.payments),
        _closed_words(charge, desk),
    ]


def _payment_words(payment: Payment, desk: Desk) -> str:
    day = f", {dates.in_words(desk.local(payment.paid_at).date())}" if payment.paid_at else ""
    receipt = f" · receipt {payment.receipt}" if payment.receipt else ""
    is_plain = payment.state is PaymentState.SUCCEEDED
    state = "" if is_plain else f" · {payment.state.label.lower()}"
    remark = remark_words(payment.details)
    return f"{payment.method.label}{day}{receipt}{state}{f' · {remark}' * bool(remark)}"


def _closed_words(charge: Charge, desk: Desk) -> str:
    if charge.state in {ChargeState.OPEN, ChargeState.PAID} or charge.closed_at is None:
        return ""
    day = dates.in_words(desk.local(charge.closed_at).date())
    return ", ".join(filter(None, (f"On {day}", remark_words(charge.reason))))


def _about_credit(credit: Credit, shown: MoneyShown, desk: Desk) -> list[str]:
    told = [remark_words(credit.details)]
    if credit.valid_until is not None:
        expired = credit.has_expired(desk.today())
        verb = "Expired after" if expired else "For sessions until"
        told.append(f"{verb} {dates.in_words(credit.valid_until)}")
    known = [shown.sessions.get(one) for one in credit.used_by]
    days = [session_words(one).removeprefix("Session on ") for one in known if one is not None]
    if days:
        more = len(credit.used_by) - _MOST_DAYS
        rest = f" and {more} more" if more > 0 else ""
        told.append(f"Paid for {', '.join(days[-_MOST_DAYS:])}{rest}")
    return told
