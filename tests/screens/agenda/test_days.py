"""The agenda by day and by week: what lies where, and what is done with it."""

from datetime import timedelta

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.note import NoteText
from kara_tui.domain.session import SessionState
from kara_tui.domain.working_time import BlockDetails
from kara_tui.operations.agenda import GetAgenda
from kara_tui.operations.drafts import ListDrafts
from kara_tui.operations.notes import SaveNote
from kara_tui.operations.sessions import GetSession, ListSessions
from kara_tui.operations.working_time import ListBlocks
from kara_tui.screens.activities_block import ActivitiesBlock
from kara_tui.screens.agenda import AgendaScreen
from kara_tui.screens.agenda_client import ClientChooser
from kara_tui.screens.block_dialog import BlockDialog
from kara_tui.screens.close_sheet import CloseSheet
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.schedule_dialog import ScheduleDialog
from kara_tui.screens.working_hours import WorkingHoursScreen
from kara_tui.widgets.week_grid import WeekGrid
from tests.screens.agenda.helpers import agenda, at, chosen, lines, screen_of
from tests.screens.profile.helpers import FailingBackend, press, until
from tests.support.clock import FixedClock
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted, settled
from tests.support.people import added
from tests.support.sessions import (
    BERLIN,
    blocked,
    brought_to,
    nine_to_five,
    offered,
    scheduled,
)


@pytest.mark.parametrize("size", [NARROW, NORMAL, (104, 30), WIDE])
async def test_a_day_tells_what_is_past_now_and_next_and_what_is_free(
    backend: Backend, size: tuple[int, int]
) -> None:
    await nine_to_five(backend)
    service = await offered(backend)
    anna, bea = await added(backend, "Anna"), await added(backend, "Bea")
    done = await scheduled(backend, anna.id, at(9), service_id=service.id)
    await brought_to(backend, done, SessionState.COMPLETED)
    await backend(SaveNote(client_id=anna.id, session_id=done.id, details=NoteText(text="Said.")))
    await scheduled(backend, bea.id, at(10))
    running = await scheduled(backend, anna.id, at(11.5))
    await brought_to(backend, running, SessionState.IN_PROGRESS)
    await scheduled(backend, bea.id, at(14))
    await blocked(backend, at(13), 30, "Lunch")
    async with agenda(backend, size) as pilot:
        seen = painted(pilot)
        told = lines(pilot)
        assert chosen(pilot) == running.id, "the cursor stands on what is now"
    words = ("✎ unsigned", "not closed", "now 12:00", "since 30 min", "Lunch", "next, in 2 h")
    places = [seen.index(one) for one in words]
    assert places == sorted(places)
    assert "Open 09:00–17:00 · 4 sessions" in seen
    assert "13:30–14:00  free, 30 min" in told


async def test_days_are_walked_typed_and_come_back_from(backend: Backend) -> None:
    anna = await added(backend, "Anna")
    await scheduled(backend, anna.id, at(10, 4))
    async with agenda(backend, NORMAL) as pilot:
        await press(pilot, "right")
        assert "Tuesday 3 March 2026 · tomorrow" in painted(pilot)
        await press(pilot, "left_square_bracket", "left")
        assert "Sunday 1 March 2026 · yesterday" in painted(pilot)
        await press(pilot, "g", *"fri")
        assert "Friday 6 March 2026" in painted(pilot), "it is said back"
        await press(pilot, "enter")
        assert "in 4 days" in painted(pilot)
        assert any("Anna" in one for one in lines(pilot))
        await press(pilot, "g", *"never", "enter")
        assert "is no day" in painted(pilot)
        await press(pilot, "escape", "t")
        assert "· today" in painted(pilot)


async def test_a_week_stands_in_columns_and_is_a_list_where_it_is_narrow(
    backend: Backend,
) -> None:
    await nine_to_five(backend)
    anna, bea = await added(backend, "Anna"), await added(backend, "Bea")
    await scheduled(backend, anna.id, at(23.5))
    friday = await scheduled(backend, bea.id, at(9, 4))
    async with agenda(backend, WIDE) as pilot:
        await press(pilot, "w")
        days = screen_of(pilot).days
        grid = days.query_one(WeekGrid)
        assert grid.has_focus
        headings = [one.heading.plain for one in grid.columns]
        assert headings == [
            *("Mon 2 today", "Tue 3 Mar", "Wed 4 Mar", "Thu 5 Mar"),
            *("Fri 6 Mar", "Sat 7 Mar", "Sun 8 Mar"),
        ]
        assert "Anna" in grid.columns[1].cells[0].words.plain, "it lasts until after midnight"
        await press(pilot, "home", "right", "right", "right", "right")
        assert chosen(pilot) == friday.id
        assert days.day == at(0, 4).date()
        await pilot.click(WeekGrid, offset=(2, 1))
        assert days.day == at(0).date(), "the mouse goes where it points"
        await press(pilot, "right", "right", "right", "right")
        await pilot.resize_terminal(*NORMAL)
        await settled(pilot)
        assert "Fri 6 Mar" in painted(pilot)
        assert chosen(pilot) == friday.id, "the cursor stays"
        await press(pilot, "right_square_bracket")
        assert "Week 11 · 9–15 March 2026" in painted(pilot)
        await press(pilot, "left_square_bracket", "d")
        assert "Friday 6 March 2026" in painted(pilot)


async def test_enter_leads_to_the_session_on_the_profile(backend: Backend) -> None:
    anna = await added(backend, "Anna")
    for day in range(1, 5):
        await scheduled(backend, anna.id, at(10, day))
    wanted = await scheduled(backend, anna.id, at(16))
    async with agenda(backend) as pilot:
        await press(pilot, "enter")
        profile = pilot.app.screen
        assert isinstance(profile, ProfileScreen)
        block = profile.query_one(ActivitiesBlock)
        await until(pilot, lambda: block.session is not None and block.session.id == wanted.id)


