"""Calendar files from the workstation: sessions saved to one, and taken from one."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kara_tui.app import WorkstationApp
from kara_tui.backend.protocol import Backend
from kara_tui.commands import calendars
from kara_tui.operations.calendars import ListCalendarBlocks, ListCalendarSessions
from kara_tui.screens.calendar_export import save_everything, save_session
from kara_tui.screens.desk import Desk
from kara_tui.screens.import_calendar import ImportCalendarScreen
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.save_dialog import SaveDialog
from tests.screens.profile.helpers import press, profile
from tests.support.clock import FixedClock
from tests.support.hostile import steers_a_terminal
from tests.support.one_screen import NARROW, WIDE, OneScreenApp, painted, said, settled, shown
from tests.support.people import added
from tests.support.sessions import MONDAY, blocked, scheduled

_FILE = "\r\n".join([
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT", "UID:1", "DTSTART:20260309T100000Z", "DURATION:PT50M",
    "ATTENDEE:mailto:anna@mail.example", "SUMMARY:Talk", "END:VEVENT",
    "BEGIN:VEVENT", "UID:2", "DTSTART;TZID=[@click=app.quit]x[/]:20260310T100000", "END:VEVENT",
    "BEGIN:VEVENT", "UID:3", "DTSTART:20260310", "RRULE:FREQ=DAILY", "END:VEVENT",
    "END:VCALENDAR", "",
])  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder)
    (folder / "diary.ics").write_text(_FILE)
    return folder


async def _choose(pilot: Pilot[None], typed: str) -> None:
    pilot.app.screen.query_one(Input).value = typed
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_calendar_is_looked_at_before_it_is_taken(
    backend: Backend, size: tuple[int, int]
) -> None:
    await added(backend, "Anna", contact_email="anna@mail.example")
    screen = ImportCalendarScreen(Desk(backend, FixedClock()))
    async with shown(screen, backend, size) as pilot:
        await _choose(pilot, "~/diary.ics")
        assert "Nothing is written yet. F2 imports it." in said(pilot, ".outcome")
        assert "1 session and 1 block would be added" in said(pilot, ".counts")
        assert "[@click=app.quit]x[/]” is not" in painted(pilot)
        assert "+ session" in painted(pilot)
        assert steers_a_terminal(painted(pilot).replace("\n", "")) == []
        assert await backend(ListCalendarSessions()) == ()
        await pilot.press("f5")
        await settled(pilot)
        assert "0 sessions and 2 blocks" in said(pilot, ".counts")
        await pilot.press("f5", "f2")
        await settled(pilot)
        assert "Imported. u takes all of it back." in said(pilot, ".outcome")
        assert len(await backend(ListCalendarSessions())) == 1
        assert len(await backend(ListCalendarBlocks())) == 1
        await pilot.press("escape")
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.results == [None]


async def test_a_file_that_holds_nothing_says_so_beside_its_path(
    backend: Backend, home: Path
) -> None:
    (home / "picture.ics").write_bytes(b"\x89PNG\r\n")
    async with shown(ImportCalendarScreen(Desk(backend, FixedClock())), backend) as pilot:
        await _choose(pilot, "~/picture.ics")
        assert "This is no calendar" in said(pilot, ".problem")
        await _choose(pilot, "~/nowhere.ics")
        assert "no such file" in said(pilot, ".problem")


async def test_a_session_is_saved_with_what_somebody_wants_it_to_tell(
    backend: Backend, home: Path
) -> None:
    anna = await added(backend, "Anna")
    session = await scheduled(backend, anna.id)
    desk = Desk(backend, FixedClock())
    async with shown(ImportCalendarScreen(desk), backend) as pilot:
        for keys in (["enter"], ["down", "enter"]):
            save_session(pilot.app, desk, session)
            await settled(pilot)
            assert isinstance(pilot.app.screen, QuestionScreen)
            await pilot.press(*keys)
            await settled(pilot)
            assert isinstance(pilot.app.screen, SaveDialog)
            await pilot.press("f2")
            await settled(pilot)
    bare, full = sorted(home.glob("session-*.ics"), reverse=True)
    assert b"SUMMARY:Session\r\n" in bare.read_bytes()
    assert b"Anna" not in bare.read_bytes()
    assert b"SUMMARY:Anna\r\n" in full.read_bytes()


async def test_the_profile_and_the_palette_lead_to_a_file(backend: Backend, home: Path) -> None:
    anna = await added(backend, "Anna")
    await scheduled(backend, anna.id)
    await blocked(backend, MONDAY, 60)
    async with profile(anna, backend) as pilot:
        await press(pilot, "2", "o")
        assert "Write this session to a calendar file" in painted(pilot)
        await press(pilot, "escape")
        save_everything(pilot.app, Desk(backend, FixedClock()))
        await settled(pilot)
        await press(pilot, "enter", "f2")
    assert set(calendars.EVERYWHERE) <= set(WorkstationApp.OFFERS)
    (path,) = home.glob("calendar-*.ics")
    assert path.read_text().count("BEGIN:VEVENT") == 2
