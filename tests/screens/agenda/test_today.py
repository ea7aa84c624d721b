"""What waits today, and the ways to it; and the ways to the agenda."""

from typing import Any

from kara_tui.backend.protocol import Backend
from kara_tui.domain.note import NoteText
from kara_tui.domain.place import Front
from kara_tui.domain.session import SessionState
from kara_tui.operations.agenda import GetAgenda, GetWaiting
from kara_tui.operations.notes import SaveNote
from kara_tui.screens.agenda import AgendaScreen
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.profile_tabs import ProfileTabs
from tests.screens.agenda.helpers import agenda, at, screen_of, waits
from tests.screens.home.workstation import opened
from tests.screens.profile.helpers import FailingBackend, press
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted
from tests.support.people import added, requested
from tests.support.sessions import KRONUR, brought_to, scheduled


async def _a_day(backend: Backend) -> None:
    """Let something of each kind wait."""
    anna, bea = await added(backend, "Anna"), await added(backend, "Bea")
    await requested(backend, "Cleo")
    await backend(SaveNote(client_id=bea.id, details=NoteText(text="Said.")))
    held = await scheduled(backend, bea.id, at(9, -3), fee=KRONUR)
    await brought_to(backend, held, SessionState.COMPLETED)
    await scheduled(backend, anna.id, at(15))
    await scheduled(backend, bea.id, at(9))


async def test_each_group_is_one_key_away_and_each_line_leads_to_its_place(
    backend: Backend,
) -> None:
    await _a_day(backend)
    places = {"1": "activities", "3": "details", "4": "payments", "5": "wellbeing"}
    found = {}
    async with agenda(backend, NORMAL) as pilot:
        for key in places:
            await press(pilot, key)
            target = screen_of(pilot).waiting.target
            found[key] = target.part if target else ""
        await press(pilot, "4", "enter")
        profile = pilot.app.screen
        assert isinstance(profile, ProfileScreen)
        assert profile.query_one(ProfileTabs).chosen.name == "payments"
        await press(pilot, "escape")
        await press(pilot, "2", "enter")
        assert isinstance(pilot.app.screen, NoteScreen)
        await press(pilot, "escape")
        seen = waits(pilot)
        assert "Unsigned notes · 1" in painted(pilot)
    assert found == places
    assert seen == [
        "1 Sessions today · 2",
        "09:00 Bea              not closed",
        "15:00 Anna             in 3 h",
        "2 Unsigned notes · 1",
        "Bea              Mon 2 Mar",
        "3 Requests · 1",
        "Cleo             since Mon 2 Mar",
        "4 Unpaid · 1",
        "Bea              18.500\xa0kr. 27 Feb",
        "5 Questionnaires due · 2",
        "Bea              never asked · Wellbeing Index",
        "Anna             never asked · Wellbeing Index",
    ]


async def test_nothing_that_waits_is_a_word_of_its_own_and_news_arrive(backend: Backend) -> None:
    async with agenda(backend, NARROW) as pilot:
        await press(pilot, "tab")
        seen = painted(pilot)
        for words in ("None is left today.", "Every note is signed.", "Nothing is unpaid."):
            assert words in seen
        await requested(backend, "Cleo")
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        await app.tell_changes()
        await press(pilot)
        assert "3 Requests · 1" in painted(pilot)
        await press(pilot, "tab")
        assert "3 requests 1" in painted(pilot)


async def test_of_a_long_group_the_rest_is_one_key_away(backend: Backend) -> None:
    for number in range(8):
        await requested(backend, f"Asks {number}")
    async with agenda(backend, WIDE) as pilot:
        await press(pilot, "3", "down", "down", "down", "down", "down")
        assert "and 3 more" in painted(pilot)
        await press(pilot, "enter")
        assert [one for one in waits(pilot) if one.startswith("Asks")][-1].startswith("Asks 7")


async def test_the_agenda_is_one_key_from_the_lists_and_from_a_profile(backend: Backend) -> None:
    anna = await added(backend, "Anna")
    await scheduled(backend, anna.id, at(15))
    async with opened(backend) as work:
        await work.press("f3")
        assert isinstance(work.app.screen, AgendaScreen)
        assert work.app.place.front is Front.AGENDA
        assert "Anna" in work.screen_text()
        await work.press("ctrl+o")
        assert "Anna" not in work.screen_text()
        await work.press("ctrl+o")
        await work.press("enter")
        assert isinstance(work.app.screen, ProfileScreen)
        await work.press("f3")
        assert len(work.app.screen_stack) == 2, "the one that was left is come back to"
        await work.press("escape")
        assert work.is_home
        await work.press("5")
        today = work.app.screen
        assert isinstance(today, AgendaScreen)
        assert today.is_at_waiting
        await work.press("escape")
        await work.press("n", *"Bea", "f3")
        assert isinstance(work.app.screen, AgendaScreen)
        await work.press("escape")
        assert not work.is_home, "what was being typed is still there"


class _Listening(FailingBackend):
    """A backend that tells what it was asked."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self.seen: set[type] = set()

    async def __call__(self, operation: Any) -> Any:
        self.seen.add(type(operation))
        return await super().__call__(operation)


async def test_nothing_of_it_is_read_before_somebody_asks(backend: Backend) -> None:
    listening = _Listening(backend)
    async with opened(listening) as work:
        assert not {GetAgenda, GetWaiting} & listening.seen
        await work.press("5")
        assert {GetAgenda, GetWaiting} <= listening.seen
