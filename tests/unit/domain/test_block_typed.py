"""The time of a block, typed as people type it."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.block_typed import block_briefly, block_in_words, read_block, typed_block
from kara_tui.domain.errors import Invalid
from kara_tui.domain.wall_clock import moment_of, on_wall
from tests.support.hostile import HOSTILE
from tests.support.sessions import BERLIN, ICELAND

NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
"""A Wednesday, half past ten in the morning."""


PIECES = ["fri", "dec", "24", "12", "12:30", "-", "to", "from", "2.1.", "for", "days", "pm"]


def _read(typed: str, day: date | None = None) -> str:
    found = read_block(typed, now=NOW, zone=ICELAND, day=day)
    return typed_block(found.starts_at, found.ends_at, ICELAND, is_all_day=found.is_all_day)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri 12-13", "2026-11-27 12:00-13:00"),
        ("Friday 12:00 – 13:00", "2026-11-27 12:00-13:00"),
        ("on friday from 12 to 13", "2026-11-27 12:00-13:00"),
        ("12-13 fri", "2026-11-27 12:00-13:00"),
        ("föstudagur 12 til 13", "2026-11-27 12:00-13:00"),
        ("friday 27.11. 12-13", "2026-11-27 12:00-13:00"),
        ("fri 1-2pm", "2026-11-27 13:00-14:00"),
        ("fri 12 for 45 minutes", "2026-11-27 12:00-12:45"),
        ("fri from 14", "2026-11-27 14:00-24:00"),
        ("fri until 12", "2026-11-27 00:00-12:00"),
        ("12-13", "2026-11-25 12:00-13:00"),
        ("9-10", "2026-11-26 09:00-10:00"),
        ("2.11. 12-13", "2027-11-02 12:00-13:00"),
        ("tomorrow", "2026-11-26"),
        ("10.12", "2026-12-10"),
        ("24 dec - 2 jan", "2026-12-24 - 2027-01-02"),
        ("24. des til 2. jan", "2026-12-24 - 2027-01-02"),
        ("24-28 dec", "2026-12-24 - 2026-12-28"),
        ("dec 24-28", "2026-12-24 - 2026-12-28"),
        ("24.-28.12.2026", "2026-12-24 - 2026-12-28"),
        ("24 dec for 10 days", "2026-12-24 - 2027-01-02"),
        ("mon-fri", "2026-11-30 - 2026-12-04"),
        ("today - fri", "2026-11-25 - 2026-11-27"),
        ("next week", "2026-11-30 - 2026-12-06"),
        ("this week", "2026-11-25 - 2026-11-29"),
        ("24.12. 13:00 - 2.1. 9:00", "2026-12-24 13:00 - 2027-01-02 09:00"),
        ("24 dec 13:00 - 2 jan", "2026-12-24 13:00 - 2027-01-02 24:00"),
    ],
)
def test_a_time_is_understood_however_it_is_typed(typed: str, meant: str) -> None:
    assert _read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("lunch", "is no time to block. Type it like fri 12-13"),
        ("fri 12", "says when it begins, and not when it ends. Type 12:00-13:00"),
        ("fri 13-12", "would end, at 12:00, before it begins, at 13:00"),
        ("2026-12-24 - 2026-12-20", "would end on a day before it begins"),
        ("mon 24 dec", "24 December 2026 is a Thursday"),
        ("9.10-12.10", "may be days or times"),
        ("2026-12-24 - 2028-01-02", "lasts a year at most"),
        ("fri 12-13 " * 90, "is no time to block"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        _read(typed)


def test_times_alone_are_meant_on_the_day_that_was_chosen() -> None:
    assert _read("9-10", day=date(2026, 12, 1)) == "2026-12-01 09:00-10:00"
    assert _read("from 14", day=date(2026, 12, 1)) == "2026-12-01 14:00-24:00"


def test_what_has_passed_is_taken_with_a_warning() -> None:
    assert read_block("yesterday", now=NOW, zone=ICELAND).warning == "This has passed already."
    assert not read_block("today", now=NOW, zone=ICELAND).warning


@pytest.mark.parametrize(
    ("typed", "words", "brief"),
    [
        ("fri 12-13", "Friday 27 November 2026, 12:00–13:00", "Fri 27 Nov 12:00–13:00"),
        ("fri", "Friday 27 November 2026, all day", "Fri 27 Nov"),
        (
            "31 dec - 1 jan",
            "Thursday 31 December 2026 to Friday 1 January 2027, 2 whole days",
            "Thu 31 Dec – Fri 1 Jan 2027",
        ),
        (
            "fri 18:00 - sat 12:00",
            "Friday 27 November 2026 at 18:00 to Saturday 28 November 2026 at 12:00",
            "Fri 27 Nov 18:00 – Sat 28 Nov 12:00",
        ),
    ],
)
def test_a_time_is_said_back_so_that_nobody_mistakes_it(typed: str, words: str, brief: str) -> None:
    found = read_block(typed, now=NOW, zone=ICELAND)
    assert found.words == words
    span = (found.starts_at, found.ends_at, ICELAND)
    assert block_briefly(*span, is_all_day=found.is_all_day, year=2026) == brief


def test_whole_days_stay_whole_when_the_clocks_change() -> None:
    found = read_block("2026-03-29", now=NOW, zone=BERLIN)
    assert found.ends_at - found.starts_at == timedelta(hours=23)
    shown = typed_block(found.starts_at, found.ends_at, BERLIN, is_all_day=True)
    assert shown == "2026-03-29"


@settings(max_examples=25)
@given(
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.integers(0, 24 * 60 - 1),
    st.integers(1, 14 * 24 * 60),
    st.booleans(),
)
def test_what_is_shown_is_read_back_as_the_same(
    day: date, after: int, minutes: int, is_all_day: bool
) -> None:
    begins = datetime.combine(day, time()) + timedelta(minutes=after)
    ends = begins + timedelta(minutes=minutes)
    if is_all_day:
        begins = begins.replace(hour=0, minute=0)
        ends = (ends + timedelta(days=1)).replace(hour=0, minute=0)
    span = moment_of(begins, ICELAND), moment_of(ends, ICELAND)
    shown = typed_block(*span, ICELAND, is_all_day=is_all_day)
    found = read_block(shown, now=NOW, zone=ICELAND)
    assert (found.starts_at, found.ends_at, found.is_all_day) == (*span, is_all_day)
    assert found.words == block_in_words(*span, ICELAND, is_all_day=is_all_day)


@settings(max_examples=25)
@given(
    st.one_of(
        st.sampled_from(sorted(HOSTILE.values())),
        st.lists(st.sampled_from(PIECES)).map(" ".join),
    )
)
def test_whatever_is_typed_comes_to_a_stretch_of_time_or_to_a_reason(typed: str) -> None:
    with suppress(Invalid):
        found = read_block(typed, now=NOW, zone=BERLIN)
        assert timedelta() < found.ends_at - found.starts_at <= timedelta(days=366)
        assert not found.is_all_day or not on_wall(found.starts_at, BERLIN).hour
