"""Amounts as people type and read them, where they live.

What is typed is taken only when it can mean one thing. Whether a dot or a comma parts thousands
or decimals follows from the currency and the place of the marks first, from the locale second;
where it stays open, nothing is guessed.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from kara_tui.domain.errors import Invalid
from kara_tui.domain.money import MOST, Money, decimals

if TYPE_CHECKING:
    from babel import Locale

_LONGEST = 40
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\t", " ") | {"’": "'"})
_TYPED = re.compile(r"([^0-9]*)([0-9][0-9.,' ]*)([^0-9]*)")
_ROUND = re.compile(r"[.,] ?[-–—]$")
"""“18.500,-”, as some write whole amounts."""
_KRONAS = {"ISK", "SEK", "NOK", "DKK"}


def number_locale(language: str, region: str) -> str:
    """Return the locale by which amounts are written: the region's own way.

    Args:
        language: BCP 47 tag of the professional.
        region: ISO 3166 code of where they work.
    """
    from babel import Locale, UnknownLocaleError
    from babel.languages import get_official_languages

    spoken = language.partition("-")[0].lower()
    official = get_official_languages(region.upper()) or ("en",)
    for candidate in (f"{spoken}_{region.upper()}", f"{official[0]}_{region.upper()}", spoken):
        try:
            return str(Locale.parse(candidate))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"


def usual_currency(region: str) -> str:
    """Return the currency in which people pay in a country (ISO 3166), as its ISO 4217 code."""
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(region.upper())
    return str(found[-1]) if found else "EUR"


def show_amount(amount: Money, locale: str) -> str:
    """Return an amount as it is written in a locale, such as “18.500 kr.”."""
    from babel.numbers import parse_pattern

    where = _locale(locale)
    places = decimals(amount.currency)
    pattern = parse_pattern(where.currency_formats["standard"].pattern)
    # The standard on currencies says how many decimals there are; locales differ from it.
    pattern.frac_prec = (places, places)
    value = Decimal(amount.minor).scaleb(-places)
    return str(pattern.apply(value, where, currency=amount.currency, currency_digits=False))


def read_amount(text: str, currency: str, locale: str, field: str = "amount") -> Money:
    """Return the amount that somebody typed, such as “18.500”, “1,250.50” or “18500 kr”.

    Args:
        text: As typed; the currency may stand before or behind it.
        currency: ISO 4217 code of what it is read as.
        locale: As `number_locale` gives it.
        field: Which field is to blame when it cannot be read.

    Raises:
        Invalid: When it is no amount, below zero, too large, in another currency, or could mean
            two amounts; says why and how to write it.
    """
    if len(text) > _LONGEST:
        raise Invalid(field, "This is too long to be an amount.", "Write it in figures: 18500.")
    line = text.translate(_SPACES).strip()
    if not line:
        raise Invalid(field, "An amount is needed.", "Write it in figures: 18500.")
    found = _TYPED.fullmatch(_ROUND.sub("", line))
    if found is None:
        raise Invalid(field, "This is no amount.", "Write one in figures from 0 to 9: 18500.")
    before, number, after = (part.strip() for part in found.groups())
    _require_currency(before, after, currency, locale, field)
    whole, fraction = _parted(number, decimals(currency), locale, field)
    minor = int(whole) * 10 ** decimals(currency) + int(fraction or 0)
    if minor > MOST:
        raise Invalid(field, "This amount is too large to be a fee.")
    return Money(minor=minor, currency=currency)


def _require_currency(before: str, after: str, currency: str, locale: str, field: str) -> None:
    if any(mark in before + after for mark in "-−–—("):
        raise Invalid(field, "An amount cannot be below zero.", "Write it without a minus sign.")
    if before and after:
        raise Invalid(field, "Only the currency may stand beside an amount.", _example(currency))
    named = (before or after).casefold().rstrip(".").strip()
    if before + after and not named:
        raise Invalid(field, "A figure is missing before or behind the mark.", _example(currency))
    if named and named not in _names(currency, locale):
        if named.isascii() and named.isalpha() and len(named) == 3:
            sentence = f"Amounts here are in {currency}, and this names {named.upper()}."
            raise Invalid(field, sentence, _example(currency))
        raise Invalid(field, "Only the currency may stand beside an amount.", _example(currency))


def _parted(number: str, places: int, locale: str, field: str) -> tuple[str, str]:
    """Return the whole units, and the decimals filled up to their places."""
    if not number[-1].isdigit():
        raise Invalid(field, "A figure is missing behind the mark.", "Write it in full: 18500.")
    marks = [mark for mark in number if not mark.isdigit()]
    mark = marks[-1] if marks else ""
    whole, _, tail = number.rpartition(mark) if mark else (number, "", "")
    fraction = ""
    if mark in {".", ","} and _parts_decimals(marks, tail, whole, places, locale, field):
        fraction = tail
    else:
        whole = number
    if len(fraction) > places and not (len(marks) > 1 and not fraction.strip("0")):
        raise Invalid(field, _too_fine(places), "Write it without what stands behind the mark.")
    return _ungrouped(whole, locale, field), fraction[:places].ljust(places, "0")


def _parts_decimals(
    marks: list[str], tail: str, whole: str, places: int, locale: str, field: str
) -> bool:
    """Tell whether the last mark parts decimals; refuse when it might part thousands as well."""
    mark = marks[-1]
    if marks.count(mark) > 1:
        return False
    if len(set(marks)) > 1 or len(tail) != 3:
        return True
    if places == 0:
        return False
    if len(whole) > 3 or whole.startswith("0"):
        return True
    by_locale = mark == _separators(locale)[1]
    if by_locale and places != 3:
        raise Invalid(
            field,
            "This can be read as two amounts: the mark may part thousands or decimals.",
            f"Write {whole}{tail} or {whole}{mark}{tail[:places]}.",
        )
    return by_locale


def _ungrouped(whole: str, locale: str, field: str) -> str:
    if whole.isdigit():
        return whole
    kinds = {mark for mark in whole if not mark.isdigit()}
    first, *rest = re.split(r"[.,' ]", whole)
    inner = {3, 2} if _groups_by_two(locale) else {3}
    grouped = (
        len(kinds) == 1
        and 1 <= len(first) <= 3
        and not first.startswith("0")
        and len(rest[-1]) == 3
        and all(len(group) in inner for group in rest[:-1])
    )
    if not grouped:
        raise Invalid(
            field, "The figures are not parted into thousands.", "Write them together: 18500."
        )
    return first + "".join(rest)


def _too_fine(places: int) -> str:
    if not places:
        return "This currency has no smaller unit, so an amount has no decimals."
    return f"Amounts in this currency have {places} decimals at most."


def _example(currency: str) -> str:
    return f"Write it like this: 18500 {currency}."


@lru_cache(maxsize=64)
def _names(currency: str, locale: str) -> frozenset[str]:
    """Return how a currency may be called beside an amount, folded."""
    from babel.numbers import get_currency_symbol

    named = {currency, get_currency_symbol(currency, locale), get_currency_symbol(currency, "en")}
    if currency in _KRONAS:
        named.add("kr")
    return frozenset(one.casefold().rstrip(".").strip() for one in named)


@lru_cache(maxsize=64)
def _separators(locale: str) -> tuple[str, str]:
    """Return what parts thousands, and what parts decimals."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_group_symbol(locale), get_decimal_symbol(locale)


@lru_cache(maxsize=64)
def _groups_by_two(locale: str) -> bool:
    return bool(_locale(locale).decimal_formats[None].grouping == (3, 2))


@lru_cache(maxsize=64)
def _locale(locale: str) -> "Locale":
    from babel import Locale

    return Locale.parse(locale)
