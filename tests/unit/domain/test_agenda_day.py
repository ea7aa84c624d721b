"""A day as the agenda lists it."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.agenda import AgendaEntry, AgendaView
from kara_tui.domain.agenda_day import DayLine, Phase, day_lines, start_within, week_of
from kara_tui.domain.block_times import BlockTime
from kara_tui.domain.day_typed import read_typed_day
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import Invalid
from kara_tui.domain.free_time import open_spans, whole_day
from kara_tui.domain.ids import uuid7
from kara_tui.domain.session import TAKES_TIME, SessionState
from kara_tui.domain.spans import Span, joined, span_of, without
from kara_tui.domain.wall_clock import moment_of
from kara_tui.domain.working_time import BlockDetails, OpenHours, TimeBlock, WorkingHours
from tests.support.sessions import BERLIN, ICELAND, MONDAY, session

DAY = date(2026, 3, 9)
NOON = MONDAY + timedelta(hours=2)
MINUTE = timedelta(minutes=1)


def hours(opens: int = 9 * 60, closes: int = 17 * 60, zone: str = ICELAND) -> WorkingHours:
    """Return a week that is the same on each day."""
    week = tuple(OpenHours(weekday=day, opens=opens, closes=closes) for day in range(7))
    return WorkingHours(id=uuid7(), created_at=MONDAY, time_zone=zone, week=week)


def held(
    clock: str, minutes: int = 50, state: SessionState = SessionState.PLANNED, day: date = DAY
) -> AgendaEntry:
    """Return a session at a time of a day in Iceland."""
    starts_at = moment_of(datetime.fromisoformat(f"{day} {clock}"), ICELAND)
    one = session(state, starts_at=starts_at, ends_at=starts_at + minutes * MINUTE)
    return AgendaEntry(session=one, client=ClientDetails(name="Anna"))


def block(span: Span, zone: str = ICELAND) -> BlockTime:
    one = TimeBlock(
        id=uuid7(),
        created_at=MONDAY,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        time_zone=zone,
        details=BlockDetails(title="Away"),
    )
    return BlockTime(block=one, starts_at=span.starts_at, ends_at=span.ends_at)


def told(lines: tuple[DayLine, ...]) -> list[str]:
    """Return each line as: what it is, from when to when, where it lies."""
    return [f"{_kind(one)} {_times(one)} {one.phase.value}" for one in lines]


def _kind(line: DayLine) -> str:
    if line.entry:
        return "session"
    return "block" if line.block else "free" if line.is_free else "none"


def _times(line: DayLine) -> str:
    return f"{line.span.starts_at:%H:%M}–{line.span.ends_at:%H:%M}"


def test_past_now_next_and_free_time_stand_in_order() -> None:
    view = AgendaView(
        entries=(held("09:00"), held("11:30", 60), held("13:00"), held("14:00")), hours=hours()
    )
    assert told(day_lines(view, DAY, ICELAND, NOON)) == [
        "session 09:00–09:50 past",
        "free 09:50–11:30 past",
        "session 11:30–12:30 now",
        "free 12:30–13:00 ahead",
        "session 13:00–13:50 next",
        "free 13:50–14:00 ahead",
        "session 14:00–14:50 ahead",
        "free 14:50–17:00 ahead",
    ]


def test_a_gap_is_parted_where_now_lies_and_only_the_rest_can_be_used() -> None:
    view = AgendaView(hours=hours())
    now = NOON + 7 * MINUTE
    lines = day_lines(view, DAY, ICELAND, now)
    assert told(lines) == ["free 09:00–12:07 past", "free 12:07–17:00 now"]
    assert start_within(lines[1].span, ICELAND, now) == NOON + 10 * MINUTE
    assert start_within(lines[0].span, ICELAND, now) == MONDAY - timedelta(hours=1)


def test_cancelled_and_missed_sessions_leave_their_time_free() -> None:
    off = [held("10:00", state=one) for one in set(SessionState) - TAKES_TIME]
    view = AgendaView(entries=tuple(off), hours=hours())
    free = [one.span for one in day_lines(view, DAY, ICELAND, MONDAY) if one.is_free]
    assert sum(one.minutes for one in free) == 8 * 60


def test_what_nobody_closed_is_told_and_what_is_held_is_now_however_late() -> None:
    forgotten, late = held("09:00"), held("10:00", state=SessionState.IN_PROGRESS)
    view = AgendaView(entries=(forgotten, late))
    lines = [one for one in day_lines(view, DAY, ICELAND, NOON) if one.entry]
    assert [one.is_left_open for one in lines] == [True, False]
    assert [one.phase for one in lines] == [Phase.PAST, Phase.NOW]


def test_a_session_over_midnight_stands_in_both_days() -> None:
    view = AgendaView(entries=(held("23:30", 60),))
    before = day_lines(view, DAY, ICELAND, NOON)[-1]
    after = day_lines(view, DAY + timedelta(days=1), ICELAND, NOON)[0]
    assert (before.span.minutes, before.ends_after, before.begins_before) == (30, True, False)
    assert (after.span.minutes, after.ends_after, after.begins_before) == (30, False, True)
    assert before.key != after.key
    assert not any(one.entry for one in day_lines(view, DAY + timedelta(days=2), ICELAND, NOON))


def test_what_takes_the_whole_day_comes_first_and_leaves_nothing_free() -> None:
    week = Span(starts_at=MONDAY - timedelta(days=2), ends_at=MONDAY + timedelta(days=2))
    view = AgendaView(entries=(held("08:00"),), blocks=(block(week),), hours=hours())
    first, second = day_lines(view, DAY, ICELAND, NOON)
    assert first.block is not None
    assert first.is_whole_day
    assert second.entry is not None


def test_a_day_without_anything_says_so() -> None:
    closed = WorkingHours(id=uuid7(), created_at=MONDAY, time_zone=ICELAND)
    (line,) = day_lines(AgendaView(hours=closed), DAY, ICELAND, NOON)
    assert (line.entry, line.block, line.is_free) == (None, None, False)


@pytest.mark.parametrize(
    ("day", "length", "night"), [(date(2026, 3, 29), 23, 5), (date(2026, 10, 25), 25, 7)]
)
def test_days_on_which_the_clocks_change_are_as_long_as_they_are(
    day: date, length: int, night: int
) -> None:
    always = hours(0, 24 * 60, BERLIN)
    (line,) = day_lines(AgendaView(hours=always), day, BERLIN, MONDAY)
    assert line.span.minutes == length * 60
    (early,) = day_lines(AgendaView(hours=hours(0, 6 * 60, BERLIN)), day, BERLIN, MONDAY)
    assert early.span.minutes == night * 60


def test_working_hours_hold_on_the_clock_where_they_were_said() -> None:
    view = AgendaView(hours=hours(zone=BERLIN))
    (line,) = day_lines(view, DAY, ICELAND, MONDAY - timedelta(days=1))
    assert _times(line) == "08:00–16:00"


@settings(max_examples=25)
@given(
    taken=st.lists(
        st.tuples(st.integers(-200, 1600), st.integers(1, 300), st.sampled_from(SessionState)),
        max_size=6,
    ),
    away=st.lists(st.tuples(st.integers(-500, 1500), st.integers(1, 2000)), max_size=2),
    minute=st.integers(-100, 1600),
)
def test_a_free_gap_is_open_and_nothing_stands_in_it(
    taken: list[tuple[int, int, SessionState]], away: list[tuple[int, int]], minute: int
) -> None:
    midnight = whole_day(DAY, ICELAND).starts_at
    entries = []
    for begins, lasts, state in taken:
        starts_at = midnight + begins * MINUTE
        one = session(state, starts_at=starts_at, ends_at=starts_at + lasts * MINUTE)
        entries.append(AgendaEntry(session=one, client=ClientDetails(name="Anna")))
    blocks = tuple(block(span_of(midnight + at * MINUTE, lasts)) for at, lasts in away)
    week = hours()
    view = AgendaView(entries=tuple(entries), blocks=blocks, hours=week)
    now = midnight + minute * MINUTE
    lines = day_lines(view, DAY, ICELAND, now)
    free = [one.span for one in lines if one.is_free]
    busy = [one.span for one in blocks]
    busy += [one.span for one in entries if one.session.takes_time]
    opened = open_spans(week.week, ICELAND, whole_day(DAY, ICELAND))
    assert not without(free, without(opened, busy))
    assert all(one.minutes >= 5 for one in free)
    # What is open, not busy and not told of is too short to be told of.
    left = without(without(opened, busy), free)
    assert all(one.minutes < 10 for one in left)
    assert len({one.key for one in lines}) == len(lines)
    assert all(one.ends_at <= two.starts_at for one, two in pairwise(joined(free)))
    phases = [one.phase for one in lines if one.phase is Phase.NEXT]
    assert len(phases) <= 1


def test_a_week_begins_on_monday() -> None:
    assert week_of(date(2026, 3, 15)) == week_of(DAY)
    assert week_of(DAY)[0] == DAY


def test_a_day_is_typed_in_any_sensible_way() -> None:
    said = {
        "tomorrow": date(2026, 3, 10),
        "next mon": date(2026, 3, 16),
        "1.12.": date(2026, 12, 1),
        "2026-12-01": date(2026, 12, 1),
        "15": date(2026, 5, 15),
        "in 2 weeks": date(2026, 3, 23),
    }
    near = date(2026, 5, 4)
    assert {typed: read_typed_day(typed, today=DAY, near=near) for typed in said} == said
    for nonsense in ("", "32", "soon", "x" * 10_000):
        with pytest.raises(Invalid):
            read_typed_day(nonsense, today=DAY, near=near)
