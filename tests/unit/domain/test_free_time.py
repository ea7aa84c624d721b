"""Free time: within working hours, around whatever stands there."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.free_time import (
    free_spans,
    gaps_of_day,
    nearest_after,
    nearest_before,
    open_spans,
    slots,
    whole_day,
)
from kara_tui.domain.spans import Span, joined, span_of, without
from kara_tui.domain.wall_clock import on_wall
from kara_tui.domain.working_time import OpenHours
from tests.support.sessions import ICELAND, MONDAY, later
from tests.unit.domain.test_wall_clock import zones

_WEEK = tuple(OpenHours(weekday=day, opens=9 * 60, closes=17 * 60) for day in range(5))
_MONTH = Span(
    starts_at=datetime(2026, 3, 15, tzinfo=UTC), ends_at=datetime(2026, 4, 15, tzinfo=UTC)
)

_spans = st.builds(
    lambda start, length: span_of(_MONTH.starts_at + timedelta(minutes=start), length),
    st.integers(-1000, 50_000),
    st.integers(1, 3000),
)
_many = st.lists(_spans, max_size=8)


def _minutes(spans: Iterable[Span]) -> set[int]:
    """Return every minute that lies in one of them."""
    edges = (((one.starts_at - _MONTH.starts_at), one.minutes) for one in spans)
    starts = ((away // timedelta(minutes=1), length) for away, length in edges)
    return {minute for start, length in starts for minute in range(start, start + length)}


@given(spans=_many)
def test_joined_spans_are_the_same_time_in_order_and_apart(spans: list[Span]) -> None:
    found = joined(spans)
    assert _minutes(found) == _minutes(spans)
    assert all(one.ends_at < following.starts_at for one, following in pairwise(found))


@given(spans=_many, taken=_many)
def test_what_is_left_is_what_was_not_taken(spans: list[Span], taken: list[Span]) -> None:
    left = without(spans, taken)
    assert _minutes(left) == _minutes(spans) - _minutes(taken)
    assert list(left) == sorted(left)


@given(zone=zones, busy=_many)
def test_free_time_lies_in_working_hours_on_the_wall_clock(zone: str, busy: list[Span]) -> None:
    for one in free_spans(_WEEK, zone, busy, _MONTH):
        first, last = on_wall(one.starts_at, zone), on_wall(one.ends_at, zone)
        assert first.weekday() < 5
        assert first.date() == last.date()
        assert first.hour >= 9
        assert last.hour * 60 + last.minute <= 17 * 60
        assert not any(one.overlaps(other) for other in busy)


@given(
    zone=zones,
    busy=_many,
    minutes=st.integers(5, 200),
    step=st.sampled_from([5, 15, 30, 60]),
    most=st.integers(1, 12),
)
def test_slots_are_free_apart_in_order_and_start_at_round_times(
    zone: str, busy: list[Span], minutes: int, step: int, most: int
) -> None:
    free = free_spans(_WEEK, zone, busy, _MONTH)
    found = slots(free, minutes, zone=zone, step=step, most=most)
    assert len(found) <= most
    assert list(found) == sorted(found)
    for one in found:
        shown = on_wall(one.starts_at, zone)
        assert (shown.hour * 60 + shown.minute) % step == 0
        assert one.minutes == minutes
        assert any(whole.holds(one) for whole in free)
    for one, following in pairwise(found):
        assert one.ends_at <= following.starts_at


@given(busy=_many, at=st.integers(0, 44_000), minutes=st.integers(5, 300))
def test_the_nearest_free_time_is_free_and_none_is_nearer(
    busy: list[Span], at: int, minutes: int
) -> None:
    free = free_spans(_WEEK, ICELAND, busy, _MONTH)
    moment = _MONTH.starts_at + timedelta(minutes=at)
    before, after = nearest_before(free, moment, minutes), nearest_after(free, moment, minutes)
    for one in (before, after):
        assert one is None or (one.minutes == minutes and any(w.holds(one) for w in free))
    step = timedelta(minutes=7)
    for tries in range(40):
        earlier = span_of(moment - tries * step - timedelta(minutes=minutes), minutes)
        if any(whole.holds(earlier) for whole in free):
            assert before is not None
            assert earlier.ends_at <= before.ends_at <= moment
        behind = span_of(moment + tries * step, minutes)
        if any(whole.holds(behind) for whole in free):
            assert after is not None
            assert moment <= after.starts_at <= behind.starts_at


def test_a_day_has_23_or_25_hours_when_the_clocks_change() -> None:
    hours = [
        whole_day(day, "Europe/Berlin").length // timedelta(hours=1)
        for day in (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25))
    ]
    assert hours == [24, 23, 25]


def test_working_hours_stay_on_the_wall_clock_when_the_clocks_change() -> None:
    opened = open_spans(_WEEK, "Europe/Berlin", _MONTH)
    assert {one.starts_at.hour for one in opened} == {8, 7}
    assert {on_wall(one.starts_at, "Europe/Berlin").hour for one in opened} == {9}


def test_the_gaps_of_a_day_are_what_is_left_of_it() -> None:
    busy = [span_of(MONDAY, 50), span_of(later(hours=1), 60), span_of(later(hours=6), 120)]
    found = gaps_of_day(_WEEK, ICELAND, busy, MONDAY.date(), shortest=15)
    assert [f"{one.starts_at:%H:%M}-{one.ends_at:%H:%M}" for one in found] == [
        "09:00-10:00",
        "12:00-16:00",
    ]
    with_short = gaps_of_day(_WEEK, ICELAND, busy, MONDAY.date())
    assert len(with_short) == 3
    assert gaps_of_day(_WEEK, ICELAND, [], date(2026, 3, 8)) == ()


def test_hours_may_last_until_midnight() -> None:
    night = (OpenHours(weekday=0, opens=22 * 60, closes=24 * 60),)
    (gap,) = gaps_of_day(night, "Europe/Berlin", [], MONDAY.date())
    assert gap.ends_at == datetime(2026, 3, 9, 23, tzinfo=UTC)
