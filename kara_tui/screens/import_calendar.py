"""Taking over a calendar of another program: choose a file, see what it would come to, take it."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from kara_tui.commands import calendars
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.errors import KaraError
from kara_tui.screens.calendar_words import numbers, outcome, report_lines
from kara_tui.screens.desk import Desk
from kara_tui.screens.import_choose import ChoosePane
from kara_tui.screens.import_files import open_source
from kara_tui.screens.import_run import ReportPane
from kara_tui.screens.zones import zone_name
from kara_tui.widgets.key_line import KeyLine
from kara_tui.workflows.import_calendar import CalendarOptions, CalendarReport, import_calendar

CHOOSE, REPORT = "choose", "report"
_HINT = "A calendar file (.ics). Tab completes, ↓ goes to the list."
_TITLES = {
    CHOOSE: "Import a calendar · 1 of 2: choose a file",
    REPORT: "Import a calendar · 2 of 2: look at it",
}
_DONE = "Import a calendar · what became of it"


class ImportCalendarScreen(Offering, Screen[None]):
    """Shows what a calendar would come to before anything is taken."""

    OFFERS = (calendars.Take, calendars.BlocksOnly, calendars.Back)
    BINDINGS = bindings(*OFFERS)
    CSS_PATH = "import_calendar.tcss"

    def __init__(self, desk: Desk) -> None:
        """Begin with the choice of a file."""
        super().__init__()
        self.desk = desk
        self._data = b""
        self._all_as_blocks = False
        self._is_running = False
        self.report: CalendarReport | None = None
        """What the file would come to, or has."""

    def compose(self) -> ComposeResult:
        """Lay out the two steps, of which one is shown."""
        yield Static(_TITLES[CHOOSE], id="title", markup=False, classes="public")
        with ContentSwitcher(initial=CHOOSE):
            yield ChoosePane(CHOOSE, hint=_HINT, example="~/Downloads/calendar.ics")
            yield ReportPane(REPORT)
        yield KeyLine()

    @property
    def work_under_way(self) -> str:
        """Whether a calendar is being taken over, as a sentence."""
        return "The calendar is being imported." if self._is_running else ""

    @property
    def step(self) -> str:
        """Which step is shown."""
        return self.query_one(ContentSwitcher).current or CHOOSE

    @property
    def is_written(self) -> bool:
        """Whether something of it was taken."""
        return self.report is not None and self.report.intent is not None

    def is_possible(self, command: type[Command]) -> bool | None:
        """Offer what the step allows."""
        if command is calendars.Back:
            return not self._is_running
        if self.step == CHOOSE or self.is_written or self.report is None:
            return False
        if command is calendars.Take:
            return bool(self.report.sessions or self.report.blocks) or None
        return True

    @on(ChoosePane.FileChosen)
    def open_file(self, chosen: ChoosePane.FileChosen) -> None:
        """Read the file and see what it would come to."""
        chosen.stop()
        self._open(chosen.typed)

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _open(self, typed: str) -> None:
        choose = self.query_one(ChoosePane)
        choose.say_reading()
        try:
            self._data = (await asyncio.to_thread(open_source, typed)).data
            report = await self._import(dry_run=True)
        except KaraError as problem:
            choose.say(str(problem))
            return
        choose.say("")
        if not report.entries and report.problems:
            choose.say(report.problems[0].reason)
            return
        self._show(report, REPORT)

    @on(calendars.BlocksOnly)
    def change_way(self) -> None:
        """Let nothing become a session, or let it again."""
        self._all_as_blocks = not self._all_as_blocks
        self._run(dry_run=True)

    @on(calendars.Take)
    def take(self) -> None:
        """Take over what is listed."""
        if not self._is_running:
            self._run(dry_run=False)

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _run(self, *, dry_run: bool) -> None:
        self._is_running = not dry_run
        self.refresh_bindings()
        try:
            report = await self._import(dry_run=dry_run)
        finally:
            self._is_running = False
            self.refresh_bindings()
        self._show(report, REPORT)

    async def _import(self, *, dry_run: bool) -> CalendarReport:
        zone, now = zone_name(self.desk), self.desk.clock()
        how = CalendarOptions(all_as_blocks=self._all_as_blocks, dry_run=dry_run)
        return await import_calendar(self.desk.backend, self._data, zone, now, how)

    def _show(self, report: CalendarReport, step: str) -> None:
        self.report = report
        self.query_one(ContentSwitcher).current = step
        self.query_one("#title", Static).update(_DONE if self.is_written else _TITLES[step])
        pane = self.query_one(ReportPane)
        words = outcome(report, all_as_blocks=self._all_as_blocks)
        pane.show(words, numbers(report), report_lines(report))
        self.refresh_bindings()

    @on(calendars.Back)
    def go_back(self) -> None:
        """Go back to the choice of a file; from there, and after an import, leave."""
        if self.step == REPORT and not self.is_written:
            self.query_one(ContentSwitcher).current = CHOOSE
            self.query_one("#title", Static).update(_TITLES[CHOOSE])
            self.query_one(ChoosePane).path.focus()
            self.refresh_bindings()
        else:
            self.dismiss()
