"""What the list looks like, line by line, also for names meant to do harm."""

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from kara_tui.widgets.row_painter import PLACEHOLDER
from kara_tui.widgets.terminal_guard import terminal_guard
from tests.screens.widgets.million import MillionApp, Person

NAMES = [
    "Áslaug Þórðardóttir",
    "日本太郎",
    "👨‍👩‍👧 Jónsson",
    "[@click=app.quit]x[/]",
    "Anna [/b]",
    "\x1b]0;PWN\x07evil",
    "\u202egnp.exe",
    "e" + "\u0301" * 200,
]


def hostile(index: int) -> Person:
    return Person(index, NAMES[index], "On hold" if index % 2 else "Active")


async def shown(pilot: Pilot[None]) -> list[str]:
    await pilot.pause()
    assert isinstance(pilot.app, MillionApp)
    return pilot.app.lines()


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (
            50,
            [
                "  Name ▲                            Age  State    ",
                "▸ Áslaug Þórðardóttir                 0  Active   ",
                "  日本太郎                            1  On hold  ",
                "  👨\u200d👩\u200d👧 Jónsson                          2  Active   ",
                "  [@click=app.quit]x[/]               3  On hold  ",
                "  Anna [/b]                           4  Active   ",
                "  ␛]0;PWN␇evil                        5  On hold  ",
                "  \ufffdgnp.exe                            6  Active   ",
                "  e\u0301\u0301\u0301\u0301                                   7  On hold  ",
            ],
        ),
        (
            30,
            [
                "  Name ▲             State    ",
                "▸ Áslaug Þórðardót…  Active   ",
                "  日本太郎           On hold  ",
                "  👨\u200d👩\u200d👧 Jónsson         Active   ",
                "  [@click=app.quit…  On hold  ",
            ],
        ),
        (12, ["  Name ▲    ", "▸ Áslaug Þ… ", "  日本太郎  ", "  👨\u200d👩\u200d👧 Jónss… "]),
    ],
)
async def test_the_list_is_drawn_cell_by_cell(width: int, lines: list[str]) -> None:
    app = MillionApp(len(NAMES), hostile)
    with terminal_guard():
        async with app.run_test(
            size=(width, len(NAMES) + 1), notifications=True, tooltips=True
        ) as pilot:
            app.table.show_sort("by name")
            drawn = await shown(pilot)
            assert drawn[: len(lines)] == lines
            assert {cell_len(line) for line in drawn} == {width}


async def test_a_click_on_a_hostile_name_does_nothing_but_choose_it() -> None:
    app = MillionApp(len(NAMES), hostile)
    async with app.run_test(size=(60, 10), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await pilot.click("#people", offset=(20, 4))
        await pilot.pause()
        assert app.is_running
        assert app.table.cursor_index == 3


async def test_the_arrow_shows_the_order() -> None:
    app = MillionApp(3)
    async with app.run_test(size=(60, 6), notifications=True, tooltips=True) as pilot:
        app.table.show_sort("by age", descending=True)
        header = (await shown(pilot))[0]
        assert "Age ▼" in header or "… ▼" in header
        assert "▲" not in header


async def test_what_a_search_found_is_marked_and_not_by_colour_alone() -> None:
    app = MillionApp(len(NAMES), hostile)
    async with app.run_test(size=(60, 10), notifications=True, tooltips=True) as pilot:
        app.table.reset(words=("thord",))
        await pilot.pause()
        line = app.table.render_lines(app.table.size.region)[1]
        marked = [
            text for text, style, _ in line if style is not None and style.bold and style.underline
        ]
        assert marked == ["Þórð"]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord", "ansi-dark"])
async def test_the_cursor_and_the_focus_are_seen_without_colour(theme: str) -> None:
    app = MillionApp(3)
    async with app.run_test(size=(60, 6), notifications=True, tooltips=True) as pilot:
        app.theme = theme
        assert (await shown(pilot))[1].startswith("▸ ")
        assert app.table.table_styles().header.underline
        app.set_focus(None)
        assert (await shown(pilot))[1].startswith("▹ ")
        assert not app.table.table_styles().header.underline


async def test_placeholders_are_as_wide_as_rows() -> None:
    app = MillionApp(answers=False)
    async with app.run_test(size=(60, 6), notifications=True, tooltips=True) as pilot:
        lines = await shown(pilot)
        assert {cell_len(line) for line in lines} == {60}
        assert all(PLACEHOLDER in line for line in lines[1:])
