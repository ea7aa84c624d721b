"""Calendars as other programs write them, read."""

from datetime import UTC, datetime, timedelta

import pytest

from kara_tui.domain.recurrence import expand
from kara_tui.interchange.ical_reading import Appointment
from tests.support.calendars import BERLIN, ICELAND, event, read_events


def _one(*lines: str, zone: str = ICELAND) -> Appointment:
    read = read_events(event(*lines), zone=zone)
    assert read.problems == []
    (found,) = read.appointments
    return found


def _why(*lines: str) -> str:
    read = read_events(event(*lines))
    assert read.appointments == []
    (problem,) = read.problems
    assert problem.place == "line 3"
    return problem.reason


def _starts(appointment: Appointment) -> list[datetime]:
    return sorted(
        start
        for one in appointment.pieces
        for start in (expand(one.rule, one.starts_at, one.zone) if one.rule else [one.starts_at])
    )


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_time_without_a_zone_is_meant_where_the_professional_is() -> None:
    found = _one("DTSTART:20260701T100000", "DTEND:20260701T110000", zone=BERLIN)
    (piece,) = found.pieces
    assert (piece.starts_at, piece.ends_at) == (_at("2026-07-01 08:00"), _at("2026-07-01 09:00"))
    assert piece.zone == BERLIN


def test_a_whole_day_is_a_day_where_the_professional_is() -> None:
    found = _one("DTSTART;VALUE=DATE:20260329", "DTEND;VALUE=DATE:20260330", zone=BERLIN)
    (piece,) = found.pieces
    assert found.is_all_day
    # The clocks go forward on that day, which is an hour shorter.
    assert piece.ends_at - piece.starts_at == timedelta(hours=23)


def test_a_length_on_the_wall_clock_says_when_it_ends() -> None:
    (piece,) = _one("DTSTART:20260701T100000Z", "DURATION:PT1H30M").pieces
    assert piece.ends_at == _at("2026-07-01 11:30")


@pytest.mark.parametrize(
    "tzid",
    [
        "Europe/Berlin",
        "/Europe/Berlin",
        "/vendor.example/20070129_1/Europe/Berlin",
        '"W. Europe Standard Time"',
        "Europe_Berlin",
    ],
)
def test_a_zone_is_known_by_the_names_that_programs_give_it(tzid: str) -> None:
    found = _one(f"DTSTART;TZID={tzid}:20260701T100000", "DURATION:PT1H")
    assert found.pieces[0].starts_at == _at("2026-07-01 08:00")
    assert found.pieces[0].zone == BERLIN


_OWN_ZONE = "\r\n".join([
    "BEGIN:VTIMEZONE", "TZID:Our office",
    "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
    "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "END:VTIMEZONE",
])  # fmt: skip


def test_a_zone_that_only_the_calendar_describes_is_taken_by_its_clock() -> None:
    weekly = event(
        "DTSTART;TZID=Our office:20260323T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2"
    )
    # It may stand behind what it is for.
    (found,) = read_events(weekly, _OWN_ZONE).appointments
    assert _starts(found) == [_at("2026-03-23 09:00"), _at("2026-03-30 08:00")]


