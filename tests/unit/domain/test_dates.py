"""Dates: read as people type them, said back in words, ages counted as people count."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.dates import age, in_words, read_birth_date, short
from kara_tui.domain.errors import Invalid

TODAY = date(2026, 3, 2)
_BIRTHS = st.dates(date(1900, 1, 1), TODAY)
_ICELANDIC = "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember"

_WAYS: dict[str, Callable[[date], str]] = {
    "iso": lambda born: born.isoformat(),
    "iso with time": lambda born: f"{born.isoformat()}T00:00:00Z",
    "digits": lambda born: f"{born:%Y%m%d}",
    "dots": lambda born: f"{born.day}.{born.month}.{born.year}",
    "dots and blanks": lambda born: f" {born.day}. {born.month}. {born.year}",
    "slashes": lambda born: f"{born:%d/%m/%Y}",
    "dashes": lambda born: f"{born.day}-{born.month}-{born.year}",
    "year first": lambda born: f"{born.year}/{born.month}/{born.day}",
    "words": in_words,
    "month first in words": lambda born: f"{born:%B} {born.day}, {born.year}",
    "short words": lambda born: f"{born.day} {born:%b} {born.year}",
    "capitals": lambda born: f"{born.day} {born:%B} {born.year}".upper(),
    "icelandic": lambda born: f"{born.day}. {_ICELANDIC.split()[born.month - 1]} {born.year}",
    "full width": lambda born: born.isoformat().translate(
        {ord("0") + digit: ord("０") + digit for digit in range(10)}
    ),
}


@given(_BIRTHS, st.sampled_from(sorted(_WAYS)))
def test_every_way_to_type_a_date_means_that_date(born: date, way: str) -> None:
    assert read_birth_date(_WAYS[way](born), today=TODAY) == born


@given(_BIRTHS)
def test_a_file_from_the_united_states_has_its_month_first(born: date) -> None:
    typed = f"{born.month}/{born.day}/{born.year}"
    assert read_birth_date(typed, today=TODAY, month_first=True) == born


@given(st.dates(date(TODAY.year - 99, 1, 1), TODAY))
def test_two_digits_of_a_year_mean_the_past_hundred_years(born: date) -> None:
    today = date(TODAY.year, 12, 31)
    read = read_birth_date(f"{born.day}.{born.month}.{born:%y}", today=today)
    assert read == born


@given(_BIRTHS, st.sampled_from([TODAY, date(2030, 1, 1)]))
def test_the_short_form_says_the_year_only_when_it_is_another(born: date, today: date) -> None:
    assert str(born.day) in short(born, today=today)
    assert (str(born.year) in short(born, today=today)) == (born.year != today.year)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31.2.1990", "is not a date"),
        ("29.2.1987", "is not a date"),
        ("0.1.1990", "is not a date"),
        ("13.13.1990", "is not a date"),
        ("yesterday", "is not a date"),
        ("1 Foo 1990", "is not a date"),
        ("", "is not a date"),
        ("0000-01-01", "is not a date"),
        ("31.12.1899", "is before 1900"),
        ("3.3.2026", "is in the future"),
        ("1.1.9999", "is in the future"),
    ],
)
def test_what_cannot_be_a_birth_date_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(Invalid, match=why) as refusal:
        read_birth_date(typed, today=TODAY)
    assert refusal.value.field == "birth_date"
    assert "1987-03-01" in refusal.value.advice


@given(st.text(max_size=30))
def test_any_text_is_a_date_of_birth_or_refused(typed: str) -> None:
    try:
        born = read_birth_date(typed, today=TODAY)
    except Invalid:
        return
    assert date(1900, 1, 1) <= born <= TODAY


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2000, 2, 29), date(2001, 2, 28), 0),
        (date(2000, 2, 29), date(2001, 3, 1), 1),
        (date(2000, 2, 29), date(2004, 2, 28), 3),
        (date(2000, 2, 29), date(2004, 2, 29), 4),
        (date(1987, 3, 1), date(2026, 2, 28), 38),
        (date(1987, 3, 1), date(2026, 3, 1), 39),
        (date(2026, 3, 2), date(2026, 3, 2), 0),
    ],
)
def test_ages_are_completed_years(born: date, today: date, years: int) -> None:
    assert age(born, today=today) == years


@given(_BIRTHS)
def test_an_age_grows_by_one_each_year_and_never_shrinks(born: date) -> None:
    ages = [age(born, today=born + timedelta(days=days)) for days in range(0, 800, 7)]
    assert ages == sorted(ages)
    assert set(ages) == {0, 1, 2}
