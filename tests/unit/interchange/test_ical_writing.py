"""Sessions and blocks as a calendar file, read by another reader and by our own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.block_times import block_times
from kara_tui.domain.calendar_entries import DatedBlock, DatedSession
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ServiceId, uuid7
from kara_tui.domain.recurrence import expand
from kara_tui.domain.session import SessionDetails, SessionState
from kara_tui.domain.spans import Span
from kara_tui.domain.working_time import BlockDetails, TimeBlock
from kara_tui.interchange.ical_clocks import described_zone
from kara_tui.interchange.ical_reading import read_calendar
from kara_tui.interchange.ical_writing import CalendarStyle, write_calendar
from tests.support.sessions import BERLIN, ICELAND, MONDAY, later, session

TODAY = date(2026, 3, 2)
SERVICE = ServiceId(uuid7())
SECRETS = ("Áslaug", "Trauma therapy", "Room 2, backyard", "meet.example", "cries", "Court")
FULL = CalendarStyle(with_private=True, services={SERVICE: "Trauma therapy"})


def _session(**fields: Any) -> DatedSession:
    details = SessionDetails(
        place="Room 2, backyard; left", join_url="https://meet.example/x", remark="cries\nlong"
    )
    given: dict[str, Any] = {"service_id": SERVICE, "details": details, "version": 3}
    one = session(**(given | fields))
    return DatedSession(session=one, client=ClientDetails(name="Áslaug"), changed_at=later(hours=1))


def _block(**fields: Any) -> DatedBlock:
    given: dict[str, Any] = {
        "id": uuid7(),
        "version": 1,
        "created_at": MONDAY,
        "starts_at": MONDAY,
        "ends_at": later(hours=1),
        "time_zone": BERLIN,
        "details": BlockDetails(title="Court"),
    }
    return DatedBlock(block=TimeBlock(**(given | fields)), changed_at=MONDAY)


def _parsed(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_by_default_it_tells_when_and_nothing_else() -> None:
    data = write_calendar([_session()], [_block()], CalendarStyle())
    text = data.decode().replace("\r\n ", "")
    assert [one for one in SECRETS if one in text] == []
    assert sorted(str(one["summary"]) for one in _parsed(data)) == ["Busy", "Session"]
    told = {name for one in _parsed(data) for name in one}
    assert told.isdisjoint({"LOCATION", "URL", "DESCRIPTION", "ATTENDEE", "ORGANIZER"})
    assert {str(one["class"]) for one in _parsed(data)} == {"PRIVATE"}


def test_on_wish_it_tells_who_where_and_what_for() -> None:
    (event,) = _parsed(write_calendar([_session()], [], FULL))
    assert str(event["summary"]) == "Áslaug · Trauma therapy"
    assert str(event["location"]) == "Room 2, backyard; left"
    assert str(event["url"]) == "https://meet.example/x"
    assert str(event["description"]) == "cries\nlong"
    (block,) = _parsed(write_calendar([], [_block()], FULL))
    assert str(block["summary"]) == "Court"


def test_an_entry_keeps_its_name_and_counts_its_versions() -> None:
    dated = _session()
    one, again = _parsed(write_calendar([dated], [], CalendarStyle())) * 2
    assert one["uid"] == again["uid"] == f"{dated.session.id}@session.kara"
    assert one["sequence"] == 2
    assert one.decoded("last-modified") == one.decoded("dtstamp") == later(hours=1)
    later_on = replace(dated, session=replace(dated.session, version=4))
    assert _parsed(write_calendar([later_on], [], CalendarStyle()))[0]["sequence"] == 3
    same = [write_calendar([dated, _block_like], [], FULL) for _block_like in (dated, dated)]
    assert same[0] == same[1]


@pytest.mark.parametrize("state", list(SessionState))
def test_only_what_was_called_off_frees_its_time(state: SessionState) -> None:
    (event,) = _parsed(write_calendar([_session(state=state)], [], CalendarStyle()))
    is_off = state is SessionState.CANCELLED
    assert str(event["status"]) == ("CANCELLED" if is_off else "CONFIRMED")
    assert str(event["transp"]) == ("TRANSPARENT" if is_off else "OPAQUE")


def test_times_stand_on_the_wall_clock_with_a_zone_that_is_described() -> None:
    data = write_calendar([_session(time_zone=BERLIN)], [_block(time_zone="UTC")], CalendarStyle())
    calendar = icalendar.Calendar.from_ical(data)
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == BERLIN
    assert b"DTSTART;TZID=Europe/Berlin:20260309T110000\r\n" in data
    assert b"DTSTART:20260309T100000Z\r\n" in data
    assert {one.decoded("dtstart") for one in _parsed(data)} == {MONDAY}


@pytest.mark.parametrize("name", [BERLIN, "America/New_York", ICELAND, "Europe/Dublin"])
def test_a_described_zone_goes_as_the_zone_does(name: str) -> None:
    described = described_zone(name, date(2026, 1, 1), date(2028, 1, 1)).to_ical()
    read: Any = icalendar.Timezone.from_ical(described)
    clock = read.to_tz(lookup_tzid=False)
    weeks = ((2026, 3, 6), (2026, 3, 27), (2026, 10, 23), (2026, 10, 30), (2027, 3, 26))
    hours = [
        datetime(*day, tzinfo=UTC) + timedelta(hours=hour) for day in weeks for hour in range(96)
    ]
    for at in hours:
        assert at.astimezone(clock).utcoffset() == at.astimezone(ZoneInfo(name)).utcoffset()


def test_a_whole_day_is_written_as_a_day_and_a_rule_ends_as_the_standard_wants() -> None:
    midnight = datetime(2026, 3, 8, 23, tzinfo=UTC)
    holiday = _block(
        is_all_day=True, starts_at=midnight, ends_at=midnight + timedelta(days=2),
        rule="FREQ=YEARLY;UNTIL=20280309",
    )  # fmt: skip
    weekly = _block(rule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20260401")
    days, hours = _parsed(write_calendar([], [holiday, weekly], CalendarStyle()))
    assert (days.decoded("dtstart"), days.decoded("dtend")) == (date(2026, 3, 9), date(2026, 3, 11))
    assert days["rrule"]["UNTIL"] == [date(2028, 3, 9)]
    assert hours["rrule"]["UNTIL"] == [datetime(2026, 3, 30, 9, tzinfo=UTC)]


_ZONES = st.sampled_from([BERLIN, ICELAND, "America/New_York", "Australia/Lord_Howe", "UTC"])
_MOMENTS = st.datetimes(
    min_value=MONDAY.replace(tzinfo=None), max_value=later(days=700).replace(tzinfo=None)
).map(lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC))
_RULES = st.sampled_from([
    "", "FREQ=DAILY;COUNT=9", "FREQ=WEEKLY;INTERVAL=2;COUNT=30", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=14",
    "FREQ=WEEKLY;UNTIL=20290301", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=20",
])  # fmt: skip


@settings(max_examples=25)
@given(starts_at=_MOMENTS, minutes=st.integers(1, 1440), zone=_ZONES, rule=_RULES)
def test_what_is_written_is_read_again_at_the_same_times(
    starts_at: datetime, minutes: int, zone: str, rule: str
) -> None:
    ends_at = starts_at + timedelta(minutes=minutes)
    block = _block(starts_at=starts_at, ends_at=ends_at, time_zone=zone, rule=rule)
    held = _session(starts_at=starts_at, ends_at=ends_at, time_zone=zone)
    read = read_calendar(write_calendar([held], [block], FULL), ICELAND, TODAY)
    assert (read.problems, read.notices) == ([], [])
    found = {one.id: one.pieces[0] for one in read.appointments}
    assert set(found) == {block.block.id, held.session.id}
    single = found[held.session.id]
    assert (single.starts_at, single.ends_at) == (starts_at, ends_at)
    piece = found[block.block.id]
    again = replace(block.block, starts_at=piece.starts_at, ends_at=piece.ends_at, rule=piece.rule)
    years = Span(starts_at=starts_at - timedelta(days=1), ends_at=datetime(2032, 1, 1, tzinfo=UTC))
    before, after = (
        [(one.starts_at, one.ends_at) for one in block_times(each, years)]
        for each in (block.block, again)
    )
    assert before == after
    assert len(before) == (len(expand(rule, starts_at, zone, 3000)) if rule else 1)
