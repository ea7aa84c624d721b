"""Versions of one record, field by field, and a choice for each."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kara_tui.commands import conflict as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.reconciling import Difference, Side
from kara_tui.widgets.difference_row import DifferenceRow
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import naming

R = TypeVar("R")


class ComparingScreen(Offering, Screen[R | None], Generic[R]):
    """Returns what comes of the choices, or None when the user goes back."""

    CSS_PATH = "comparing.tcss"
    OFFERS: ClassVar[tuple[type[Command], ...]] = (commands.SaveChosen, commands.BackToForm)
    BINDINGS = bindings(*OFFERS)

    def __init__(self, differences: Iterable[Difference]) -> None:
        """Compare; fields that need a choice stand first."""
        super().__init__()
        self._differences = sorted(differences, key=lambda one: one.suggested is not None)

    @abstractmethod
    def heading(self) -> str:
        """Return whom it concerns, and what happened."""

    @abstractmethod
    def name_of(self) -> str:
        """Return the name in the heading."""

    @abstractmethod
    def advice(self) -> str:
        """Return what there is to do."""

    @abstractmethod
    def left_words(self, count: int) -> str:
        """Return what to say while so many fields have no choice yet."""

    @abstractmethod
    def row(self, difference: Difference) -> DifferenceRow:
        """Return the versions of one field."""

    @abstractmethod
    def result(self, chosen: Mapping[str, Side]) -> R:
        """Return what comes of the choices."""

    def compose(self) -> ComposeResult:
        """Lay out the fields that differ."""
        yield Static(naming(self.heading(), self.name_of()), id="title", classes="public")
        advice = self.advice() if self._differences else "There is nothing to choose. F2 goes on."
        yield Static(Content(advice), id="advice", classes="public")
        yield Static("", id="message", classes="public", markup=False)
        with VerticalScroll(can_focus=False):
            for one in self._differences:
                yield self.row(one)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the first field."""
        for row in self.query(DifferenceRow):
            row.focus()
            break

    @on(commands.SaveChosen)
    @on(commands.TakeChosen)
    def take_chosen(self) -> None:
        """Return what was chosen, unless a field is left."""
        rows = list(self.query(DifferenceRow))
        left = [row for row in rows if row.chosen is None]
        if left:
            message = self.query_one("#message", Static)
            message.update(Content(self.left_words(len(left))))
            message.display = True
            left[0].focus()
            return
        self.dismiss(self.result({row.field: row.chosen for row in rows if row.chosen is not None}))

    @on(commands.BackToForm)
    def go_back(self) -> None:
        """Go back to where the user came from."""
        self.dismiss(None)


def fields_in_words(count: int) -> str:
    """Return how many fields need a choice."""
    return "One field still needs a choice" if count == 1 else f"{count} fields still need a choice"
