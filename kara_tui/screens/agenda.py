"""The agenda: the day or the week over all clients, and beside it what waits today."""

from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kara_tui.commands import agenda as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.agenda_day import opened_within
from kara_tui.domain.free_time import whole_day
from kara_tui.domain.history import Entity
from kara_tui.screens.agenda_date import DateDialog
from kara_tui.screens.agenda_days import AgendaDays
from kara_tui.screens.agenda_waiting import WaitingPane
from kara_tui.screens.agenda_waiting_lines import Group, counts_line
from kara_tui.screens.agenda_words import day_heading, open_words, week_heading
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import RecordsChanged
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import PUBLIC

_BREAKPOINTS = ((0, "-tiny"), (60, "-narrow"), (80, "-normal"), (100, "-roomy"), (132, "-wide"))
_TICK = 20.0
"""Seconds between two looks at the clock."""
_CONCERNS = {
    Entity.SESSION,
    Entity.NOTE,
    Entity.CLIENT,
    Entity.TIME_BLOCK,
    Entity.WORKING_HOURS,
    Entity.SERVICE,
    Entity.CHARGE,
    Entity.PAYMENT,
    Entity.CREDIT,
    Entity.MEASURE_RESPONSE,
}
_GROUPS: dict[type[Command], Group] = {
    commands.ShowSessions: Group.SESSIONS,
    commands.ShowUnsigned: Group.UNSIGNED,
    commands.ShowRequests: Group.REQUESTS,
    commands.ShowUnpaid: Group.UNPAID,
    commands.ShowDue: Group.DUE,
}


