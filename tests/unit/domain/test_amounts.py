"""Amounts: what is typed means one thing or is refused, and what is shown is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.amounts import number_locale, read_amount, show_amount, usual_currency
from kara_tui.domain.errors import Invalid
from kara_tui.domain.money import MOST, Money, decimals, sums
from tests.support.hostile import HOSTILE

LOCALES = ("is_IS", "en", "en_DE", "de", "de_CH", "pl_PL", "fr_FR", "sv_SE", "en_IN", "ja_JP")
CURRENCIES = ("ISK", "EUR", "USD", "PLN", "JPY", "KWD", "SEK", "HUF")


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "minor"),
    [
        ("18500", "ISK", "is_IS", 18500),
        ("18.500", "ISK", "is_IS", 18500),
        ("18,500", "ISK", "is_IS", 18500),
        ("18 500", "ISK", "is_IS", 18500),
        ("18.500 kr.", "ISK", "is_IS", 18500),
        ("18500 kr", "ISK", "en", 18500),
        ("ISK 18,500", "ISK", "en", 18500),
        ("18.500,-", "ISK", "is_IS", 18500),
        ("18.500,00", "ISK", "is_IS", 18500),
        ("1.250.000", "ISK", "is_IS", 1250000),
        ("1,250.50", "EUR", "en", 125050),
        ("1.250,50", "EUR", "en", 125050),
        ("1 250,50 €", "EUR", "fr_FR", 125050),
        ("1'250.50", "EUR", "de_CH", 125050),
        ("€12.5", "EUR", "en", 1250),
        ("12,5 eur", "EUR", "en", 1250),
        ("18.500", "EUR", "de", 1850000),
        ("18,500", "EUR", "en", 1850000),
        ("1.250", "KWD", "en", 1250),
        ("12,34,567.50", "EUR", "en_IN", 123456750),
        ("0", "ISK", "is_IS", 0),
        ("  7\t", "ISK", "is_IS", 7),
    ],
)
def test_an_amount_is_read_as_people_write_it(
    typed: str, currency: str, locale: str, minor: int
) -> None:
    assert read_amount(typed, currency, locale) == Money(minor=minor, currency=currency)


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "why"),
    [
        ("18.500", "EUR", "en", "two amounts"),
        ("18,500", "EUR", "de", "two amounts"),
        ("18.50", "ISK", "is_IS", "no smaller unit"),
        ("1,250.50", "ISK", "en", "no smaller unit"),
        ("1.2345", "EUR", "en", "2 decimals"),
        ("0,500", "ISK", "is_IS", "parted into thousands"),
        ("1.2.3", "ISK", "is_IS", "parted into thousands"),
        ("12 34", "EUR", "en", "parted into thousands"),
        ("1,234.567.8", "EUR", "en", "parted into thousands"),
        ("12,34,567", "EUR", "en", "parted into thousands"),
        (".50", "EUR", "en", "figure is missing"),
        ("18.", "ISK", "is_IS", "figure is missing"),
        ("-500", "ISK", "is_IS", "below zero"),
        ("−500", "ISK", "is_IS", "below zero"),
        ("(500)", "ISK", "is_IS", "below zero"),
        ("500 EUR", "ISK", "is_IS", "in ISK, and this names EUR"),
        ("$500", "ISK", "is_IS", "Only the currency"),
        ("500 kr", "EUR", "en", "Only the currency"),
        ("kr 500 kr", "ISK", "is_IS", "Only the currency"),
        ("1.25O", "EUR", "en", "Only the currency"),
        ("1e5", "ISK", "is_IS", "no amount"),
        ("5 x 3", "ISK", "is_IS", "no amount"),
        ("५००", "ISK", "is_IS", "no amount"),
        ("１８５", "ISK", "is_IS", "no amount"),
        ("nan", "EUR", "en", "no amount"),
        ("", "ISK", "is_IS", "is needed"),
        ("9" * 30, "ISK", "is_IS", "too large"),
        ("9" * 50, "ISK", "is_IS", "too long"),
    ],
)
def test_what_could_mean_two_things_or_none_is_refused_in_words(
    typed: str, currency: str, locale: str, why: str
) -> None:
    with pytest.raises(Invalid, match=why) as refused:
        read_amount(typed, currency, locale, "fee")
    assert refused.value.field == "fee"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_no_amount_and_is_not_said_back(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_amount(text, "ISK", "is_IS")
    assert str(refused.value).isprintable()


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = read_amount(text, "EUR", "en")
    except Invalid:
        return
    assert 0 <= read.minor <= MOST


@given(
    minor=st.integers(0, MOST),
    currency=st.sampled_from(CURRENCIES),
    locale=st.sampled_from(LOCALES),
)
def test_what_is_shown_is_read_back_the_same(minor: int, currency: str, locale: str) -> None:
    amount = Money(minor=minor, currency=currency)
    assert read_amount(show_amount(amount, locale), currency, locale) == amount


@given(minor=st.integers(0, MOST), currency=st.sampled_from(CURRENCIES))
def test_what_programs_read_has_all_the_decimals(minor: int, currency: str) -> None:
    whole, _, rest = Money(minor=minor, currency=currency).plain.partition(".")
    assert len(rest) == decimals(currency)
    assert int(whole + rest) == minor


def test_amounts_are_shown_as_the_region_writes_them() -> None:
    fee = Money(minor=18500, currency="ISK")
    assert show_amount(fee, number_locale("en", "IS")).replace("\u00a0", " ") == "18.500 kr."
    assert fee.shown == "18.500 kr."
    assert show_amount(Money(minor=125050, currency="EUR"), "en") == "€1,250.50"
    assert Money(minor=-1250, currency="KWD").shown == "-1.250 KWD"


@pytest.mark.parametrize(
    ("language", "region", "locale", "currency"),
    [
        ("en", "IS", "is_IS", "ISK"),
        ("is", "IS", "is_IS", "ISK"),
        ("en", "DE", "en_DE", "EUR"),
        ("pt-BR", "BR", "pt_BR", "BRL"),
        ("pl", "PL", "pl_PL", "PLN"),
    ],
)
def test_the_region_says_how_amounts_are_written_and_in_what(
    language: str, region: str, locale: str, currency: str
) -> None:
    assert (number_locale(language, region), usual_currency(region)) == (locale, currency)


@given(st.lists(st.builds(Money, minor=st.integers(-(10**9), 10**9),
                          currency=st.sampled_from(CURRENCIES))))  # fmt: skip
def test_sums_keep_currencies_apart(amounts: list[Money]) -> None:
    found = {one.currency: one.minor for one in sums(amounts)}
    assert list(found) == sorted(found)
    for code in CURRENCIES:
        assert found.get(code, 0) == sum(one.minor for one in amounts if one.currency == code)
    assert 0 not in found.values()
