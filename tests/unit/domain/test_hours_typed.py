"""The hours of a weekday, typed as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.form_reading import read_fields
from kara_tui.domain.hours_typed import hours_in_words, read_hours, typed_hours
from kara_tui.domain.week_form import WeekValues, week_form, week_values
from kara_tui.domain.working_time import OpenHours, WorkingHours, in_order
from tests.support.clock import NOON
from tests.support.hostile import HOSTILE
from tests.support.sessions import ICELAND, no_id

CONTEXT = Context(today=NOON.date())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9-12, 13-17", "9:00-12:00, 13:00-17:00"),
        ("9 - 12; 13 - 17.", "9:00-12:00, 13:00-17:00"),
        ("9–12 and 13—17", "9:00-12:00, 13:00-17:00"),
        ("13-17 9-12", "9:00-12:00, 13:00-17:00"),
        ("9.30-12 + 13.15-17:45", "9:30-12:00, 13:15-17:45"),
        ("0930-1200/1300-1700", "9:30-12:00, 13:00-17:00"),
        ("from 9 to 12, 13 until 17", "9:00-12:00, 13:00-17:00"),
        ("kl. 9 til 12 og 13 til 17", "9:00-12:00, 13:00-17:00"),
        ("9am-5pm", "9:00-17:00"),
        ("9am to 5", "9:00-17:00"),
        ("9-12, 1-5pm", "9:00-12:00, 13:00-17:00"),
        ("8-noon", "8:00-12:00"),
        ("18-24", "18:00-24:00"),
        ("20:00-midnight", "20:00-24:00"),
        ("9-12, 12-17", "9:00-12:00, 12:00-17:00"),
        ("", ""),
        ("closed", ""),
        ("Lokað", ""),
        ("-", ""),
    ],
)
def test_hours_are_understood_however_they_are_typed(typed: str, meant: str) -> None:
    assert typed_hours(read_hours(typed, 2)) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("in the morning", "says no hours"),
        ("9", "says no hours"),
        ("9-12-15", "says no hours"),
        ("9-25", "says no hours"),
        ("9-12 or so", "says no hours"),
        ("9-1200000", "says no hours"),
        ("9-5", "Perhaps 9:00-17:00 is meant."),
        ("22-2", "Hours end by 24:00"),
        ("9-13, 12-17", "one ends at 13:00, one begins at 12:00"),
        ("9-12," * 500, "says no hours"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        read_hours(typed, 0)


@st.composite
def days(draw: st.DrawFn) -> tuple[OpenHours, ...]:
    """Hours of a Monday: in their order, and without overlaps."""
    ends = draw(st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True).map(sorted))
    pairs = zip(ends[::2], ends[1::2], strict=False)
    return tuple(OpenHours(weekday=0, opens=one, closes=end) for one, end in pairs)


@settings(max_examples=25)
@given(days())
def test_hours_that_are_shown_are_read_back_as_the_same(hours: tuple[OpenHours, ...]) -> None:
    assert read_hours(typed_hours(hours), 0) == hours
    assert read_hours(hours_in_words(hours).partition("·")[0], 0) == hours


@settings(max_examples=25)
@given(st.one_of(st.sampled_from(sorted(HOSTILE.values())), st.text("0123456789-:.,; apmtof")))
def test_whatever_is_typed_comes_to_hours_that_can_be_saved_or_to_a_reason(typed: str) -> None:
    with suppress(Invalid):
        hours = read_hours(typed, 3)
        assert in_order(hours) == hours


def test_a_week_is_read_as_a_whole_and_problems_stand_at_their_days() -> None:
    base = WeekValues(time_zone=ICELAND)
    typed = {"monday": "9-12, 13-17", "friday": "9-5", "time_zone": "nowhere"}
    reading = read_fields(week_form(), typed, base, CONTEXT)
    assert set(reading.problems) == {"friday", "time_zone"}
    assert reading.echoes["monday"] == "9:00–12:00 and 13:00–17:00 · 7 hours"
    assert reading.details.words == "7 hours on 1 day of the week"
    assert WeekValues().words.startswith("No hours yet")


def test_a_saved_week_stands_in_the_form_as_it_was_typed() -> None:
    week = (*read_hours("9-12, 13-17", 0), *read_hours("10-14:30", 6))
    saved = WorkingHours(id=no_id(), created_at=NOON, time_zone=ICELAND, week=week)
    values = week_values(saved)
    assert values.week == week
    assert values.words == "11 h 30 min on 2 days of the week"
    shown = {one.name: one.show(values) for one in week_form() if one.show}
    assert shown["monday"] == "9:00-12:00, 13:00-17:00"
    assert shown["tuesday"] == ""
    assert read_fields(week_form(), shown, values, CONTEXT).details == values
