"""Series: the same time on the wall clock, as often as was said, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.domain.recurrence import MOST_OCCURRENCES, Every, Repeats, expand, read_rule, rule_of
from kara_tui.domain.recurrence_words import in_words
from kara_tui.domain.wall_clock import is_never_shown, moment_of, on_wall
from tests.unit.domain.test_wall_clock import shown_times, zones

BERLIN = "Europe/Berlin"
_STEPS = {Every.WEEK: 7, Every.FORTNIGHT: 14}


def _first(text: str, zone: str = BERLIN) -> datetime:
    return moment_of(datetime.fromisoformat(text), zone)


def _shown(rule: str, first: str, zone: str = BERLIN) -> list[str]:
    return [f"{on_wall(one, zone):%a %d.%m.%y %H:%M}" for one in expand(rule, _first(first), zone)]


@given(
    first=shown_times, zone=zones, every=st.sampled_from(sorted(_STEPS)), times=st.integers(1, 60)
)
def test_ten_o_clock_stays_ten_o_clock(
    first: datetime, zone: str, every: Every, times: int
) -> None:
    starts_at = moment_of(first, zone)
    shown = on_wall(starts_at, zone)
    found = expand(rule_of(Repeats(every=every, times=times), shown), starts_at, zone)
    assert len(found) == times
    for place, one in enumerate(found):
        meant = shown + timedelta(days=_STEPS[every] * place)
        if is_never_shown(meant, zone):
            assert timedelta(0) < on_wall(one, zone) - meant <= timedelta(days=1)
        else:
            assert on_wall(one, zone) == meant


@given(first=shown_times, zone=zones, every=st.sampled_from(Every), days=st.integers(0, 900))
def test_nothing_lies_behind_the_last_day_and_all_is_in_order(
    first: datetime, zone: str, every: Every, days: int
) -> None:
    starts_at = moment_of(first, zone)
    shown = on_wall(starts_at, zone)
    until = shown.date() + timedelta(days=days)
    found = expand(rule_of(Repeats(every=every, until=until), shown), starts_at, zone)
    assert found[0] == starts_at
    assert found == sorted(set(found))
    # A time that the clocks leave out on the last day may be shown on the day after.
    assert on_wall(found[-1], zone).date() <= until + timedelta(days=1)


@given(first=shown_times, every=st.sampled_from([Every.MONTH_DAY, Every.MONTH_WEEKDAY]))
def test_each_month_has_one_session(first: datetime, every: Every) -> None:
    rule = rule_of(Repeats(every=every, times=24), first)
    found = [on_wall(one, "UTC") for one in expand(rule, moment_of(first, "UTC"), "UTC")]
    months = [one.year * 12 + one.month for one in found]
    if not (every is Every.MONTH_WEEKDAY and first.day > 28):
        assert months == list(range(months[0], months[0] + 24))
    if every is Every.MONTH_WEEKDAY:
        assert {one.weekday() for one in found} == {first.weekday()}
    else:
        assert all(
            one.day == first.day or ((one + timedelta(days=1)).day == 1 and one.day < first.day)
            for one in found
        )


def test_a_time_left_out_in_spring_is_held_an_hour_later_that_once() -> None:
    assert _shown("FREQ=WEEKLY;COUNT=3", "2026-03-22 02:30") == [
        "Sun 22.03.26 02:30",
        "Sun 29.03.26 03:30",
        "Sun 05.04.26 02:30",
    ]


def test_a_time_that_comes_twice_in_autumn_is_the_first_of_the_two() -> None:
    found = expand("FREQ=WEEKLY;COUNT=3", _first("2026-10-18 02:30"), BERLIN)
    assert found[1] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert [on_wall(one, BERLIN).hour for one in found] == [2, 2, 2]


def test_the_last_day_of_the_month_is_the_last_day_of_each() -> None:
    rule = rule_of(
        Repeats(every=Every.MONTH_DAY, times=4), datetime.fromisoformat("2027-12-31T09:00")
    )
    assert _shown(rule, "2027-12-31 09:00") == [
        "Fri 31.12.27 09:00",
        "Mon 31.01.28 09:00",
        "Tue 29.02.28 09:00",
        "Fri 31.03.28 09:00",
    ]


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("FREQ=WEEKLY;UNTIL=20260330", "Mon 30.03.26 10:00"),
        ("FREQ=WEEKLY;UNTIL=20260330T080000Z", "Mon 30.03.26 10:00"),
        ("FREQ=WEEKLY;UNTIL=20260330T075959Z", "Mon 23.03.26 10:00"),
        ("FREQ=WEEKLY;UNTIL=20260330T095959", "Mon 23.03.26 10:00"),
        ("rrule:freq=weekly;until=20260330;", "Mon 30.03.26 10:00"),
        ("FREQ=WEEKLY;UNTIL=20200101", "Mon 16.03.26 10:00"),
        ("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4", "Wed 25.03.26 10:00"),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "Fri 24.04.26 10:00"),
        ("FREQ=YEARLY;UNTIL=99991231", "Fri 16.03.2125"),
    ],
)
def test_rules_are_read_as_calendars_write_them(rule: str, last: str) -> None:
    starts_at = _first("2026-03-16 10:00")
    if rule.startswith("FREQ=YEARLY"):
        assert len(expand(rule, starts_at, BERLIN)) == 51
        return
    assert _shown(rule, "2026-03-16 10:00")[-1] == last


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=-1",
        "FREQ=WEEKLY;COUNT=²",
        "FREQ=WEEKLY;COUNT=99999999999999",
        "FREQ=WEEKLY;COUNT=2;COUNT=2",
        "FREQ=WEEKLY;INTERVAL=0;COUNT=2",
        "FREQ=WEEKLY;INTERVAL=100;COUNT=2",
        "FREQ=SECONDLY;COUNT=2",
        "FREQ=WEEKLY;BYHOUR=3;COUNT=2",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=2",
        "FREQ=MONTHLY;BYDAY=999MO;COUNT=2",
        "FREQ=MONTHLY;BYSETPOS=999;COUNT=2",
        "FREQ=WEEKLY;UNTIL=20261301",
        "FREQ=WEEKLY;UNTIL=x",
        "COUNT=3",
        "[/x]",
        "FREQ=WEEKLY;COUNT=2" + " " * 400,
        "FREQ=WEEKLY;COUNT=2;" + "A" * 400,
        f"FREQ=WEEKLY;COUNT={MOST_OCCURRENCES + 1}",
        "FREQ=DAILY;UNTIL=20991231",
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_in_words(rule: str) -> None:
    if rule.endswith(" "):
        assert len(expand(rule, _first("2026-03-16 10:00"), BERLIN)) == 2
        return
    with pytest.raises(Invalid) as refused:
        expand(rule, _first("2026-03-16 10:00"), BERLIN)
    assert refused.value.field == "rule"
    assert refused.value.sentence.startswith("This repetition cannot be used.")


@given(text=st.text(st.sampled_from("FREQ=WKLYMONTH;COUNT123UNTIL20267BYDAY,-+Z "), max_size=60))
def test_any_text_is_a_rule_or_refused(text: str) -> None:
    try:
        rule = read_rule(f"FREQ=MONTHLY;{text}")
        found = expand(f"FREQ=MONTHLY;{text}", _first("2026-03-16 10:00"), BERLIN)
    except Invalid:
        return
    assert 1 <= len(found) <= MOST_OCCURRENCES
    assert rule.count is None or len(found) <= rule.count


@pytest.mark.parametrize(
    "repeats",
    [
        Repeats(every=Every.WEEK),
        Repeats(every=Every.WEEK, times=3, until=date(2026, 5, 1)),
        Repeats(every=Every.WEEK, times=0),
        Repeats(every=Every.WEEK, times=MOST_OCCURRENCES + 1),
        Repeats(every=Every.WEEK, until=date(2026, 3, 15)),
    ],
)
def test_a_series_ends_and_not_before_it_begins(repeats: Repeats) -> None:
    with pytest.raises(Invalid):
        rule_of(repeats, datetime.fromisoformat("2026-03-16T10:00"))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;COUNT=10", "every Monday, 10 times"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=10", "every second Monday, 10 times"),
        ("FREQ=WEEKLY;INTERVAL=3;UNTIL=20260504", "every 3rd Monday until 4 May 2026"),
        ("FREQ=WEEKLY;BYDAY=WE,MO,FR;COUNT=9", "every Monday, Wednesday and Friday, 9 times"),
        ("FREQ=MONTHLY;BYMONTHDAY=16;COUNT=6", "every month on the 16th, 6 times"),
        ("FREQ=MONTHLY;BYDAY=3MO;COUNT=1", "every month on the third Monday, once"),
        ("FREQ=MONTHLY;BYDAY=-1MO;COUNT=2", "every month on the last Monday, 2 times"),
        ("FREQ=DAILY;COUNT=5", "every day, 5 times"),
        ("FREQ=YEARLY;COUNT=5", "every year on 16 March, 5 times"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, words: str) -> None:
    assert in_words(rule, datetime.fromisoformat("2026-03-16T10:00"), BERLIN) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (31, "every month on the last day, 3 times"),
        (30, "every month on the 30th, or the last day before it, 3 times"),
        (2, "every month on the 2nd, 3 times"),
    ],
)
def test_late_days_of_a_month_are_said_as_they_are_meant(day: int, words: str) -> None:
    first = datetime.fromisoformat(f"2026-01-{day:02}T10:00")
    rule = rule_of(Repeats(every=Every.MONTH_DAY, times=3), first)
    assert in_words(rule, first, BERLIN) == words
