"""Bringing in clients from a file: choose it, look at it, take it, see what became of it."""

import asyncio
from contextlib import aclosing, suppress
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from kara_tui.commands import imports
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.errors import KaraError
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.import_choose import ChoosePane
from kara_tui.screens.import_files import open_source
from kara_tui.screens.import_look import LookPane, whole_problem
from kara_tui.screens.import_run import ReportPane, RunPane
from kara_tui.screens.import_words import CUT_OFF, counts, outcome, report_lines
from kara_tui.screens.kept_report import KeptReport, forget_report, keep_report
from kara_tui.widgets.key_line import KeyLine
from kara_tui.workflows.import_clients import ClientImport, ImportOptions
from kara_tui.workflows.import_source import ImportPreview, ImportSource, preview_import

CHOOSE, LOOK, RUN, REPORT = "choose", "look", "run", "report"

_OFFERS: tuple[type[Command], ...] = (
    imports.Import,
    imports.DryRun,
    imports.Stop,
    imports.Back,
)


class ImportScreen(Offering, Screen[None]):
    """Takes somebody from a file of another program to clients in the practice."""

    OFFERS = _OFFERS
    BINDINGS = bindings(*_OFFERS)
    CSS_PATH = "import_clients.tcss"
    TITLES: ClassVar[dict[str, str]] = {
        CHOOSE: "Import clients · 1 of 3: choose a file",
        LOOK: "Import clients · 2 of 3: look at it",
        RUN: "Import clients · 3 of 3: under way",
        REPORT: "Import clients · what became of it",
    }

    def __init__(self, desk: Desk, unread: KeptReport | None = None) -> None:
        """Begin with the choice of a file.

        Args:
            desk: Has the store.
            unread: What an import came to that nobody has read; shown instead.
        """
        super().__init__()
        self._unread = unread
        self.desk = desk
        self._source: ImportSource | None = None
        self._columns: tuple[str, ...] | None = None
        self._dry_run = False
        self._stopping = False
        self._is_running = False

    def compose(self) -> ComposeResult:
        """Lay out the steps, of which one is shown."""
        yield Static(self.TITLES[CHOOSE], id="title", markup=False)
        with ContentSwitcher(initial=CHOOSE):
            yield ChoosePane(CHOOSE)
            yield LookPane(LOOK)
            yield RunPane(id=RUN)
            yield ReportPane(REPORT)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what an earlier import came to, if nobody has read it."""
        if self._unread is not None:
            self._show_report(self._unread)

    @property
    def work_under_way(self) -> str:
        """Whether clients are being imported, as a sentence."""
        return "Clients are being imported." if self._is_running else ""

    @property
    def step(self) -> str:
        """Which step is shown."""
        return self.query_one(ContentSwitcher).current or CHOOSE

    def is_possible(self, command: type[Command]) -> bool | None:
        """Offer what the step allows."""
        if command is imports.Stop:
            return self.step == RUN
        if command is imports.Back:
            return self.step != RUN
        if self.step == LOOK:
            return True if self.query_one(LookPane).is_ready else None
        return command is imports.Import and self.step == REPORT and self._dry_run

    @on(ChoosePane.FileChosen)
    def open_file(self, chosen: ChoosePane.FileChosen) -> None:
        """Read the file and look into it."""
        chosen.stop()
        self._open(chosen.typed)

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _open(self, typed: str) -> None:
        choose = self.query_one(ChoosePane)
        choose.say_reading()
        try:
            source = await asyncio.to_thread(open_source, typed)
            preview = await preview_import(self.desk.backend, source, self.desk.context())
        except KaraError as problem:
            choose.say(str(problem))
            return
        problem_of_all = whole_problem(preview)
        if problem_of_all and not preview.columns:
            choose.say(problem_of_all)
            return
        choose.say("")
        self._source, self._columns = source, None
        self._look_at(source, preview)
        self.show_step(LOOK)
        self.query_one(LookPane).take_keyboard()

    @on(LookPane.ColumnsChanged)
    def read_anew(self, changed: LookPane.ColumnsChanged) -> None:
        """Read the beginning with the columns as somebody says they are."""
        changed.stop()
        if self._source is not None:
            self._columns = changed.columns
            self._read_anew(self._source, changed.columns)

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _read_anew(self, source: ImportSource, columns: tuple[str, ...]) -> None:
        context = self.desk.context()
        try:
            preview = await preview_import(self.desk.backend, source, context, columns)
        except KaraError as problem:
            self.notify(safe_text(str(problem)), severity="error", markup=False)
            return
        self._look_at(source, preview)

    def _look_at(self, source: ImportSource, preview: ImportPreview) -> None:
        self.query_one(LookPane).show(source.name, preview)
        self.refresh_bindings()

    @on(imports.DryRun)
    def try_out(self) -> None:
        """Do everything but writing."""
        self._begin(dry_run=True)

    @on(imports.Import)
    def take(self) -> None:
        """Take the people of the file."""
        self._begin(dry_run=False)

    def _begin(self, *, dry_run: bool) -> None:
        if self._source is None or self.step == RUN:
            return
        self._dry_run = dry_run
        self._is_running = True
        self._stopping = False
        self.query_one(RunPane).begin(self._source.name, dry_run=dry_run)
        self.show_step(RUN)
        options = ImportOptions(
            duplicates=self.query_one(LookPane).duplicates, columns=self._columns, dry_run=dry_run
        )
        context = self.desk.context()
        self._run_import(ClientImport(self.desk.backend, self._source, context, options))

    @work(group="import", exit_on_error=False)
    async def _run_import(self, job: ClientImport) -> None:
        pane = self.query_one(RunPane)
        failure = ""
        stopped = False
        try:
            async with aclosing(job.steps()) as steps:
                async for progress in steps:
                    pane.advance(progress, dry_run=self._dry_run)
                    # Between two steps everything is either written or not begun.
                    stopped = self._stopping and progress.share < 1.0
                    if stopped:
                        break
                    # Should nothing more be told: this is what it came to.
                    await self._keep_report(self._reported(job, CUT_OFF), is_last=False)
        except KaraError as problem:
            failure = f"The import broke off: {problem} What was written by then is kept."
        words = failure or outcome(job.report, dry_run=self._dry_run, stopped=stopped)
        report = self._reported(job, words)
        await self._keep_report(report, is_last=True)
        self._show_report(report)

    def _reported(self, job: ClientImport, sentence: str) -> KeptReport:
        numbers = counts(job.report.progress(1.0), dry_run=self._dry_run)
        lines = report_lines(job.report)
        return KeptReport(sentence=sentence, numbers=numbers, lines=lines)

    async def _keep_report(self, report: KeptReport, *, is_last: bool) -> None:
        """Keep it over a lock or a crash; a dry run has changed nothing, and can be repeated."""
        if not self._dry_run:
            # A store that takes no report takes no clients either, and that is told.
            with suppress(KaraError):
                await keep_report(self.desk, report, is_last=is_last)

    def _show_report(self, report: KeptReport) -> None:
        self._is_running = False
        self.show_step(REPORT)
        self.query_one(ReportPane).show(report.sentence, report.numbers, report.lines)

    @on(imports.Stop)
    def stop(self) -> None:
        """Stop after the step under way."""
        self._stopping = True
        self.query_one(RunPane).stopping()

    @on(imports.Back)
    def go_back(self) -> None:
        """Go one step back; from the first and after an import, leave."""
        if self.step == LOOK:
            self.show_step(CHOOSE)
            self.query_one(ChoosePane).path.focus()
        elif self.step == REPORT and self._dry_run:
            self.show_step(LOOK)
            self.query_one(LookPane).take_keyboard()
        elif self.step == REPORT:
            self._leave_report()
        else:
            self.dismiss()

    @work(group="leaving", exclusive=True, exit_on_error=False)
    async def _leave_report(self) -> None:
        with suppress(KaraError):
            await forget_report(self.desk)
        self.dismiss()

    def show_step(self, step: str) -> None:
        """Show one of the steps."""
        self.query_one(ContentSwitcher).current = step
        self.query_one("#title", Static).update(self.TITLES[step])
        self.refresh_bindings()
