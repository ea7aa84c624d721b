"""From any client to any other: by name, back and forward, and nothing typed is lost."""

from textual.widgets import Input, TextArea

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.private import opened as content_of
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from kara_tui.screens.going import GoingScreen
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.screens.note_search import NoteSearchScreen
from kara_tui.screens.profile import ProfileScreen
from tests.screens.home.workstation import Workstation, opened
from tests.support.hostile import HOSTILE
from tests.support.notes import written
from tests.support.people import added, requested
from tests.support.trouble import Failing


def shown(work: Workstation) -> object:
    """Return whose profile is in front."""
    screen = work.app.screen
    return screen.client_id if isinstance(screen, ProfileScreen) else None


async def _three(backend: Backend) -> list[Client]:
    return [await added(backend, name) for name in ("Anna Lind", "Bea Holt", "Cleo Vik")]


async def test_a_few_letters_and_enter_open_a_client(backend: Backend) -> None:
    await _three(backend)
    asking = await requested(backend, "Dóra Ægisdóttir")
    async with opened(backend) as work:
        await work.pilot.press("ctrl+g", *"dora", "enter")
        await work.until(lambda: shown(work) == asking.id)


async def test_who_was_open_last_is_one_enter_away(backend: Backend) -> None:
    anna, bea, _ = await _three(backend)
    async with opened(backend) as work:
        await work.press("enter")
        await work.press("ctrl+g", *"bea", "enter")
        await work.until(lambda: shown(work) == bea.id)
        await work.press("ctrl+g")
        assert "Go to a client" in work.screen_text()
        await work.press("enter")
        await work.until(lambda: shown(work) == anna.id)


async def test_back_and_forward_lead_along_the_way(backend: Backend) -> None:
    anna, bea, _ = await _three(backend)
    async with opened(backend) as work:
        await work.press("enter")
        await work.press("ctrl+g", *"bea", "enter")
        await work.until(lambda: shown(work) == bea.id)
        await work.press("less_than_sign")
        await work.until(lambda: shown(work) == anna.id)
        assert not work.can("going.previous_client")
        await work.press("greater_than_sign")
        await work.until(lambda: shown(work) == bea.id)
        await work.press("escape")
        assert work.is_home
        await work.press("less_than_sign")
        await work.until(lambda: shown(work) == bea.id)


async def test_a_note_that_is_left_for_another_client_is_kept(backend: Backend) -> None:
    anna, bea, _ = await _three(backend)
    async with opened(backend) as work:
        note = NoteScreen(work.app.desk, anna.id, "Anna Lind", None, None)
        await work.app.push_screen(note)
        await work.press(*"half a sentence <")
        await work.pilot.press("ctrl+g", *"bea", "enter")
        await work.until(lambda: shown(work) == bea.id)
        assert len(work.app.screen_stack) == 2
    [draft] = await backend(ListDrafts())
    assert "half a sentence <" in content_of(draft.content).typed.values()


async def test_what_cannot_be_kept_is_not_left(backend: Backend) -> None:
    anna, *_ = await _three(backend)
    failing = Failing(backend, SaveDraft)
    async with opened(failing) as work:
        note = NoteScreen(work.app.desk, anna.id, "Anna Lind", None, None)
        await work.app.push_screen(note)
        await work.press(*"all I have")
        await work.press("ctrl+g", *"bea", "enter")
        await work.until(lambda: any("disk is full" in one for one in work.toasts))
        assert work.app.screen is note
        assert note.query_one(TextArea).text == "all I have"
        failing.fails = False


async def test_the_dialog_is_left_where_it_was_asked_for(backend: Backend) -> None:
    await added(backend, next(iter(HOSTILE.values())))
    async with opened(backend) as work:
        await work.press("enter", "e")
        profile = work.app.screen
        await work.press("ctrl+g")
        assert isinstance(work.app.screen, GoingScreen)
        await work.press("ctrl+g", "x", "escape")
        assert work.app.screen is profile
        assert profile.query_one(TextArea).has_focus


async def test_all_notes_are_searched_from_anywhere(backend: Backend) -> None:
    await _three(backend)
    async with opened(backend) as work:
        await work.press("c")
        await work.pilot.press("ctrl+n", *"sleep")
        await work.settle()
        assert isinstance(work.app.screen, NoteSearchScreen)
        assert work.app.screen.query_one(Input).value == "sleep"
        await work.press("escape")
        assert not work.is_home


async def test_the_note_that_is_open_already_is_gone_back_to(backend: Backend) -> None:
    anna, *_ = await _three(backend)
    entry = await written(backend, anna, "sleeps badly")
    async with opened(backend) as work:
        note = NoteScreen(work.app.desk, anna.id, "Anna Lind", None, entry.note.id)
        await work.app.push_screen(note)
        await work.settle()
        await work.pilot.press(*" and more", "ctrl+n", *"badly")
        await work.settle()
        await work.press("enter")
        await work.until(lambda: work.app.screen is note)
        assert len(work.app.screen_stack) == 2
        assert "and more" in note.query_one(TextArea).text