class AgendaScreen(Offering, Screen[None]):
    """Shows what lies where, and what waits; where there is no room for both, one at a time."""

    CSS_PATH = "agenda.tcss"
    OFFERS = (
        commands.GoToToday,
        commands.ShowDay,
        commands.ShowWeek,
        commands.GoToDate,
        commands.SwitchPart,
        commands.PageBefore,
        commands.PageAfter,
        commands.DayBefore,
        commands.DayAfter,
        commands.ShowHours,
        *_GROUPS,
        commands.Back,
    )
    BINDINGS = bindings(*OFFERS)

    def __init__(self, desk: Desk, *, at_waiting: bool = False) -> None:
        """Open the agenda on today.

        Args:
            desk: What every screen works with.
            at_waiting: Whether the keyboard begins at what waits.
        """
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = list(_BREAKPOINTS)
        self.desk = desk
        self._begins_at_waiting = at_waiting

    def compose(self) -> ComposeResult:
        """Lay out the heading over the days and what waits."""
        yield Static("", id="title", classes=PUBLIC, markup=False)
        yield Static("", id="facts", classes=PUBLIC, markup=False)
        with Horizontal(id="columns"):
            yield AgendaDays(self.desk)
            yield WaitingPane(self.desk)
        yield Static("", id="counts", classes=PUBLIC, markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the days, and follow the clock."""
        self.show_part(waiting=self._begins_at_waiting)
        self._show_heading()
        self.days.read()
        self.set_interval(_TICK, self.follow_clock)

    @property
    def days(self) -> AgendaDays:
        """The days."""
        return self.query_one(AgendaDays)

    @property
    def waiting(self) -> WaitingPane:
        """What waits."""
        return self.query_one(WaitingPane)

    @property
    def is_at_waiting(self) -> bool:
        """Whether the keyboard is at what waits."""
        return self.has_class("-waiting")

    def show_part(self, *, waiting: bool) -> None:
        """Give the keyboard to what waits, or to the days."""
        self.set_class(waiting, "-waiting")
        self.set_focus(self.waiting.keyboard if waiting else self.days.keyboard)

    def is_possible(self, command: type[Command]) -> bool | None:
        """Offer only the other view."""
        if not self.is_mounted:
            return False
        if command is commands.ShowDay:
            return self.days.is_week
        return not self.days.is_week if command is commands.ShowWeek else True

    async def give(self, command: Command) -> None:
        """Go where the command leads before the next key is looked at."""
        if type(command) in _GROUPS:
            self.show_part(waiting=True)
            self.waiting.go_to(_GROUPS[type(command)])
        elif isinstance(command, commands.SwitchPart):
            self.show_part(waiting=not self.is_at_waiting)
        elif isinstance(command, commands.GoToDate):
            dialog = DateDialog(self.days.today, self.days.day)
            await self.app.push_screen(dialog, self._go_to_typed)
        elif isinstance(command, commands.ShowHours):
            await self._show_hours()
        elif isinstance(command, commands.Back):
            await super().give(command)
        else:
            self.show_part(waiting=False)
            await self._walk(command)

    async def _walk(self, command: Command) -> None:
        days = self.days
        match command:
            case commands.DayBefore():
                await days.step(-1)
            case commands.DayAfter():
                await days.step(1)
            case commands.PageBefore():
                await days.page(-1)
            case commands.PageAfter():
                await days.page(1)
            case commands.GoToToday():
                await days.go_to_today()
            case commands.ShowDay():
                await days.go_to(days.day, is_week=False)
            case commands.ShowWeek():
                await days.go_to(days.day, is_week=True)
        self.show_part(waiting=False)
        self.refresh_bindings()

    async def _go_to_typed(self, day: date | None) -> None:
        if day is not None:
            self.show_part(waiting=False)
            await self.days.go_to(day)

    async def _show_hours(self) -> None:
        from kara_tui.screens.working_hours import WorkingHoursScreen

        await self.app.push_screen(WorkingHoursScreen(self.desk))

    @on(AgendaDays.Changed)
    def follow_days(self) -> None:
        """Say which days are shown."""
        self._show_heading()
        self.refresh_bindings()

    @on(WaitingPane.Changed)
    def follow_waiting(self) -> None:
        """Say how much waits, where that has no place of its own."""
        self.query_one("#counts", Static).update(counts_line(self.waiting.groups))

    @on(events.DescendantFocus)
    def follow_focus(self) -> None:
        """Take note of a click on the other part."""
        self.set_class(self.waiting.keyboard.has_focus, "-waiting")

    @on(RecordsChanged)
    def keep_up(self, changed: RecordsChanged) -> None:
        """Read again what has changed."""
        if any(one.entity in _CONCERNS for one in changed.changes):
            self.days.read()
            self.waiting.read()

    def come_back(self, *, at_waiting: bool) -> None:
        """Go to today, or to what waits."""
        self.call_later(self.give, commands.ShowSessions() if at_waiting else commands.GoToToday())

    def follow_clock(self) -> None:
        """Draw anew what depends on the time of day."""
        self.days.draw_again()
        self._show_heading()
        self.waiting.follow_clock()

    @on(commands.Back)
    def leave(self) -> None:
        """Go back to where the agenda was opened."""
        self.dismiss(None)

    def _show_heading(self) -> None:
        days = self.days
        self.set_class(not days.is_week, "-daily")
        chips = Content("")
        for words, is_shown in ((" d Day ", not days.is_week), (" w Week ", days.is_week)):
            chips += Content.styled(words, "bold reverse" if is_shown else "")
        heading = day_heading(days.day, days.today)
        if days.is_week:
            heading = week_heading(days.days, days.today)
        self.query_one("#title", Static).update(Content("Agenda ") + chips + Content(f" {heading}"))
        self.query_one("#facts", Static).update(Content(self._facts()))

    def _facts(self) -> str:
        days = self.days
        if days.view is None:
            return ""
        told = []
        if not days.is_week:
            opened = opened_within(days.view, days.zone, whole_day(days.day, days.zone))
            told.append(open_words(opened, days.zone).capitalize())
        if days.view.hours is None:
            told.append("Working hours not set: Mon–Fri 9–17 is assumed (h sets yours)")
        number = sum(one.session.takes_time for one in days.view.entries)
        told.append(f"{number} session{'s' * (number != 1)}" if number else "no session")
        return " · ".join(told)
