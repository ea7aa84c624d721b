"""The ways to what is arranged in the practice: the menu, the palette's commands, and F9."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.screen import Screen

from kara_tui.backend.protocol import Backend
from kara_tui.commands import practice
from kara_tui.commands.command import offered as commands_at_hand
from kara_tui.domain.client import Stage
from kara_tui.domain.drafts import DraftContent, draft_key
from kara_tui.domain.place import Place
from kara_tui.domain.practice_forms import PracticeForm, PracticeFormKind
from kara_tui.domain.private import opened as clear
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from kara_tui.operations.working_time import GetWorkingHours, ListBlocks, RemoveBlock
from kara_tui.screens.blocks_screen import BlocksScreen
from kara_tui.screens.desk import Desk
from kara_tui.screens.places import place_of, return_to
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.services_screen import ServicesScreen
from kara_tui.screens.working_hours import WorkingHoursScreen
from kara_tui.widgets.record_fields import RecordFields
from tests.screens.home.workstation import Workstation, opened
from tests.support.clock import NOON
from tests.support.sessions import blocked, later, nine_to_five, offered


async def _left(backend: Backend, form: PracticeForm, typed: dict[str, str], time: str) -> str:
    key = draft_key(str(form), time)
    content = DraftContent(typed=typed, begun=dict.fromkeys(typed, ""))
    await backend(SaveDraft(key=key, record_version=1, content=content))
    return key


def _typed(work: Workstation) -> dict[str, str]:
    found = work.app.screen.query(RecordFields)
    return found.first().typed() if found else {}


async def test_one_menu_leads_everywhere_and_the_palette_knows_all_of_it(
    backend: Backend,
) -> None:
    async with opened(backend) as work:
        known = {command for _, command in commands_at_hand(work.app.screen)}
        assert known >= set(practice.EVERYWHERE)
        ways = {"w": WorkingHoursScreen, "b": BlocksScreen, "s": ServicesScreen}
        for key, screen in ways.items():
            await work.press("f5", key)
            assert isinstance(work.app.screen, screen)
            await work.press("escape")
            assert work.is_home
        await work.press("f5", "down", "enter")
        assert isinstance(work.app.screen, BlocksScreen)


@pytest.mark.parametrize("screen", [WorkingHoursScreen, BlocksScreen, ServicesScreen])
async def test_a_lock_leads_back_there(
    backend: Backend, screen: Callable[[Desk], Screen[Any]]
) -> None:
    async with opened(backend) as work:
        left = screen(work.app.desk)
        place = place_of(Stage.ACTIVE, [left])
        assert Place.read(str(place)) == place
        await return_to(work.home, place, work.app.open_profile)
        await work.settle()
        assert type(work.app.screen) is type(left)


async def test_hours_that_were_changed_by_mistake_are_taken_back(backend: Backend) -> None:
    before = await nine_to_five(backend)
    async with opened(backend) as work:
        await work.press("f5", "w")
        await work.until(lambda: bool(_typed(work)))
        await work.press(*", 18-19", "f2")
        await work.until(lambda: any("Working hours saved" in one for one in work.toasts))
        await work.press("u")
        await work.until(lambda: any("Taken back" in one for one in work.toasts))
    (after,) = await backend(GetWorkingHours())
    assert (after.version, after.week) == (3, before.week)


@pytest.mark.parametrize("kind", [PracticeFormKind.HOURS, PracticeFormKind.BLOCK])
async def test_f9_leads_back_into_every_form_with_the_text_that_was_chosen(
    backend: Backend, kind: PracticeFormKind
) -> None:
    field = "sunday" if kind is PracticeFormKind.HOURS else "title"
    await _left(backend, PracticeForm(kind), {field: "The older text"}, "a")
    await _left(backend, PracticeForm(kind), {field: "The newer text"}, "b")
    async with opened(backend) as work:
        await work.press("f9")
        assert work.screen_text().count(kind.label) == 2
        await work.press("down", "enter")
        await work.until(lambda: _typed(work).get(field) == "The older text")


@pytest.mark.parametrize("kind", ["block", "service"])
async def test_f9_leads_back_to_the_record_that_was_being_changed(
    backend: Backend, kind: str
) -> None:
    block, service = await blocked(backend, later(days=9), 60), await offered(backend)
    about = block.id if kind == "block" else service.id
    field = "title" if kind == "block" else "name"
    await _left(backend, PracticeForm(PracticeFormKind(kind), about), {field: "Half a"}, "a")
    async with opened(backend) as work:
        await work.press("f9", "enter")
        await work.until(lambda: _typed(work).get(field) == "Half a")
        await work.press("f2")
        await work.until(lambda: not isinstance(work.app.screen, RecordDialog))
        assert "Half a" in work.screen_text()
    assert await backend(ListDrafts()) == ()


async def test_a_text_over_a_block_that_is_gone_stays_and_that_is_told(backend: Backend) -> None:
    block = await blocked(backend, later(days=9), 60)
    form = PracticeForm(PracticeFormKind.BLOCK, block.id)
    key = await _left(backend, form, {"title": "Half a"}, "a")
    await backend(RemoveBlock(block_id=block.id, version=1))
    async with opened(backend) as work:
        await work.press("f9", "enter")
        await work.until(lambda: any("removed meanwhile" in one for one in work.toasts))
    (draft,) = await backend(ListDrafts())
    assert (draft.key, clear(draft.content).typed) == (key, {"title": "Half a"})
    assert await backend(ListBlocks(since=NOON, until=later(days=99))) == ()
