"""A time axis: distance is time, and labels never run into each other."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.widgets.time_axis import TimeAxis

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 20_000).map(lambda days: EARLIEST + timedelta(days=days, hours=10))
SPANS = st.timedeltas(timedelta(0), timedelta(days=40 * 365))


def labels(first: datetime, span: timedelta, width: int) -> list[str]:
    return [one.label for one in TimeAxis(first, first + span, width).ticks()]


@given(MOMENTS, SPANS, st.integers(1, 200))
def test_labels_fit_and_stand_apart(first: datetime, span: timedelta, width: int) -> None:
    ticks = TimeAxis(first, first + span, width).ticks()
    for one in ticks:
        assert 0 <= one.column < width
        assert one.start >= 0
        assert one.stop <= width
    for before, after in pairwise(ticks):
        assert before.column <= after.column
        assert before.stop + 2 <= after.start
    assert ticks or width < 11


@given(MOMENTS, SPANS, st.lists(st.floats(0, 1), min_size=2, max_size=6), st.integers(2, 400))
def test_distance_is_time(
    first: datetime, span: timedelta, shares: list[float], steps: int
) -> None:
    axis = TimeAxis(first, first + span, steps)
    for share in shares:
        place = axis.place(first + span * share, steps)
        wanted = share if span > timedelta(0) else 0.5
        assert abs(place - wanted * (steps - 1)) <= 0.51
    assert axis.place(first - timedelta(days=1), steps) in {0, axis.place(first, steps)}


@pytest.mark.parametrize(
    ("days", "width", "found"),
    [
        (5, 60, ["4 Mar", "5 Mar", "6 Mar", "7 Mar", "8 Mar"]),
        (28, 50, ["9 Mar", "16 Mar", "23 Mar", "30 Mar"]),
        (130, 40, ["Apr 2026", "May", "Jun", "Jul"]),
        (400, 40, ["Apr 2026", "Jul", "Oct", "Jan 2027", "Apr"]),
        (400, 28, ["Jul 2026", "Jan 2027"]),
        (1500, 30, ["2027", "2028", "2029", "2030"]),
        (9000, 30, ["2030", "2040", "2050"]),
        (0, 30, ["3 Mar"]),
        (3, 30, ["4 Mar", "5 Mar", "6 Mar"]),
        (3, 7, ["6 Mar"]),
        (3, 3, []),
    ],
)
def test_the_finest_dates_that_fit_are_shown(days: int, width: int, found: list[str]) -> None:
    first = datetime(2026, 3, 3, 10, tzinfo=UTC)
    assert labels(first, timedelta(days=days), width) == found


def test_a_day_begins_where_the_professional_sits() -> None:
    zone = ZoneInfo("Europe/Copenhagen")
    first = datetime(2026, 3, 28, 12, tzinfo=zone)
    axis = TimeAxis(first, first + timedelta(days=2), 471)
    before, after = axis.ticks()
    assert (before.label, after.label) == ("29 Mar", "30 Mar")
    # 29 March has 23 hours there, and an hour ten columns here.
    assert after.column - before.column == 230
