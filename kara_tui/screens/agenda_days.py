"""The days of the agenda: one of them, or a week, with the cursor on a line of one day."""

from datetime import date, timedelta

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from kara_tui.commands import agenda as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.agenda_day import DayLine, LineKey, Phase, day_lines
from kara_tui.domain.wall_clock import WEEKDAYS
from kara_tui.screens.agenda_filling import FILLING_OFFERS
from kara_tui.screens.agenda_lines import Telling, day_entries, line_head, week_cells, week_entries
from kara_tui.screens.agenda_moves import SESSION_OFFERS
from kara_tui.screens.agenda_reading import AgendaReading
from kara_tui.screens.agenda_words import short_day
from kara_tui.screens.saying import say
from kara_tui.widgets.entry_list import EntryList
from kara_tui.widgets.veil import public
from kara_tui.widgets.week_grid import WeekColumn, WeekGrid

GRID_FROM = 100
"""Columns of the terminal from which on a week stands beside each other."""

_READING = "Reading…"


class AgendaDays(AgendaReading):
    """Lists the lines of the shown days, and does what can be done with them."""

    DEFAULT_CSS = """
    AgendaDays {
        & > EntryList { height: 1fr; }
        & > WeekGrid, & > .detail { display: none; }
        & > .detail { height: 1; margin-top: 1; }
        & > .problem { color: $text-error; height: auto; display: none; }
        &.-grid > WeekGrid, &.-grid > .detail { display: block; }
        &.-grid > EntryList { display: none; }
    }
    """
    OFFERS = (
        *FILLING_OFFERS[:2],
        *SESSION_OFFERS,
        *FILLING_OFFERS[2:],
        commands.LineBefore,
        commands.LineAfter,
    )
    BINDINGS = bindings(*OFFERS)

    def compose(self) -> ComposeResult:
        """Lay out the list and the columns; one of them is seen."""
        yield EntryList(empty=_READING)
        yield WeekGrid[LineKey]()
        yield Static("", classes="detail", markup=False)
        yield Static("", classes="problem", markup=False)

    @property
    def keyboard(self) -> Widget:
        """What has the keyboard when somebody goes to the days."""
        return self.query_one(WeekGrid if self.is_grid else EntryList)

    @property
    def is_grid(self) -> bool:
        """Whether days stand beside each other."""
        return self.is_week and self.screen.size.width >= GRID_FROM

    @property
    def line(self) -> DayLine | None:
        """The line under the cursor."""
        if not self.is_mounted or self.view is None:
            return None
        key = self.query_one(WeekGrid).key if self.is_grid else self.query_one(EntryList).key
        return next((one for day in self.lines.values() for one in day if one.key == key), None)

    async def go_to(self, day: date, *, is_week: bool | None = None) -> None:
        """Show another day, or its week; the next key finds it there already."""
        before = self.days
        self.day = day
        self.is_week = self.is_week if is_week is None else is_week
        if self.days == before:
            self._draw()
            self._put_cursor(day)
            return
        self.view, self._to_next = None, True
        self._draw()
        self.post_message(self.Changed())
        await self.read_soon()

    async def step(self, by: int) -> None:
        """Go to the day before or after; beside each other, to the column there."""
        if not self.is_grid or not self.query_one(WeekGrid).step(by):
            here = self.line.day if self.line else self.day
            await self.go_to(here + timedelta(days=by))

    async def page(self, by: int) -> None:
        """Go back or on by as much as is shown."""
        await self.go_to(self.day + timedelta(days=by * len(self.days)))

    async def go_to_today(self) -> None:
        """Go to what comes next today."""
        await self.go_to(self.today)
        self._put_cursor(self.today)

    @on(AgendaReading.Arrived)
    def take_answer(self, arrived: AgendaReading.Arrived) -> None:
        """Show what was read, unless other days are wanted by now."""
        arrived.stop()
        if arrived.days != self.days:
            return
        self.view = arrived.view
        say(self, ".problem", "")
        self._draw()
        if self._to_next:
            self._to_next = False
            self._put_cursor(self.day)
        self.post_message(self.Changed())

    @on(AgendaReading.ReadFailed)
    def say_problem(self, failed: AgendaReading.ReadFailed) -> None:
        """Say why nothing could be read; what is shown stays."""
        failed.stop()
        say(self, ".problem", f"The agenda could not be read. {failed.problem}")

    def draw_again(self) -> None:
        """Follow the clock: what was next may be now."""
        self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the lines out for the new width."""
        self._draw()

    @on(EntryList.Moved)
    @on(WeekGrid.Moved)
    def follow_cursor(self, moved: Message) -> None:
        """Take note of the day, and show the keys that make sense there."""
        moved.stop()
        line = self.line
        if line is not None and line.day != self.day:
            self.day = line.day
            self.post_message(self.Changed())
        self._show_detail(line)
        self.refresh_bindings()

    @on(EntryList.HeadClicked)
    @on(WeekGrid.CellClicked)
    async def open_clicked(self, clicked: Message) -> None:
        """Open the line that was clicked."""
        clicked.stop()
        await self.open_line()

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell what can be done with the line under the cursor."""
        if not self.is_mounted or self.view is None:
            return False
        walks = command in {commands.LineBefore, commands.LineAfter}
        return walks or self.can_fill(command) or self.can_move(command)

    async def give(self, command: Command) -> None:
        """Walk the lines, so that the next key finds the cursor there; pass on the rest."""
        if not isinstance(command, commands.LineBefore | commands.LineAfter):
            await super().give(command)
            return
        by = 1 if isinstance(command, commands.LineAfter) else -1
        if self.is_grid:
            self.query_one(WeekGrid).action_move(by)
        else:
            self.query_one(EntryList).action_move(by)

    def _draw(self) -> None:
        rows, grid = self.query_one(EntryList), self.query_one(WeekGrid)
        had_keyboard = rows.has_focus or grid.has_focus
        key = grid.key if self.has_class("-grid") else rows.key
        is_turned = self.has_class("-grid") is not self.is_grid
        self.set_class(self.is_grid, "-grid")
        if had_keyboard and not self.keyboard.has_focus:
            self.screen.set_focus(self.keyboard)
        if self.view is None:
            self.lines = {}
            rows.put((), empty=_READING)
            grid.put(())
            return
        now, view = self.desk.clock(), self.view
        self.lines = {day: day_lines(view, day, self.zone, now) for day in self.days}
        telling = self._telling
        width = rows.size.width or self.screen.size.width
        if self.is_grid:
            grid.put([self._column(day, telling) for day in self.days])
        elif self.is_week:
            rows.put(week_entries(self.lines, telling, width))
        else:
            rows.put(day_entries(self.lines[self.day], telling, width))
        if is_turned and key is not None:
            grid.move_to(key) if self.is_grid else rows.move_to(key)
        self.refresh_bindings()

    @property
    def _telling(self) -> Telling:
        services = {one.id: one for one in self.view.services} if self.view else {}
        return Telling(self.zone, self.today, self.desk.clock(), services)

    def _show_detail(self, line: DayLine | None) -> None:
        """Show the line under the cursor in full where its column cuts it."""
        if self.is_grid:
            width = self.size.width
            words = line_head(line, self._telling, width) if line else Content("")
            self.query_one(".detail", Static).update(words)

    def _column(self, day: date, telling: Telling) -> WeekColumn[LineKey]:
        is_today = day == self.today
        words = (
            f"{WEEKDAYS[day.weekday()][:3]} {day.day} today"
            if is_today
            else short_day(day, self.today)
        )
        heading = public(Content(words))
        cells = week_cells(self.lines[day], telling)
        return WeekColumn(heading, cells, is_marked=is_today)

    def _put_cursor(self, day: date) -> None:
        lines = self.lines.get(day, ())
        if not lines:
            return
        chosen = lines[0]
        if day == self.today:
            chosen = next((one for one in lines if _is_on(one)), _first_ahead(lines))
        grid: WeekGrid[LineKey] = self.query_one(WeekGrid)
        if self.is_grid:
            grid.move_to(chosen.key)
        else:
            self.query_one(EntryList).move_to(chosen.key)


def _is_on(line: DayLine) -> bool:
    return line.entry is not None and line.phase in {Phase.NOW, Phase.NEXT}


def _first_ahead(lines: tuple[DayLine, ...]) -> DayLine:
    return next((one for one in lines if one.phase is not Phase.PAST), lines[-1])
