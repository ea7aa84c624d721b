"""How the workstation looks, at three sizes and in three themes."""

import pytest

from tests.screens.home.workstation import opened
from tests.snapshots.conftest import Take
from tests.support.one_screen import NARROW, NORMAL, WIDE
from tests.support.practice import LocalPractice

SIZES = pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE], ids=["60x20", "80x24", "140x40"])


@SIZES
async def test_the_four_lists(busy: LocalPractice, picture: Take, size: tuple[int, int]) -> None:
    async with opened(busy.backend, busy.clock, size) as work:
        await picture(work, "clients")
        for key, name in (("2", "requests"), ("3", "invites"), ("4", "deactivated")):
            await work.press(key)
            await picture(work, name)
        await work.press("1", "slash", "o", "r", "n")
        await picture(work, "search")


@SIZES
async def test_help_and_palette(busy: LocalPractice, picture: Take, size: tuple[int, int]) -> None:
    async with opened(busy.backend, busy.clock, size) as work:
        await work.press("question_mark")
        await picture(work, "help")
        await work.press("escape", "ctrl+p")
        await work.pilot.press(*"hand")
        await work.until(lambda: "Add a client by hand" in work.screen_text())
        await picture(work, "palette")


@SIZES
async def test_questions(busy: LocalPractice, picture: Take, size: tuple[int, int]) -> None:
    async with opened(busy.backend, busy.clock, size) as work:
        await work.press("down", "c")
        await picture(work, "closing")
        await work.press("escape", "2", "a")
        await picture(work, "matching")
        await work.press("escape", "d")
        await picture(work, "declining")


@SIZES
async def test_nobody_yet(practice: LocalPractice, picture: Take, size: tuple[int, int]) -> None:
    async with opened(practice.backend, practice.clock, size) as work:
        await picture(work, "empty")


@pytest.mark.parametrize("theme", ["kara-light", "kara-contrast", "ansi-dark"])
async def test_other_themes(busy: LocalPractice, picture: Take, theme: str) -> None:
    async with opened(busy.backend, busy.clock, NORMAL, theme=theme) as work:
        await picture(work, "clients")
        await work.press("c")
        await picture(work, "closing")
