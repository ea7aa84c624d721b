"""The four lists: how to get from one to another, and how each is found again as it was left."""

import pytest
from textual.widgets import Static

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Stage
from kara_tui.domain.listing import SortBy
from kara_tui.operations.clients import CloseTreatment
from kara_tui.widgets.top_bar import TopBar
from tests.screens.home.workstation import opened
from tests.support.one_screen import NARROW, NORMAL, WIDE
from tests.support.people import added, invited, requested


async def small_practice(backend: Backend) -> None:
    for name in ("Áslaug Þórðardóttir", "Bjarni Magnússon", "Zófus"):
        await added(backend, name)
    closed = await added(backend, "Guðný Lóa")
    await backend(CloseTreatment(client_id=closed.id, version=closed.version))
    await requested(backend, "Björn Ægisson")
    await invited(backend, "Sóley Ólafsdóttir")


async def test_a_digit_shows_its_list(backend: Backend) -> None:
    await small_practice(backend)
    async with opened(backend) as work:
        for key, stage, name in (
            ("3", Stage.INVITED, "Sóley Ólafsdóttir"),
            ("1", Stage.ACTIVE, "Áslaug Þórðardóttir"),
            ("2", Stage.REQUESTED, "Björn Ægisson"),
            ("4", Stage.DEACTIVATED, "Guðný Lóa"),
        ):
            await work.press(key)
            assert work.home.query_one(TopBar).chosen is stage
            assert work.name == name
            assert work.pane.table.has_focus


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (WIDE, "Kara    1 Clients 3   2 Requests 1   3 Invites 1   4 Deactivated 1"),
        (NORMAL, "Kara    1 Clients 3   2 Requests 1   3 Invites 1   4 Deactivated 1"),
        (NARROW, " Clients 3  Requests 1  Invites 1  Deactivated 1"),
    ],
)
async def test_the_tabs_carry_their_counts(
    backend: Backend, size: tuple[int, int], words: str
) -> None:
    await small_practice(backend)
    async with opened(backend, size=size) as work:
        assert work.tabs.startswith(words)


async def test_the_counts_follow_every_move(backend: Backend) -> None:
    await small_practice(backend)
    async with opened(backend) as work:
        await work.press("2", "a")
        await work.until(lambda: "1 Clients 4   2 Requests 0" in work.tabs)


TITLES = {
    "Invites": Stage.INVITED,
    "Clients": Stage.ACTIVE,
    "Deactivated": Stage.DEACTIVATED,
    "Requests": Stage.REQUESTED,
}


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_a_click_on_a_tab_shows_its_list(backend: Backend, size: tuple[int, int]) -> None:
    await small_practice(backend)
    async with opened(backend, size=size) as work:
        bar = work.home.query_one(TopBar)
        for title, stage in TITLES.items():
            x = work.tabs.index(title) + bar.content_region.x
            await work.pilot.click(offset=(x + 1, 0))
            await work.settle()
            assert bar.chosen is stage


async def test_the_palette_finds_a_list_by_its_words(backend: Backend) -> None:
    await small_practice(backend)
    async with opened(backend) as work:
        await work.press("ctrl+p")
        await work.pilot.press(*"ended")
        await work.until(lambda: "whose treatment has ended" in work.screen_text())
        await work.press("enter")
        await work.until(lambda: work.home.query_one(TopBar).chosen is Stage.DEACTIVATED)
        await work.settle()
        assert work.name == "Guðný Lóa"


async def test_each_list_is_found_as_it_was_left(backend: Backend) -> None:
    for number in range(60):
        await added(backend, f"Anna {number:02}", phone=f"555 00{number:02}")
    for number in range(5):
        await requested(backend, f"Björn {number}")
    async with opened(backend) as work:
        await work.press("slash", *"anna", "enter", "o", "O", *["pagedown"] * 2, "up")
        left = (work.names, work.name, work.range_words, work.pane.table.visible_range)
        assert work.pane.table.cursor_index == 39
        await work.press("2", "down", "down", "o")
        assert work.pane.sort_by is SortBy.REASON
        await work.press("down")
        await work.press("4", "1")
        assert (work.names, work.name, work.range_words, work.pane.table.visible_range) == left
        assert work.search_line.value == "anna"
        assert (work.pane.sort_by, work.pane.descending) == (SortBy.BIRTH_DATE, True)
        await work.press("2")
        assert work.name == "Björn 1"
        assert work.search_line.value == ""


async def test_keys_typed_right_behind_a_tab_key_reach_that_list(backend: Backend) -> None:
    await small_practice(backend)
    await requested(backend, "Þorvarður")
    async with opened(backend) as work:
        await work.press("2", "slash", "t", "h", "o")
        assert work.search_line.value == "tho"
        assert work.names == ["Þorvarður"]
        await work.press("escape", "4", "slash", "x")
        assert work.search_line.value == "x"
        assert work.home.query_one(TopBar).chosen is Stage.DEACTIVATED


ADVICE = {
    "1": "n adds a client by hand, F6 imports clients from a file",
    "2": "Requests for your service appear here.",
    "3": "i invites somebody to set up their own account.",
    "4": "Whoever you close under Clients is kept here.",
}


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_an_empty_list_says_what_to_do(backend: Backend, size: tuple[int, int]) -> None:
    async with opened(backend, size=size) as work:
        for key, advice in ADVICE.items():
            await work.press(key)
            empty = work.pane.query_one(".empty", Static)
            assert empty.display
            assert advice in str(empty.render())
            assert work.range_words.startswith("none")
            assert work.pane.table.has_focus, "and the keyboard stays where it was"


async def test_keys_still_work_in_an_empty_list(backend: Backend) -> None:
    async with opened(backend) as work:
        await work.press("2", "slash", "x", "escape", "3", "o", "4")
        assert work.home.query_one(TopBar).chosen is Stage.DEACTIVATED
        await work.press("1")
        await added(backend, "Áslaug")
        await work.until(lambda: work.pane.row is not None)
        assert work.name == "Áslaug"
        await work.press("slash", "a")
        await work.until(lambda: work.names == ["Áslaug"])


@pytest.mark.parametrize(
    ("size", "words"),
    [((140, 40), "disk nearly full, 31 MB left: make room"), ((80, 24), "make room")],
)
async def test_a_caution_is_told_in_full_or_at_least_what_to_do(
    backend: Backend, size: tuple[int, int], words: str
) -> None:
    async with opened(backend, size=size) as work:
        assert "make room" not in work.tabs
        work.home.query_one(TopBar).caution = "disk nearly full, 31 MB left: make room"
        await work.settle()
        assert work.tabs.endswith(words)
        assert "4 Deactivated 0" in work.tabs
