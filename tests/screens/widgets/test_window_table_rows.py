"""Rows that come late, change while one looks, or belong to another search."""

from dataclasses import replace

import pytest
from textual import on
from textual.strip import Strip

from kara_tui.widgets.row_view import FADE_SECONDS, RowView
from kara_tui.widgets.window_table import WindowTable
from tests.screens.widgets.million import MillionApp, Person, person

SIZE = (60, 10)


class SlowApp(MillionApp):
    """Keeps what was asked until the test answers."""

    def __init__(self, total: int = 1_000_000) -> None:
        super().__init__(total, answers=False)
        self.wanted: list[RowView.RowsWanted] = []

    @on(WindowTable.RowsWanted)
    def keep(self, wanted: RowView.RowsWanted) -> None:
        self.wanted.append(wanted)


def names(app: MillionApp) -> list[str]:
    return [line[2:16].rstrip() for line in app.lines()[1:]]


async def test_placeholders_stand_until_the_rows_come() -> None:
    app = SlowApp()
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        assert names(app) == ["·····"] * 9
        assert (app.table.total, app.table.visible_range, app.table.cursor_row) == (
            None, (0, 0), None,
        )  # fmt: skip
        await pilot.press("enter", "down")
        assert not app.heard
        app.give(app.wanted.pop())
        await pilot.pause()
        assert names(app) == [person(index).name for index in range(9)]
        await pilot.press("end", "enter")
        await pilot.pause()
        assert (app.table.cursor_index, app.table.cursor_row) == (999_999, None)
        assert names(app) == ["·····"] * 9
        assert not [one for one in app.heard if isinstance(one, WindowTable.RowOpened)]
        app.give(app.wanted[-1])
        await pilot.pause()
        assert app.table.cursor_row == person(999_999)


async def test_a_failed_answer_is_asked_again_on_the_next_look() -> None:
    app = SlowApp()
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        app.give(app.wanted[0])
        await pilot.press("end")
        await pilot.pause()
        last = app.wanted[-1]
        await pilot.press("home", "end")
        await pilot.pause()
        assert app.wanted[-1] is last
        app.table.release(last.offset)
        await pilot.press("home", "end")
        await pilot.pause()
        assert app.wanted[-1].offset == last.offset
        assert app.wanted[-1] is not last


async def test_a_live_change_moves_neither_cursor_nor_window() -> None:
    app = MillionApp()
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        app.table.move_cursor(500)
        await pilot.press("up", "up")
        await pilot.pause()
        before = names(app)
        app.row_at = lambda index: person(index - 1) if index > 2 else person(-index)
        app.row_total += 1
        app.table.refresh_rows()
        await pilot.pause()
        assert names(app) == before
        assert app.table.cursor_row == person(498)
        assert app.table.cursor_index == 499
        assert app.table.total == 1_000_001


async def test_old_rows_stay_in_sight_while_new_ones_are_read() -> None:
    app = SlowApp()
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        app.give(app.wanted.pop())
        await pilot.press("down")
        app.row_at = lambda index: replace(person(index), state="Closed")
        app.table.refresh_rows()
        await pilot.pause()
        assert "Active" in app.lines()[1]
        assert app.table.cursor_row == person(1)
        app.give(app.wanted[-1])
        await pilot.pause()
        assert all("Closed" in line for line in app.lines()[1:])
        assert app.table.cursor_index == 1


async def test_an_answer_to_an_older_search_is_dropped() -> None:
    app = SlowApp()
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        first = app.wanted[0]
        app.table.reset()
        await pilot.pause()
        app.give(first)
        assert app.table.total is None
        assert names(app) == ["·····"] * 9
        app.give(app.wanted[-1])
        await pilot.pause()
        assert names(app)[0] == "Person 0000000"


