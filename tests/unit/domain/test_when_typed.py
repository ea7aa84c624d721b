"""Days and times, typed as people type them."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.domain.wall_clock import WEEKDAYS, on_wall
from kara_tui.domain.when_typed import read_when
from tests.unit.domain.test_wall_clock import zones

NOW = datetime(2026, 11, 25, 11, 7, tzinfo=UTC)
"""A Wednesday, seven minutes past eleven."""

ICELAND = "Atlantic/Reykjavik"


def _read(typed: str) -> str:
    return read_when(typed, now=NOW, zone=ICELAND).starts_at.strftime("%a %Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tomorrow 10", "Thu 2026-11-26 10:00"),
        ("Tomorrow, 10:15", "Thu 2026-11-26 10:15"),
        ("10 tomorrow", "Thu 2026-11-26 10:00"),
        ("today 16", "Wed 2026-11-25 16:00"),
        ("tonight 8pm", "Wed 2026-11-25 20:00"),
        ("day after tomorrow 9", "Fri 2026-11-27 09:00"),
        ("yesterday 9", "Tue 2026-11-24 09:00"),
        ("mon 14:30", "Mon 2026-11-30 14:30"),
        ("Monday at 14.30", "Mon 2026-11-30 14:30"),
        ("on mon 1430", "Mon 2026-11-30 14:30"),
        ("at 10 on monday", "Mon 2026-11-30 10:00"),
        ("this fri 10", "Fri 2026-11-27 10:00"),
        ("fri 2pm", "Fri 2026-11-27 14:00"),
        ("fri 2:45 p.m.", "Fri 2026-11-27 14:45"),
        ("fri 12am", "Fri 2026-11-27 00:00"),
        ("2 pm fri", "Fri 2026-11-27 14:00"),
        ("wed 12", "Wed 2026-12-02 12:00"),
        ("next tue 9", "Tue 2026-12-01 09:00"),
        ("next fri 9", "Fri 2026-12-04 09:00"),
        ("next week 10", "Wed 2026-12-02 10:00"),
        ("in 2 weeks 10", "Wed 2026-12-09 10:00"),
        ("in two weeks 10", "Wed 2026-12-09 10:00"),
        ("in 3 days at 8", "Sat 2026-11-28 08:00"),
        ("in 3 months 9", "Thu 2027-02-25 09:00"),
        ("in 90 min", "Wed 2026-11-25 12:37"),
        ("in an hour", "Wed 2026-11-25 12:07"),
        ("now", "Wed 2026-11-25 11:07"),
        ("2026-12-01 9", "Tue 2026-12-01 09:00"),
        ("2026-12-01T09:30", "Tue 2026-12-01 09:30"),
        ("20261201 0930", "Tue 2026-12-01 09:30"),
        ("1.12. 9:30", "Tue 2026-12-01 09:30"),
        ("1.12 9.30", "Tue 2026-12-01 09:30"),
        ("1/12/26 9", "Tue 2026-12-01 09:00"),
        ("1-12-2026 9", "Tue 2026-12-01 09:00"),
        ("24.11. 9", "Wed 2027-11-24 09:00"),
        ("29.2. 9", "Tue 2028-02-29 09:00"),
        ("24 dec 10", "Thu 2026-12-24 10:00"),
        ("24th of December 10", "Thu 2026-12-24 10:00"),
        ("Dec 24 10", "Thu 2026-12-24 10:00"),
        ("thu 24 dec 10", "Thu 2026-12-24 10:00"),
        ("31st 9", "Thu 2026-12-31 09:00"),
        ("10", "Thu 2026-11-26 10:00"),
        ("16", "Wed 2026-11-25 16:00"),
        ("11:07", "Wed 2026-11-25 11:07"),
        ("9.30", "Thu 2026-11-26 09:30"),
        ("noon tomorrow", "Thu 2026-11-26 12:00"),
        ("tomorrow half past 9", "Thu 2026-11-26 09:30"),
        ("quarter to 10 mon", "Mon 2026-11-30 09:45"),
        ("10 past 9 mon", "Mon 2026-11-30 09:10"),
        ("á morgun 10", "Thu 2026-11-26 10:00"),
        ("Á MORGUN KL. 10.30", "Thu 2026-11-26 10:30"),
        ("í dag 16", "Wed 2026-11-25 16:00"),
        ("í gær 9", "Tue 2026-11-24 09:00"),
        ("hinn daginn 9", "Fri 2026-11-27 09:00"),
        ("mán 14:30", "Mon 2026-11-30 14:30"),
        ("þri 9", "Tue 2026-12-01 09:00"),
        ("mið 9", "Wed 2026-12-02 09:00"),
        ("fimmtudag 8", "Thu 2026-11-26 08:00"),
        ("fös 9", "Fri 2026-11-27 09:00"),
        ("laugardaginn kl 9", "Sat 2026-11-28 09:00"),
        ("sunnudagur 9", "Sun 2026-11-29 09:00"),
        ("næsta þriðjudag kl. 9", "Tue 2026-12-01 09:00"),
        ("eftir 2 vikur 10", "Wed 2026-12-09 10:00"),
        ("eftir þrjá daga 10", "Sat 2026-11-28 10:00"),
        ("24. des. 10", "Thu 2026-12-24 10:00"),
        ("á hádegi á morgun", "Thu 2026-11-26 12:00"),
    ],
)
def test_a_moment_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    assert _read(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "blah", "25:00", "mon 24", "mon 10:60", "31.2. 9", "13pm mon"),
        *("tomorrow tomorrow", "[/x]", "\x1b[31mmon 10", "9" * 50, "mon " * 200),
        "2500-01-01 9",
    ],
)
def test_what_is_no_moment_is_refused_and_told_how_to_type_one(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        _read(typed)
    assert "mon 14:30" in refused.value.advice
    assert len(str(refused.value)) < 200
    assert "\x1b" not in str(refused.value)


def test_ten_pasted_megabytes_are_refused_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        _read("x" * 10_000_000)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("half 10 tomorrow", "9:30 to some and 10:30 to others"),
        ("á morgun hálf 10", "9:30 to some and 10:30 to others"),
        ("2026-12-01", "At what time"),
        ("tomorrow", "At what time"),
        ("1.12", "may be a day or a time"),
        ("tue 24.12. 10", "24 December 2026 is a Thursday"),
    ],
)
def test_what_may_mean_two_things_is_asked_about(typed: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        _read(typed)


def test_the_day_in_view_and_the_usual_time_fill_what_is_not_typed() -> None:
    day, at = date(2026, 12, 24), time(14, 30)
    on_day = read_when("9", now=NOW, zone=ICELAND, day=day)
    assert on_day.starts_at == datetime(2026, 12, 24, 9, tzinfo=UTC)
    at_time = read_when("fri", now=NOW, zone=ICELAND, at=at)
    assert at_time.starts_at == datetime(2026, 11, 27, 14, 30, tzinfo=UTC)


def test_it_is_said_back_in_words_with_what_somebody_might_not_have_meant() -> None:
    plain = read_when("tomorrow 10", now=NOW, zone=ICELAND)
    assert (plain.words, plain.warning) == ("Thursday 26 November 2026 at 10:00", "")
    past = read_when("today 9", now=NOW, zone=ICELAND)
    assert past.warning == "This has passed already."
    gone = read_when("2027-03-28 2:30", now=NOW, zone="Europe/Berlin")
    assert gone.words == "Sunday 28 March 2027 at 03:30"
    assert "02:30 does not come, 03:30 is meant" in gone.warning
    twice = read_when("2027-10-31 2:30", now=NOW, zone="Europe/Berlin")
    assert "02:30 comes twice, the first is meant" in twice.warning


_MOMENTS = st.datetimes(
    datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2150-01-01")
).map(lambda one: one.replace(tzinfo=UTC))


@given(now=_MOMENTS, zone=zones, ahead=st.integers(0, 5000), at=st.times())
def test_every_date_is_read_back_from_what_computers_write(
    now: datetime, zone: str, ahead: int, at: time
) -> None:
    day = (now + timedelta(days=ahead)).date()
    for typed in (f"{day} {at:%H:%M}", f"{at:%H:%M} {day:%d.%m.%Y}", f"{day}T{at:%H:%M}"):
        read = read_when(typed, now=now, zone=zone)
        shown = on_wall(read.starts_at, zone)
        if "does not come" not in read.warning:
            assert shown == datetime.combine(day, at.replace(second=0, microsecond=0))


@given(now=_MOMENTS, zone=zones, number=st.integers(0, 6), hour=st.integers(0, 23))
def test_a_weekday_is_within_the_next_seven_days(
    now: datetime, zone: str, number: int, hour: int
) -> None:
    today = on_wall(now, zone).date()
    plain = read_when(f"{WEEKDAYS[number]} {hour}:00", now=now, zone=zone)
    after = read_when(f"next {WEEKDAYS[number]} {hour}:00", now=now, zone=zone)
    if not plain.warning and not after.warning:
        day, next_day = (on_wall(one.starts_at, zone).date() for one in (plain, after))
        assert day.weekday() == next_day.weekday() == number
        assert 1 <= (day - today).days <= 7
        monday = today + timedelta(days=7 - today.weekday())
        assert monday <= next_day < monday + timedelta(days=7)


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Invalid):
        assert read_when(text, now=NOW, zone="Europe/Berlin").words