def test_a_description_that_would_never_end_is_not_worked_out() -> None:
    busy = _OWN_ZONE.replace("FREQ=YEARLY", "FREQ=SECONDLY")
    read = read_events(busy, event("DTSTART;TZID=Our office:20260323T100000", "DURATION:PT1H"))
    assert "“Our office” is not known" in read.problems[0].reason


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["SUMMARY:x"], "when it begins"),
        (["DTSTART:20260701T100000Z"], "when it ends"),
        (["DTSTART:20260701T100000Z", "DTEND:20260701T100000Z"], "takes no time"),
        (["DTSTART:20260701T100000Z", "DTEND:20260701T090000Z"], "ends before it begins"),
        (["DTSTART:20260701T100000Z", "DURATION:-PT1H"], "ends before it begins"),
        (["DTSTART:99991231T100000Z", "DURATION:PT1H"], "9999"),
        (["DTSTART:soon", "DURATION:PT1H"], "“soon”"),
        (["DTSTART;;X:20260701T100000Z", "DURATION:PT1H"], "cannot be read"),
        (["DTSTART;TZID=Moon:20260701T100000", "DURATION:PT1H"], "“Moon” is not known"),
        (["DTSTART:20260701T100000Z", "DTSTART:20260701T110000Z"], "says twice when it begins"),
        (["DTSTART:20260701", "DTEND:20280101"], "longer than a year"),
        (["DTSTART:20260701", "STATUS:CANCELLED"], "called off"),
        (["DTSTART:20260701", "TRANSP:TRANSPARENT"], "free"),
        (["DTSTART:20260701", "RRULE:FREQ=SECONDLY;COUNT=5"], "cannot be used"),
        (["DTSTART:20260701", "RRULE:FREQ=DAILY;BYHOUR=3;COUNT=5"], "cannot be used"),
        (["DTSTART:20260701", "RRULE:FREQ=DAILY;COUNT=9999"], "more than 3000"),
        (["DTSTART:20260701", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20260701,20260702"],
         "Each of its times was called off"),
        (["DTSTART:20260701", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], "comes again"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_says_why_and_where(lines: list[str], why: str) -> None:
    if lines[-1].startswith("RRULE:FREQ=YEARLY"):
        lines[0] = "DTSTART:20010701"
    assert why in _why(*lines)


def test_what_stands_behind_a_broken_entry_is_taken_all_the_same() -> None:
    read = read_events(
        event("DTSTART:never", uid="1"),
        "BEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO",
        event("DTSTART:20260701", "X-BROKEN=1", "BEGIN:VALARM", "END:VALARM", uid="2"),
        "BEGIN:VEVENT\r\nUID:3\r\nDTSTART:20260702",
    )
    assert [one.uid for one in read.appointments] == ["2"]
    assert [one.place for one in read.problems] == ["line 3", "line 7", "line 17"]
    assert "in the midst" in read.problems[2].reason
    assert read.entries == 4


def test_a_series_without_an_end_is_taken_for_some_years_and_from_lately_on() -> None:
    read = read_events(
        event("DTSTART:20010105T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;INTERVAL=2")
    )
    (found,) = read.appointments
    starts = _starts(found)
    assert timedelta(0) <= starts[0] - _at("2025-11-21 00:00") < timedelta(days=14)
    assert starts[-1] > _at("2031-11-01 00:00")
    # It keeps to its own weeks.
    assert all((one - _at("2001-01-05 10:00")).days % 14 == 0 for one in starts)
    assert [one.text[:24] for one in read.notices] == [
        "It repeats without end; ",
        "It was taken from 21 Nov",
    ]


_DAILY = ("DTSTART;TZID=Europe/Berlin:20260323T100000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=9")


def test_exceptions_leave_gaps_and_further_times_are_added() -> None:
    found = _one(
        *_DAILY,
        "EXDATE;TZID=Europe/Berlin:20260325T100000",
        "EXDATE:20260330T080000Z,20200101T000000Z",
        "EXDATE;VALUE=DATE:20260331",
        "RDATE;VALUE=PERIOD:20260501T080000Z/PT2H",
        "RDATE:",
    )
    days = [23, 24, 26, 27, 28, 29]
    expected = [datetime(2026, 3, day, 8 if day >= 29 else 9, tzinfo=UTC) for day in days]
    assert _starts(found) == [*expected, _at("2026-05-01 08:00")]
    assert found.pieces[-1].ends_at == _at("2026-05-01 10:00")


def test_one_time_of_a_series_that_was_moved_stands_for_itself() -> None:
    moved = event("DTSTART:20260324T150000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=9",
                   "RECURRENCE-ID;TZID=Europe/Berlin:20260324T100000")  # fmt: skip
    off = event("DTSTART:20260325T090000Z", "DURATION:PT1H", "STATUS:CANCELLED",
                 "RECURRENCE-ID:20260325T090000Z")  # fmt: skip
    read = read_events(moved, off, event(*_DAILY))
    alone, rest = read.appointments
    assert _starts(alone) == [_at("2026-03-24 15:00")]
    assert [one.day for one in _starts(rest)] == [23, 26, 27, 28, 29, 30, 31]
    assert alone.id != rest.id
    assert [one.text for one in read.notices] == [
        "It was called off. It was left out of its series."
    ]


def test_of_entries_that_say_the_same_the_newest_counts() -> None:
    old = event("DTSTART:20260701", "SEQUENCE:1", "SUMMARY:old")
    new = event("DTSTART:20260702", "SEQUENCE:2", "SUMMARY:new")
    for events in ((old, new), (new, old)):
        read = read_events(*events)
        assert [one.title for one in read.appointments] == ["new"]
        assert "stands again at line" in read.problems[0].reason


def test_the_same_entry_has_the_same_id_whatever_stands_around_it() -> None:
    other = event("DTSTART:20260801", uid="other")
    (first,) = read_events(event("DTSTART:20260701")).appointments
    again = read_events(other, event("DTSTART:20260703", "SUMMARY:moved")).appointments
    assert [one.id == first.id for one in again] == [False, True]
    nameless = event("DTSTART:20260701").replace("UID:1\r\n", "")
    assert (
        read_events(nameless).appointments[0].id == read_events(other, nameless).appointments[-1].id
    )