async def test_a_new_search_starts_at_the_top_and_keeps_the_old_rows_for_a_moment() -> None:
    app = SlowApp(total=200)
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        app.give(app.wanted[-1])
        await pilot.press("pagedown")
        app.table.reset(words=("per",))
        await pilot.pause()
        assert (app.table.cursor_index, app.table.cursor_row) == (0, None)
        assert names(app)[0] == "Person 0000000"
        await pilot.pause(FADE_SECONDS + 0.1)
        assert names(app) == ["·····"] * 9
        app.row_total = 3
        app.give(app.wanted[-1])
        await pilot.pause()
        assert names(app) == [*(person(index).name for index in range(3)), *[""] * 6]


async def test_an_empty_list_shows_only_its_titles() -> None:
    app = MillionApp(total=0)
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.press("down", "end", "pagedown", "enter")
        await pilot.click(WindowTable, offset=(4, 4))
        await pilot.pause()
        assert app.lines()[0].startswith("  Name")
        assert names(app) == [""] * 9
        assert (app.table.total, app.table.visible_range) == (0, (0, 0))
        assert not [one for one in app.heard if isinstance(one, WindowTable.RowOpened)]


async def test_the_window_tells_what_is_in_sight() -> None:
    app = MillionApp(total=132)
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await pilot.press("pagedown")
        await pilot.pause()
        told = [one for one in app.heard if isinstance(one, WindowTable.WindowChanged)]
        assert [(one.first, one.last, one.total) for one in told] == [(1, 9, 132), (10, 18, 132)]


async def test_a_column_without_data_appears_with_the_first_row_that_has_some() -> None:
    app = MillionApp(total=5)
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        assert "Remark" not in app.lines()[0]
        app.row_at = lambda index: Person(index, "Anna", remark="called" if index == 4 else "")
        app.table.refresh_rows()
        await pilot.pause()
        assert "Remark" in app.lines()[0]
        assert "called" in app.lines()[5]


async def test_resizing_keeps_the_cursor_in_sight() -> None:
    app = MillionApp()
    async with app.run_test(size=(80, 30), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await pilot.press(*["down"] * 20)
        await pilot.resize_terminal(40, 8)
        while app.table.size.height > 8:
            await pilot.pause(0.01)
        first, last = app.table.visible_range
        assert first <= 21 <= last
        assert last - first == 6
        assert "Remark" not in app.lines()[0]


async def test_rows_out_of_sight_are_not_read_while_nobody_knows_how_many_there_are() -> None:
    app = SlowApp()
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        app.table.supply(0, [person(index) for index in range(64)])
        await pilot.pause()
        assert [one.offset for one in app.wanted] == [0]
        app.table.supply_total(200, app.table.at_hand.query)
        await pilot.pause()
        assert [one.offset for one in app.wanted] == [0, 64]


async def test_rows_that_come_out_of_sight_are_not_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = SlowApp()
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        app.give(app.wanted[0])
        await pilot.pause()
        painted: list[int] = []
        render_line = app.table.render_line

        def count(y: int) -> Strip:
            painted.append(y)
            return render_line(y)

        monkeypatch.setattr(app.table, "render_line", count)
        app.give(app.wanted[-1])
        await pilot.pause()
        assert app.wanted[-1].offset == 64
        assert painted == []


class Stopwatch:
    """Stands for a timer that runs until it is stopped."""

    def __init__(self) -> None:
        self.runs = True

    def stop(self) -> None:
        self.runs = False


async def test_the_moment_of_an_earlier_search_does_not_end_that_of_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = SlowApp()
    async with app.run_test(size=SIZE, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        app.give(app.wanted[0])
        started: list[Stopwatch] = []

        def start(_seconds: float, _callback: object) -> Stopwatch:
            started.append(Stopwatch())
            return started[-1]

        monkeypatch.setattr(app.table, "set_timer", start)
        app.table.reset(words=("p",))
        app.table.reset(words=("pe",))
        assert [one.runs for one in started] == [False, True]
