"""Moving about in a million clients by key, wheel, scroll bar and click."""

from collections.abc import AsyncIterator

import pytest
from textual import events
from textual.pilot import Pilot
from textual.strip import Strip

from kara_tui.widgets.terminal_guard import terminal_guard
from kara_tui.widgets.window_table import WindowTable
from tests.screens.widgets.million import MILLION, MillionApp, Person, person


@pytest.fixture
async def pilot() -> AsyncIterator[Pilot[None]]:
    app = MillionApp()
    with terminal_guard():
        async with app.run_test(size=(80, 14), notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            yield pilot


def app_of(pilot: Pilot[None]) -> MillionApp:
    assert isinstance(pilot.app, MillionApp)
    return pilot.app


@pytest.mark.parametrize(
    ("keys", "cursor", "window"),
    [
        (["down"], 1, (1, 13)),
        (["up"], 0, (1, 13)),
        (["pagedown"], 13, (14, 26)),
        (["pagedown", "pagedown", "pageup", "down"], 14, (14, 26)),
        (["end"], MILLION - 1, (MILLION - 12, MILLION)),
        (["end", "pageup"], MILLION - 14, (MILLION - 25, MILLION - 13)),
        (["end", "up"], MILLION - 2, (MILLION - 12, MILLION)),
        (["end", "home"], 0, (1, 13)),
        (["end", "down", "pagedown"], MILLION - 1, (MILLION - 12, MILLION)),
        (["down"] * 13, 13, (8, 20)),
        (["down"] * 20, 20, (15, 27)),
        (["down"] * 13 + ["up"] * 7, 6, (1, 13)),
        (["end", *["up"] * 13], MILLION - 14, (MILLION - 19, MILLION - 7)),
    ],
)
async def test_keys_go_where_they_say(
    pilot: Pilot[None], keys: list[str], cursor: int, window: tuple[int, int]
) -> None:
    app = app_of(pilot)
    await pilot.press(*keys)
    await pilot.pause()
    assert (app.table.cursor_index, app.table.visible_range) == (cursor, window)
    assert app.table.cursor_row == person(cursor)
    lines = app.lines()
    assert [line[2:16] for line in lines[1:]] == [
        person(index).name for index in range(window[0] - 1, window[1])
    ]
    assert [place for place, line in enumerate(lines) if line[0] == "▸"] == [cursor - window[0] + 2]


async def test_a_walk_to_the_end_asks_for_few_pages_and_none_twice(pilot: Pilot[None]) -> None:
    app = app_of(pilot)
    await pilot.press("end", "home", "down", "down", "end", "up")
    await pilot.pause()
    assert len(app.asked) == len(set(app.asked)) <= 4
    assert sum(limit for _, limit in app.asked) <= 320


async def test_a_cursor_move_draws_two_rows_and_only_them(
    pilot: Pilot[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(pilot)
    drawn: list[int] = []
    lines: list[int] = []
    draw, render_line = app.table.painter.draw, app.table.render_line

    def count_row(row: Person, *, is_cursor: bool) -> Strip:
        drawn.append(row.key)
        return draw(row, is_cursor=is_cursor)

    def count_line(y: int) -> Strip:
        lines.append(y)
        return render_line(y)

    monkeypatch.setattr(app.table.painter, "draw", count_row)
    monkeypatch.setattr(app.table, "render_line", count_line)
    await pilot.press("down")
    await pilot.pause()
    assert sorted(drawn) == [0, 1]
    assert sorted(lines) == [1, 2]
    await pilot.press("up")
    drawn.clear()
    await pilot.press("down", "up")
    await pilot.pause()
    assert drawn == [], "a row that was drawn before is not drawn anew"


async def test_the_wheel_scrolls_and_leaves_the_cursor(pilot: Pilot[None]) -> None:
    app = app_of(pilot)
    turn = events.MouseScrollDown(app.table, 5, 5, 0, 1, 0, False, False, False)
    for _ in range(100):
        app.table.post_message(turn)
    await pilot.pause()
    first, last = app.table.visible_range
    assert first > 100
    assert last == first + 12
    assert app.table.cursor_row == person(0)
    assert app.lines()[1].startswith(f"  {person(first - 1).name}")
    await pilot.press("down")
    await pilot.pause()
    assert app.table.visible_range == (1, 13)


async def test_a_click_on_the_scroll_bar_scrolls(pilot: Pilot[None]) -> None:
    app = app_of(pilot)
    await pilot.click(WindowTable, offset=(79, 9))
    await pilot.wait_for_scheduled_animations()
    await pilot.pause()
    assert app.table.visible_range[0] > 1
    assert app.table.cursor_index == 0


async def test_a_click_moves_the_cursor_and_a_second_one_opens(pilot: Pilot[None]) -> None:
    app = app_of(pilot)
    await pilot.click(WindowTable, offset=(5, 4))
    await pilot.pause()
    assert app.table.cursor_index == 3
    assert not [one for one in app.heard if isinstance(one, WindowTable.RowOpened)]
    await pilot.click(WindowTable, offset=(5, 4), times=2)
    await pilot.pause()
    opened = [one for one in app.heard if isinstance(one, WindowTable.RowOpened)]
    assert [(one.row, one.index) for one in opened] == [(person(3), 3)]


async def test_a_double_click_opens_once(pilot: Pilot[None]) -> None:
    app = app_of(pilot)
    await pilot.double_click(WindowTable, offset=(5, 6))
    await pilot.pause()
    opened = [one for one in app.heard if isinstance(one, WindowTable.RowOpened)]
    assert [one.index for one in opened] == [5]


async def test_enter_that_was_quicker_than_the_rows_opens_as_soon_as_they_come(
    pilot: Pilot[None],
) -> None:
    app = app_of(pilot)
    app.answers = False
    app.table.reset(MILLION)
    await pilot.press("enter")
    await pilot.pause()
    assert not [one for one in app.heard if isinstance(one, WindowTable.RowOpened)]
    app.table.supply(0, [person(index) for index in range(64)], MILLION)
    await pilot.pause()
    (opened,) = [one for one in app.heard if isinstance(one, WindowTable.RowOpened)]
    assert opened.row == person(0)


async def test_enter_opens_the_row_under_the_cursor(pilot: Pilot[None]) -> None:
    app = app_of(pilot)
    await pilot.press("down", "enter")
    await pilot.pause()
    opened = app.heard[-1]
    assert isinstance(opened, WindowTable.RowOpened)
    assert (opened.row, opened.index, opened.control) == (person(1), 1, app.table)
    assert "Person 0000001" not in repr(opened)


@pytest.mark.parametrize(
    ("x", "sort"), [(3, ["by name"]), (64, []), (66, ["by age"]), (72, []), (0, [])]
)
async def test_a_click_on_a_title_asks_for_its_order(
    pilot: Pilot[None], x: int, sort: list[str]
) -> None:
    app = app_of(pilot)
    await pilot.click(WindowTable, offset=(x, 0))
    await pilot.pause()
    asked = [one.sort for one in app.heard if isinstance(one, WindowTable.SortWanted)]
    assert asked == sort
    assert app.table.cursor_index == 0


def test_every_key_can_be_rebound() -> None:
    keys = {one.id for one in WindowTable.BINDINGS if not isinstance(one, tuple)}
    assert None not in keys
    assert len(keys) == len(WindowTable.BINDINGS) == 7
