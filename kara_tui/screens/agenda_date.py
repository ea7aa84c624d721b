"""The question which day the agenda goes to."""

from datetime import date, datetime, time

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kara_tui.commands import agenda as commands
from kara_tui.commands.command import Offering, bindings
from kara_tui.domain.day_typed import LONGEST_DAY, read_typed_day
from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import safe_text
from kara_tui.domain.wall_clock import day_in_words
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import PUBLIC


class DateDialog(Offering, ModalScreen[date | None]):
    """Asks for a day and says it back while it is typed; returns it, or None."""

    CSS_PATH = "agenda_dialog.tcss"
    OFFERS = (commands.TakeDate, commands.LeaveDate)
    BINDINGS = bindings(*OFFERS)

    def __init__(self, today: date, near: date) -> None:
        """Ask.

        Args:
            today: What day it is.
            near: The day that is shown.
        """
        super().__init__()
        self._today = today
        self._near = near

    def compose(self) -> ComposeResult:
        """Lay out the question over its answer."""
        with Vertical(classes="dialog"):
            yield Static(Content("Which day?"), classes=f"question {PUBLIC}")
            yield Input(
                placeholder="tomorrow, next mon, 15, 1.12.", max_length=LONGEST_DAY, compact=True
            )
            yield Static("", classes=f"told {PUBLIC}", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def say_back(self) -> None:
        """Say which day is meant so far."""
        if not self.query_one(Input).value.strip():
            self._say("")
            return
        try:
            day = self._day()
        except Invalid as problem:
            self._say(str(problem))
        else:
            self._say(day_in_words(datetime.combine(day, time())))

    @on(commands.TakeDate)
    @on(Input.Submitted)
    def take(self) -> None:
        """Go to the day, when one is typed."""
        try:
            self.dismiss(self._day())
        except Invalid as problem:
            self._say(str(problem))

    @on(commands.LeaveDate)
    def leave(self) -> None:
        """Stay where it was."""
        self.dismiss(None)

    def _day(self) -> date:
        typed = self.query_one(Input).value
        return read_typed_day(typed, today=self._today, near=self._near)

    def _say(self, words: str) -> None:
        self.query_one(".told", Static).update(Content(safe_text(words)))
