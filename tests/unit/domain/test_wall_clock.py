"""Wall clocks: what they show, what they leave out, and what they show twice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.domain.wall_clock import (
    in_words,
    is_never_shown,
    is_shown_twice,
    moment_of,
    on_wall,
    require_moment,
    short_words,
    zone_of,
)

ZONES = [
    "Atlantic/Reykjavik",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Asia/Kathmandu",
]
"""With and without changes of the clock; Lord Howe Island changes by half an hour."""

zones = st.sampled_from(ZONES)
shown_times = st.datetimes(
    datetime.fromisoformat("1995-01-01T00:00"), datetime.fromisoformat("2060-01-01T00:00")
).map(lambda one: one.replace(second=0, microsecond=0))

_SPRING = datetime.fromisoformat("2026-03-29T02:30")
_AUTUMN = datetime.fromisoformat("2026-10-25T02:30")


@given(shown=shown_times, zone=zones)
def test_what_a_clock_shows_is_found_again_unless_it_never_shows_it(
    shown: datetime, zone: str
) -> None:
    again = on_wall(moment_of(shown, zone), zone)
    if is_never_shown(shown, zone):
        assert timedelta(0) < again - shown <= timedelta(days=1)
    else:
        assert again == shown


@given(shown=shown_times, zone=zones)
def test_of_a_time_that_is_shown_twice_the_first_is_meant(shown: datetime, zone: str) -> None:
    moment = moment_of(shown, zone)
    second = shown.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)
    if is_shown_twice(shown, zone):
        assert moment < second
        assert on_wall(second, zone) == shown
    elif not is_never_shown(shown, zone):
        assert moment == second


def test_berlins_clocks_change_in_march_and_october() -> None:
    assert is_never_shown(_SPRING, "Europe/Berlin")
    assert not is_shown_twice(_SPRING, "Europe/Berlin")
    assert is_shown_twice(_AUTUMN, "Europe/Berlin")
    assert not is_never_shown(_AUTUMN, "Europe/Berlin")
    meant = on_wall(moment_of(_SPRING, "Europe/Berlin"), "Europe/Berlin")
    assert meant == datetime.fromisoformat("2026-03-29T03:30")
    assert moment_of(_AUTUMN, "Europe/Berlin") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_icelands_clocks_never_change() -> None:
    for shown in (_SPRING, _AUTUMN):
        assert not is_never_shown(shown, "Atlantic/Reykjavik")
        assert not is_shown_twice(shown, "Atlantic/Reykjavik")


@pytest.mark.parametrize("name", ["", "Nowhere", "../../etc/passwd", "a\x00b", "/etc", "x" * 999])
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="is not a time zone"):
        zone_of(name)


@pytest.mark.parametrize(
    "moment", [datetime.fromisoformat("2026-01-01"), datetime(9999, 1, 1, tzinfo=UTC)]
)
def test_a_moment_has_a_zone_and_a_year_that_can_be_meant(moment: datetime) -> None:
    with pytest.raises(Invalid):
        require_moment(moment, "starts_at")


def test_a_time_is_said_in_words() -> None:
    shown = datetime.fromisoformat("2026-11-23T10:00")
    assert in_words(shown) == "Monday 23 November 2026 at 10:00"
    assert short_words(shown) == "Mon 23 Nov 10:00"
