"""Little room: the notice below 60 by 20, the key line, the top line."""

import asyncio

import pytest
from rich.cells import cell_len

from kara_tui.backend.protocol import Backend
from kara_tui.operations.clients import FindLookAlikes
from kara_tui.screens.matching import MatchingScreen
from kara_tui.screens.too_small import TooSmallScreen
from tests.screens.home.faults import Faulty
from tests.screens.home.workstation import Workstation, opened
from tests.support.one_screen import NARROW, NORMAL, WIDE
from tests.support.people import added, requested


@pytest.mark.parametrize("size", [(59, 20), (60, 19), (20, 5), (1, 1)])
async def test_too_small_a_terminal_is_told_and_nothing_is_lost(
    backend: Backend, size: tuple[int, int]
) -> None:
    await added(backend, "Anna")
    async with opened(backend) as work:
        await work.press("slash", "a")
        await work.pilot.resize_terminal(*size)
        await work.settle()
        assert isinstance(work.app.screen, TooSmallScreen)
        if size[0] > 40:
            assert "kara needs 60 × 20 characters." in work.screen_text()
        await work.press("x", "q", "escape", "1")
        await work.pilot.resize_terminal(60, 20)
        await work.settle()
        assert not isinstance(work.app.screen, TooSmallScreen)
        assert work.search_line.value == "a"
        assert work.search_line.has_focus


async def test_a_terminal_that_is_too_small_from_the_start(backend: Backend) -> None:
    await added(backend, "Anna")
    async with opened(backend, size=(50, 15)) as work:
        assert isinstance(work.app.screen, TooSmallScreen)
        await work.pilot.resize_terminal(80, 24)
        await work.until(lambda: work.is_home and work.pane.row is not None)


async def test_the_notice_goes_even_when_a_question_came_up_behind_it(backend: Backend) -> None:
    await added(backend, "Björn Ægisson")
    await requested(backend, "Björn Ægisson")
    faulty = Faulty(backend)
    async with opened(faulty) as work:
        gate = asyncio.Event()
        faulty.waits[FindLookAlikes] = gate
        await work.press("2")
        await work.pilot.press("a")
        await work.pilot.resize_terminal(50, 15)
        await work.until(lambda: isinstance(work.app.screen, TooSmallScreen))
        gate.set()
        await work.settle()
        await work.pilot.resize_terminal(80, 24)
        await work.settle()
        assert isinstance(work.app.screen, MatchingScreen)
        await work.press("escape")
        assert work.is_home


@pytest.mark.parametrize("tab", ["1", "2", "3", "4"])
async def test_the_key_line_holds_whole_keys_and_always_help(backend: Backend, tab: str) -> None:
    async with opened(backend) as work:
        await work.press(tab)
        for width in (60, 61, 67, 73, 80, 99, 120, 140):
            await work.pilot.resize_terminal(width, 20)
            await work.settle()
            check_key_line(work, width)


def check_key_line(work: Workstation, width: int) -> None:
    line = work.key_line
    assert cell_len(line) <= width - 2
    assert line.endswith("? Help")
    labels = {one.binding.description for one in work.app.screen.active_bindings.values()}
    parts = [part.partition(" ") for part in line.split("  ") if part]
    assert all(label in labels for _, _, label in parts)


async def test_a_click_on_a_key_is_as_good_as_the_key(backend: Backend) -> None:
    await added(backend, "Anna")
    async with opened(backend) as work:
        x = work.key_line.index("/ Search") + 1
        await work.pilot.click("KeyLine", offset=(x, 0))
        await work.settle()
        assert work.search_line.has_focus


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_no_line_is_wider_than_the_terminal(backend: Backend, size: tuple[int, int]) -> None:
    for name in ("山田 太郎 " * 10, "Þ" * 200, "👩‍👩‍👧‍👦 " * 20, "שָׂרָה כֹּהֵן", "Anna"):
        await added(backend, name, contact_email="a@mail.example", phone="+3545551234")
    async with opened(backend, size=size) as work:
        table = work.pane.table
        for y in range(table.size.height):
            assert table.render_line(y).cell_length == table.scrollable_content_region.width
