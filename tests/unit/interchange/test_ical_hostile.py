"""Calendars that are broken, too large, or meant to do harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.text import safe_text
from kara_tui.interchange import ical_reading
from kara_tui.interchange.ical_reading import read_calendar
from tests.support.calendars import BERLIN, ICELAND, TODAY, event, read_events
from tests.support.hostile import HOSTILE, steers_a_terminal


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_cleaned_wherever_it_stands(text: str) -> None:
    line = text.replace("\r", " ").replace("\n", " ")
    read = read_events(
        event("DTSTART:20260701", f"SUMMARY:{line}", f"LOCATION:{line}", f"DESCRIPTION:{line}"),
        event(f"DTSTART;TZID={line}:20260701T100000", "DURATION:PT1H", uid="2"),
        event(f"DTSTART:{line}", uid=line),
    )
    told = [one.reason for one in read.problems]
    for one in read.appointments:
        told += [one.title, one.location, one.description]
        assert len(one.title) <= 200
    # What is shown of it is made safe once more; these are the words as they are kept.
    assert [one for one in told if steers_a_terminal(safe_text(one))] == []


def test_what_is_too_much_is_refused_before_it_isread_events() -> None:
    assert "larger than" in read_calendar(bytes(21 << 20), ICELAND, TODAY).problems[0].reason
    deep = "\n".join(["BEGIN:X"] * 20_000 + ["BEGIN:VEVENT", "DTSTART:20260701", "END:VEVENT"])
    assert read_calendar(deep.encode(), ICELAND, TODAY).appointments == []
    many = "\n".join(
        f"BEGIN:VEVENT\nUID:{one}\nDTSTART:20260701\nEND:VEVENT" for one in range(5010)
    )
    read = read_calendar(many.encode(), ICELAND, TODAY)
    assert len(read.appointments) == 5000
    assert [one.reason for one in read.problems] == [
        "Only the first 5,000 appointments of a file are taken."
    ]


def test_what_repeats_too_much_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ical_reading, "MOST_TIMES", 1000)
    daily = ("DTSTART:20260701", "RRULE:FREQ=DAILY;COUNT=600")
    read = read_events(*(event(*daily, uid=str(one)) for one in range(4)), event(daily[0], uid="x"))
    assert [one.uid for one in read.appointments] == ["0", "1", "x"]
    assert ["repeats too much" in one.reason for one in read.problems] == [True, True]


_PARTS = st.sampled_from([
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE",
    "END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD", "TZID:A", "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+9999", "DTSTART:20260329T023000", "DTSTART;TZID=A:20260329T023000",
    "DTSTART;VALUE=DATE:20260229", "DTEND:20260101T000000Z", "DURATION:P400D", "DURATION:P1W",
    "RRULE:FREQ=MONTHLY;BYDAY=5MO", "RRULE:FREQ=YEARLY;COUNT=0", "RRULE:;;=", "EXDATE:,,",
    "RDATE;VALUE=PERIOD:1/2", "RECURRENCE-ID:20260329T023000", "UID:1", "SEQUENCE:x", " folded",
    "\tfolded", "BEGIN:VALARM", "ATTENDEE;CN=\"", "\x00", "DTSTART", ":", "DTSTART:" + "9" * 5000,
])  # fmt: skip


@settings(max_examples=150)
@given(st.lists(_PARTS, max_size=25))
def test_nothing_that_is_written_breaks_the_reading(lines: list[str]) -> None:
    read = read_calendar("\n".join(lines).encode(), BERLIN, TODAY)
    assert read.appointments or read.problems