async def test_a_gap_is_filled_at_its_own_time_with_whoever_is_typed(backend: Backend) -> None:
    await nine_to_five(backend)
    await added(backend, "Anna")
    bea = await added(backend, "Bea")
    async with agenda(backend, NORMAL) as pilot:
        await press(pilot, "s", *"bea", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ScheduleDialog))
        await press(pilot)
        dialog = pilot.app.screen
        assert isinstance(dialog, ScheduleDialog)
        assert dialog.fields is not None
        assert dialog.fields.typed()["starts_at"] == "2026-03-02 12:00"
        dialog.fields.field("minutes").put("45")
        await press(pilot, "f2")
        await until(pilot, lambda: any("Bea" in one for one in lines(pilot)))
    page = await backend(ListSessions(client_id=bea.id))
    assert [one.starts_at for one in page.rows] == [at(12)]


async def test_a_time_that_was_offered_is_no_text_to_be_lost(backend: Backend) -> None:
    await added(backend, "Anna")
    async with agenda(backend, NORMAL) as pilot:
        await press(pilot, "s", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ScheduleDialog))
        await press(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, AgendaScreen)
    assert await backend(ListDrafts()) == ()


async def test_nobody_is_taken_whom_the_last_letters_do_not_mean(backend: Backend) -> None:
    for name in ("Anna", "Bea"):
        await added(backend, name)
    async with agenda(backend, NARROW) as pilot:
        await press(pilot, "s", *"nobody", "enter")
        assert isinstance(pilot.app.screen, ClientChooser)
        assert "is called that" in painted(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, AgendaScreen)


async def test_a_session_is_moved_through_its_day_without_leaving_the_agenda(
    backend: Backend,
) -> None:
    anna = await added(backend, "Anna")
    one = await scheduled(backend, anna.id, at(13))
    async with agenda(backend) as pilot:
        await press(pilot, "S")
        assert any("In progress" in line for line in lines(pilot))
        await press(pilot, "y")
        assert any("Done" in line for line in lines(pilot))
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        assert app.problems == []
    held = await backend(GetSession(client_id=anna.id, session_id=one.id))
    assert held.state is SessionState.COMPLETED


async def test_each_key_opens_what_it_opens_on_the_profile(backend: Backend) -> None:
    anna = await added(backend, "Anna")
    await scheduled(backend, anna.id, at(13))
    opens = {
        "r": ScheduleDialog,
        "l": RecordDialog,
        "n": NoteScreen,
        "c": CloseSheet,
        "s": ScheduleDialog,
        "b": BlockDialog,
        "h": WorkingHoursScreen,
    }
    found = {}
    async with agenda(backend) as pilot:
        for key in opens:
            await press(pilot, key)
            found[key] = type(pilot.app.screen)
            await pilot.app.pop_screen()
    assert found == opens


async def test_a_block_is_opened_and_removed_where_it_stands(backend: Backend) -> None:
    await blocked(backend, at(0, 0), 24 * 60, "Holiday", is_all_day=True)
    async with agenda(backend, NORMAL) as pilot:
        assert lines(pilot) == ["all day      ▒ Holiday"]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, BlockDialog)
        await press(pilot, "escape")
        await press(pilot, "x")
        assert "Holiday" not in painted(pilot)
    assert await backend(ListBlocks(since=at(0), until=at(24))) == ()


async def test_a_day_is_the_practices_own(backend: Backend) -> None:
    anna = await added(backend, "Anna")
    await scheduled(backend, anna.id, at(23.5, 26))
    clock = FixedClock(at(12, 26))
    async with agenda(backend, NORMAL, zone=BERLIN, clock=clock) as pilot:
        await press(pilot, "right")
        assert "Sunday 29 March 2026" in painted(pilot), "the clocks go forward"
        assert lines(pilot)[0].startswith("00:30–01:20  Anna"), "and yet it is at 23:30 in Iceland"


async def test_names_and_titles_from_outside_do_nothing(backend: Backend) -> None:
    hostile = "".join(HOSTILE.values())
    person = await added(backend, f"A {hostile[:150]}")
    await scheduled(backend, person.id, at(13))
    await blocked(backend, at(15), 30, "", details=BlockDetails(title=hostile[:300]))
    async with agenda(backend) as pilot:
        for keys in (("w",), ("d",), ("1",), ("t", "s", "escape")):
            await press(pilot, *keys)
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))


async def test_a_store_that_fails_is_told_of_and_what_is_shown_stays(backend: Backend) -> None:
    anna = await added(backend, "Anna")
    await scheduled(backend, anna.id, at(13))
    failing = FailingBackend(backend)
    async with agenda(failing, NORMAL) as pilot:
        failing.refused[GetAgenda] = StoreUnavailable("The disk is gone.")
        await scheduled(backend, anna.id, at(15))
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        await app.tell_changes()
        await settled(pilot)
        assert "The agenda could not be read." in painted(pilot)
        assert any("Anna" in one for one in lines(pilot))


async def test_time_passes_on_an_agenda_that_stays_open(backend: Backend) -> None:
    anna = await added(backend, "Anna")
    await scheduled(backend, anna.id, at(13))
    clock = FixedClock()
    async with agenda(backend, NORMAL, clock=clock) as pilot:
        assert "next, in 1 h" in painted(pilot)
        clock.forward(timedelta(minutes=70))
        screen_of(pilot).follow_clock()
        await settled(pilot)
        assert "since 10 min" in painted(pilot)
        clock.forward(timedelta(days=1))
        screen_of(pilot).follow_clock()
        await settled(pilot)
        assert "yesterday" in painted(pilot)
