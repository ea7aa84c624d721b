"""A calendar of another program taken over by a practice."""

from typing import Any

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.details import Interaction
from kara_tui.domain.ids import ClientId
from kara_tui.domain.session import Session, SessionDetails, SessionState
from kara_tui.domain.treatment import TreatmentState
from kara_tui.domain.working_time import BlockDetails
from kara_tui.operations.calendars import ListCalendarBlocks, ListCalendarSessions
from kara_tui.operations.clients import SetTreatmentState
from kara_tui.operations.history import ListChanges, UndoMove
from kara_tui.operations.scheduling import RescheduleSession
from kara_tui.operations.sessions import GetSeries
from kara_tui.workflows.export_calendar import CalendarWish, export_calendar
from kara_tui.workflows.import_calendar import CalendarOptions, CalendarReport, import_calendar
from tests.support.clock import FixedClock
from tests.support.people import added
from tests.support.sessions import ICELAND, MONDAY, blocked, later, scheduled

ANNA = "ATTENDEE;CN=Anna:MAILTO:Anna@Mail.example"


def _calendar(*events: tuple[str, ...]) -> bytes:
    lines = ["BEGIN:VCALENDAR"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:uid-{number}", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


async def _taken(backend: Backend, data: bytes, **how: Any) -> CalendarReport:
    return await import_calendar(backend, data, ICELAND, FixedClock()(), CalendarOptions(**how))


async def _sessions(backend: Backend) -> list[Session]:
    found = await backend(ListCalendarSessions())
    return sorted((one.session for one in found), key=lambda one: one.starts_at)


async def _anna(backend: Backend) -> Client:
    return await added(backend, "Anna", contact_email="anna@mail.example")


_WITH_ANNA = (
    "DTSTART:20260309T100000Z", "DTEND:20260309T105000Z", "SUMMARY:Talk", "LOCATION:Room 2",
    "URL:https://meet.example/x", "DESCRIPTION:first time", ANNA,
)  # fmt: skip
_DENTIST = ("DTSTART:20260310T100000Z", "DTEND:20260310T110000Z", "SUMMARY:Dentist")


async def test_a_client_who_takes_part_gets_a_session_and_all_else_is_blocked(
    backend: Backend,
) -> None:
    anna = await _anna(backend)
    report = await _taken(backend, _calendar(_WITH_ANNA, _DENTIST))
    assert (report.entries, report.sessions, report.blocks) == (2, 1, 1)
    (session,) = await _sessions(backend)
    assert (session.client_id, session.starts_at, session.ends_at) == (
        anna.id, MONDAY, later(minutes=50),
    )  # fmt: skip
    assert session.state is SessionState.PLANNED
    assert session.interaction is Interaction.REMOTE
    assert session.details == SessionDetails(
        place="Room 2", join_url="https://meet.example/x", remark="Talk · first time"
    )
    (block,) = await backend(ListCalendarBlocks())
    assert (block.block.details, block.block.source) == (BlockDetails(title="Dentist"), "uid-1")


async def test_a_series_with_a_client_becomes_a_series(backend: Backend) -> None:
    anna = await _anna(backend)
    weekly = (*_WITH_ANNA, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260316T100000Z")
    report = await _taken(backend, _calendar(weekly))
    assert report.sessions == 3
    sessions = await _sessions(backend)
    assert [(one.starts_at - MONDAY).days for one in sessions] == [0, 14, 21]
    series_id = sessions[0].series_id
    assert series_id is not None
    seen = await backend(GetSeries(client_id=anna.id, series_id=series_id))
    assert [one.id for one in seen.sessions] == [one.id for one in sessions]


async def test_a_second_import_changes_nothing_whatever_was_done_since(backend: Backend) -> None:
    anna = await _anna(backend)
    weekly = ("DTSTART:20260310T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY",
              "EXDATE:20260324T100000Z")  # fmt: skip
    data = _calendar(_WITH_ANNA, weekly, ("DTSTART:broken",))
    first = await _taken(backend, data)
    assert first.notices
    (session,) = await _sessions(backend)
    move = RescheduleSession(
        client_id=anna.id, session_id=session.id, version=1, starts_at=later(days=3)
    )
    await backend(move)
    before = await backend(ListChanges())
    again = await _taken(backend, data)
    assert (again.sessions, again.blocks, again.known, again.intent) == (0, 0, 2, None)
    assert [one.place for one in again.problems] == ["line 19"]
    assert again.notices == []
    # Nor does it double as blocked time what is a session already.
    assert (await _taken(backend, data, all_as_blocks=True)).known == 2
    assert await backend(ListChanges()) == before


async def test_it_is_taken_back_in_one_go_and_can_come_again(backend: Backend) -> None:
    await _anna(backend)
    data = _calendar(_WITH_ANNA, _DENTIST)
    report = await _taken(backend, data)
    assert report.intent is not None
    await backend(UndoMove(move=report.intent))
    assert await _sessions(backend) == []
    assert await backend(ListCalendarBlocks()) == ()
    assert (await _taken(backend, data)).sessions == 1


async def test_a_dry_run_tells_the_same_and_writes_nothing(backend: Backend) -> None:
    await _anna(backend)
    before = await backend(ListChanges())
    report = await _taken(backend, _calendar(_WITH_ANNA, _DENTIST), dry_run=True)
    assert (report.sessions, report.blocks, report.intent) == (1, 1, None)
    assert await backend(ListChanges()) == before


async def test_somebody_may_want_blocked_time_only(backend: Backend) -> None:
    await _anna(backend)
    report = await _taken(backend, _calendar(_WITH_ANNA), all_as_blocks=True)
    assert (report.sessions, report.blocks) == (0, 1)


async def test_where_it_can_be_no_session_its_time_is_blocked_and_that_is_told(
    backend: Backend,
) -> None:
    await _anna(backend)
    await added(backend, "Bea", contact_email="bea@mail.example")
    for name in ("Castor", "Pollux"):
        await added(backend, name, contact_email="twins@mail.example")
    gone = await added(backend, "Dora", contact_email="gone@mail.example")
    await _close(backend, gone.id)
    hour = ("DTSTART:20260309T100000Z", "DURATION:PT1H")
    cases = [
        ((*_WITH_ANNA, "ATTENDEE:mailto:bea@mail.example"), "Several clients"),
        ((*hour, "ORGANIZER:mailto:twins@mail.example"), "Several clients"),
        (("DTSTART:20260309", ANNA), "whole days"),
        (("DTSTART:20260309T100000Z", "DURATION:P2D", ANNA), "so long"),
        ((*hour, "ATTENDEE:mailto:gone@mail.example"), "not in treatment"),
    ]
    report = await _taken(backend, _calendar(*(lines for lines, _ in cases)))
    assert (report.sessions, report.blocks) == (0, len(cases))
    for (_, told), notice in zip(cases, report.notices, strict=True):
        assert told in notice.text


async def _close(backend: Backend, client_id: ClientId) -> None:
    state = TreatmentState.CLOSED
    await backend(SetTreatmentState(client_id=client_id, version=1, state=state))


async def test_what_is_over_counts_as_held_even_with_somebody_who_left(backend: Backend) -> None:
    gone = await added(backend, "Dora", contact_email="gone@mail.example")
    await _close(backend, gone.id)
    past = ("DTSTART:20250309T100000Z", "DURATION:PT50M", "ATTENDEE:mailto:gone@mail.example")
    report = await _taken(backend, _calendar(past))
    (session,) = await _sessions(backend)
    assert (session.state, session.is_charged) == (SessionState.COMPLETED, False)
    assert "taken as held" in report.notices[-1].text


async def test_ones_own_calendar_brings_nothing_twice(backend: Backend) -> None:
    anna = await _anna(backend)
    await scheduled(backend, anna.id)
    await blocked(backend, MONDAY, 60, rule="FREQ=WEEKLY;COUNT=5")
    file = await export_calendar(backend, CalendarWish(with_private=True))
    assert (file.sessions, file.blocks) == (1, 1)
    report = await _taken(backend, file.data)
    assert (report.known, report.sessions, report.blocks, report.problems) == (2, 0, 0, [])
