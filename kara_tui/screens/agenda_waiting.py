"""The Today pane: what waits, each group one key away, each line a way to the place."""

from dataclasses import dataclass
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kara_tui.commands import agenda as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.errors import KaraError
from kara_tui.domain.free_time import whole_day
from kara_tui.domain.waiting import MOST_WAITING, Waiting, due_measures
from kara_tui.domain.wall_clock import on_wall
from kara_tui.interchange.measure_shelf import USUAL_MEASURE
from kara_tui.operations.agenda import GetWaiting
from kara_tui.screens.agenda_opening import Target, open_target
from kara_tui.screens.agenda_waiting_lines import (
    FEW,
    MORE,
    Group,
    GroupOfItems,
    groups_of,
    key_of,
    waiting_entries,
)
from kara_tui.screens.agenda_words import clock_words, short_day
from kara_tui.screens.desk import Desk
from kara_tui.screens.saying import say
from kara_tui.screens.zones import zone_name
from kara_tui.widgets.entry_list import EntryList
from kara_tui.widgets.veil import PUBLIC

_STEP = 50
"""So many more lines of a group are shown when somebody asks for the rest."""


class WaitingPane(Offering, Vertical):
    """Lists what waits today."""

    DEFAULT_CSS = """
    WaitingPane {
        & > .heading { text-style: bold; height: 1; padding: 0 1; color: $text-primary; }
        & > EntryList { height: 1fr; }
        & > .problem { color: $text-error; height: auto; display: none; }
    }
    """
    OFFERS = (commands.OpenLine, commands.LineBefore, commands.LineAfter)
    BINDINGS = bindings(*OFFERS)

    class Changed(Message):
        """It is known what waits."""

    @dataclass
    class Arrived(Message):
        """What waits."""

        waiting: Waiting

    @dataclass
    class ReadFailed(Message):
        """It could not be read."""

        problem: KaraError

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="waiting")
        self.desk = desk
        self._zone = zone_name(desk)
        self.groups: tuple[GroupOfItems, ...] = ()
        """What waits; empty until it has been read."""
        self._waiting: Waiting | None = None
        self._day = self._today
        """Whose sessions were asked for last."""
        self._wanted: dict[Group, int] = {}

    def compose(self) -> ComposeResult:
        """Lay out the heading over the list."""
        yield Static("", classes=f"heading {PUBLIC}", markup=False)
        yield EntryList(empty="Reading…")
        yield Static("", classes="problem", markup=False)

    def on_mount(self) -> None:
        """Read what waits, once the days have been painted."""
        self.draw_again()
        self.call_after_refresh(self.read)

    @property
    def keyboard(self) -> EntryList:
        """What has the keyboard when somebody goes to the pane."""
        return self.query_one(EntryList)

    @property
    def _today(self) -> date:
        return on_wall(self.desk.clock(), self._zone).date()

    @work(group="waiting", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Read what waits."""
        self._day = self._today
        today = whole_day(self._day, self._zone)
        limit = min(max((FEW, *self._wanted.values())), MOST_WAITING)
        asked = GetWaiting(since=today.starts_at, until=today.ends_at, limit=limit)
        try:
            waiting = await self.desk.backend(asked)
        except KaraError as problem:
            self.post_message(self.ReadFailed(problem))
        else:
            self.post_message(self.Arrived(waiting))

    @on(Arrived)
    def take_answer(self, arrived: Arrived) -> None:
        """Show what waits."""
        arrived.stop()
        say(self, ".problem", "")
        self._waiting = arrived.waiting
        self.draw_again()
        self.post_message(self.Changed())

    @on(ReadFailed)
    def say_problem(self, failed: ReadFailed) -> None:
        """Say why it could not be read; what is shown stays."""
        failed.stop()
        say(self, ".problem", f"What waits could not be read. {failed.problem}")

    def draw_again(self) -> None:
        """Draw what waits as it stands now."""
        now = self.desk.clock()
        heading = f"Today · {short_day(self._today, self._today)} · {clock_words(now, self._zone)}"
        self.query_one(".heading", Static).update(Content(heading))
        if self._waiting is None:
            return
        measures = {one.name: one for one in self.desk.measures.current()}
        due = due_measures(self._waiting, measures, USUAL_MEASURE, now)
        self.groups = groups_of(self._waiting, due, self.desk, self._zone)
        self.keyboard.put(waiting_entries(self.groups, self._wanted))
        self.refresh_bindings()

    def follow_clock(self) -> None:
        """Follow the time of day; at midnight another day has begun."""
        self.draw_again()
        if self._day != self._today:
            self.read()

    def go_to(self, group: Group) -> None:
        """Put the cursor on the first line of a group."""
        for one in self.keyboard.entries:
            if isinstance(one.key, tuple) and one.key[0] == group.value:
                self.keyboard.move_to(one.key)
                return

    @property
    def target(self) -> Target | None:
        """Where the line under the cursor leads."""
        if not self.is_mounted:
            return None
        key = self.keyboard.key
        found = (
            item.target
            for one in self.groups
            for item in one.items
            if key_of(one.group, item) == key
        )
        return next(found, None)

    @property
    def _is_on_more(self) -> bool:
        key = self.keyboard.key if self.is_mounted else None
        return isinstance(key, tuple) and key[1] == MORE

    def is_possible(self, command: type[Command]) -> bool | None:
        """Open only what leads somewhere."""
        if command is not commands.OpenLine:
            return self.is_mounted
        return self.target is not None or self._is_on_more

    async def give(self, command: Command) -> None:
        """Go where the command leads before the next key is looked at."""
        if isinstance(command, commands.LineBefore):
            self.keyboard.action_move(-1)
        elif isinstance(command, commands.LineAfter):
            self.keyboard.action_move(1)
        else:
            await self._open_line()

    async def _open_line(self) -> None:
        """Open the place, or show more lines of the group."""
        if (target := self.target) is not None:
            await open_target(self.app, self.desk, target)
        elif self._is_on_more:
            key = self.keyboard.key
            assert isinstance(key, tuple)
            group = Group(key[0])
            self._wanted[group] = self._wanted.get(group, FEW) + _STEP
            self.draw_again()
            self.read()

    @on(EntryList.Moved)
    def follow_cursor(self, moved: EntryList.Moved) -> None:
        """Show whether the line leads somewhere."""
        moved.stop()
        self.refresh_bindings()

    @on(EntryList.HeadClicked)
    async def open_clicked(self, clicked: EntryList.HeadClicked) -> None:
        """Open the line that was clicked."""
        clicked.stop()
        await self._open_line()
