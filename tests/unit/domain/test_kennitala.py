"""Kennitala: what can exist is accepted, what looks odd gets a hint, what cannot is refused."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.domain.kennitala import looks_like_kennitala, read_kennitala
from tests.support.refusals import refusal

_CENTURY = {18: "8", 19: "9", 20: "0"}
_BIRTHS = st.dates(date(1800, 1, 1), date(2099, 12, 31))
_SERIALS = st.integers(20, 99)


def _check_digit(first_eight: str) -> int:
    weights = (3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(int(mark) * weight for mark, weight in zip(first_eight, weights, strict=True)) % 11
    return 0 if rest == 0 else 11 - rest


def _number(born: date, serial: int, check: int) -> str:
    return f"{born:%d%m%y}{serial:02}{check}{_CENTURY[born.year // 100]}"


@given(_BIRTHS, _SERIALS)
def test_every_date_with_its_check_digit_is_taken_without_a_hint(born: date, serial: int) -> None:
    check = _check_digit(f"{born:%d%m%y}{serial:02}")
    assume(check < 10)
    assume(born.day < 80)
    kennitala = read_kennitala(_number(born, serial, check))
    assert (kennitala.birth_date, kennitala.hint) == (born, "")


@given(_BIRTHS, _SERIALS, st.integers(0, 9))
def test_a_wrong_check_digit_is_a_hint_and_never_a_refusal(
    born: date, serial: int, check: int
) -> None:
    assume(check != _check_digit(f"{born:%d%m%y}{serial:02}"))
    kennitala = read_kennitala(_number(born, serial, check))
    assert kennitala.birth_date == born
    assert "check digit" in kennitala.hint


@given(st.sampled_from("89"), st.text("0123456789", min_size=9, max_size=9))
def test_system_numbers_hold_no_birth_date(first: str, rest: str) -> None:
    kennitala = read_kennitala(first + rest)
    assert kennitala.birth_date is None
    assert "system number" in kennitala.hint


@given(_BIRTHS, _SERIALS)
def test_organisations_are_told_from_people(born: date, serial: int) -> None:
    number = f"{born.day + 40:02}{born:%m%y}{serial:02}09"
    kennitala = read_kennitala(number)
    assert kennitala.birth_date is None
    assert "organisation" in kennitala.hint


@pytest.mark.parametrize(
    "impossible",
    ["3002872349", "0013872349", "3113872349", "0000000000", "2902872349", "0101870001"],
)
def test_dates_that_never_were_are_refused(impossible: str) -> None:
    if impossible == "0101870001":
        with pytest.raises(Invalid, match="last digit"):
            read_kennitala(impossible)
        return
    with pytest.raises(Invalid, match="is none"):
        read_kennitala(impossible)


def test_the_leap_day_counts_in_leap_years_only() -> None:
    assert read_kennitala("2902882349").birth_date == date(1988, 2, 29)
    with pytest.raises(Invalid):
        read_kennitala("2902872349")


@given(_BIRTHS, _SERIALS, st.integers(0, 9))
def test_blanks_and_dashes_change_nothing_and_formatting_is_stable(
    born: date, serial: int, check: int
) -> None:
    number = _number(born, serial, check)
    kennitala = read_kennitala(number)
    assert kennitala.number == number
    for typed in (kennitala.shown, f" {number[:6]} {number[6:]} ", f"{number[:6]} - {number[6:]}"):
        assert looks_like_kennitala(typed)
        assert read_kennitala(typed) == kennitala
    assert read_kennitala(kennitala.shown).shown == kennitala.shown


@given(st.text(max_size=14))
def test_any_text_is_read_or_refused_in_words(typed: str) -> None:
    refused = refusal(lambda: read_kennitala(typed))
    if refused:
        assert refused.field == "national_id"
        assert str(refused)
        return
    number = read_kennitala(typed).number
    assert len(number) == 10
    assert number.isascii()
    assert number.isdigit()


@pytest.mark.parametrize("typed", ["", "123", "010130212", "01013021299", "AB0130-2129"])
def test_what_has_another_shape_is_none(typed: str) -> None:
    assert not looks_like_kennitala(typed)
    with pytest.raises(Invalid, match="ten digits"):
        read_kennitala(typed)
