"""Help: every key that works where the user stands, and what it does."""

from collections.abc import Iterable
from itertools import groupby
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.commands.command import Command, Offering
from kara_tui.commands.keys import key_words

_MOVES = (
    ("↑ ↓ PgUp PgDn", "move by a row or a page"),
    ("Home End", "go to the first or the last row"),
    ("enter", "open what is under the cursor"),
    ("esc", "go back one level"),
    ("tab", "go to the next part of the screen"),
    ("ctrl+p", "find any command by its words"),
)


class HelpScreen(ModalScreen[None]):
    """Lists the keys; any of esc, ? and q closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss", "Close", id="help.close")
    ]

    def __init__(self, offers: list[tuple[Offering, type[Command]]]) -> None:
        super().__init__()
        self._offers = offers

    def compose(self) -> ComposeResult:
        """Lay out the keys, the nearest first."""
        with VerticalScroll(classes="help"):
            yield Static(Content("Keys"), classes="question public")
            for _, group in groupby(self._offers, key=lambda offer: id(offer[0])):
                yield Static(
                    _table(_keys_and_help(command) for _, command in group), classes="public"
                )
            yield Static(_table(_MOVES), classes="public")


def _table(lines: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", min_width=13, no_wrap=True)
    table.add_column(ratio=1)
    for keys, meaning in lines:
        table.add_row(Text(keys), Text(meaning))
    return table


def _keys_and_help(command: type[Command]) -> tuple[str, str]:
    return " ".join(key_words(one) for one in command.key.split(",") if one), command.help()
