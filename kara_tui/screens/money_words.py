"""Money and days as the professional writes them."""

from collections.abc import Iterable
from functools import lru_cache

from kara_tui.domain import dates
from kara_tui.domain.amounts import number_locale, show_amount
from kara_tui.domain.chargeable import day_of
from kara_tui.domain.money import Money
from kara_tui.domain.session import Session, SessionState
from kara_tui.screens.desk import Desk

_UNATTENDED = {SessionState.NO_SHOW: "no-show", SessionState.CANCELLED: "cancelled"}


def locale_of(desk: Desk) -> str:
    """Return the locale by which amounts are written where the professional works."""
    return _locale(desk.language, desk.region)


def amount_words(amount: Money, desk: Desk) -> str:
    """Return an amount, such as “18.500 kr.”."""
    return show_amount(amount, locale_of(desk))


def sum_words(sums: Iterable[Money], desk: Desk) -> str:
    """Return sums in several currencies: “18.500 kr. + 120,00 €”; empty when there is none."""
    return " + ".join(amount_words(one, desk) for one in sums)


def session_words(session: Session) -> str:
    """Return which session it is, as it is called beside an amount."""
    words = f"Session on {dates.in_words(day_of(session))}"
    unattended = _UNATTENDED.get(session.state)
    return f"{words}, {unattended}" if unattended else words


@lru_cache(maxsize=8)
def _locale(language: str, region: str) -> str:
    return number_locale(language, region)
