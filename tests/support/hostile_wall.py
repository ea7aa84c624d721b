"""A real program that shows one hostile text after the other in every kind of widget.

`python -m tests.support.hostile_wall [unguarded]`: what it writes to the terminal is for a test
to look at.
"""

import asyncio
import sys

from rich.table import Table
from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Grid
from textual.content import Content
from textual.screen import Screen
from textual.widgets import (
    Button,
    Checkbox,
    Input,
    Label,
    OptionList,
    RadioButton,
    Static,
    TextArea,
)
from textual.widgets.option_list import Option

from kara_tui.widgets.fact_list import Fact, FactList
from kara_tui.widgets.terminal_guard import install_terminal_guard
from kara_tui.widgets.top_bar import TopBar

_ESC, _ST = "\x1b", "\x1b\\"

CONTROLS: dict[str, str] = {
    "title, bell": f"{_ESC}]0;owned\x07",
    "title, st": f"{_ESC}]2;owned{_ST}",
    "clipboard": f"{_ESC}]52;c;cm0gLXJmIC8=\x07",
    "clipboard, st": f"{_ESC}]52;p;cm0gLXJmIC8={_ST}",
    "link": f"{_ESC}]8;;http://x.example{_ST}",
    "working folder": f"{_ESC}]7;file://x/etc\x07",
    "notification": f"{_ESC}]9;owned\x07",
    "colour table": f"{_ESC}]4;1;?\x07",
    "clear screen": f"{_ESC}[2J",
    "cursor away": f"{_ESC}[999;999H",
    "colours": f"{_ESC}[31;5m",
    "other screen": f"{_ESC}[?1049l",
    "report": f"{_ESC}[6n",
    "window size": f"{_ESC}[8;1;1t",
    "answer back": "\x05",
    "reset": f"{_ESC}c",
    "character set": f"{_ESC}(0",
    "shift out": "\x0e",
    "device control": f"{_ESC}P+q544e{_ST}",
    "application": f"{_ESC}_Gi=1;AAAA{_ST}",
    "private message": f"{_ESC}^owned{_ST}",
    "one-byte csi": "\x9b31m",
    "one-byte osc": "\x9d0;owned\x9c",
    "one-byte dcs": "\x90q\x9c",
    "delete": "\x7f\x7f",
    "override": "\u202egpj.exe\u202c",
    "isolate": "\u2066abc\u2069",
    "marks": "\u200e\u200f\u061c",
}
"""What steers a terminal, by what it is for."""

KINDS = (
    "static", "rich text", "label", "button", "input", "placeholder", "text area", "option",
    "radio button", "checkbox", "fact", "fact label", "table cell", "top bar", "border title",
    "border subtitle", "toast",
)  # fmt: skip
"""The kinds of widget, in the order in which `spots` takes them."""


def hostile(control: str, number: int) -> str:
    """Return a text that holds a control between two signs by which it is found again."""
    return f"<{control}>{number:02}"


class Wall(Screen[None]):
    """Shows one text in every kind of widget."""

    CSS = """
    Grid { grid-size: 2; grid-rows: 3; }
    TextArea, OptionList { height: 3; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._hostile = text

    def compose(self) -> ComposeResult:
        text = self._hostile
        yield TopBar(text)
        table = Table.grid()
        table.add_row(Text(text))
        with Grid() as grid:
            grid.styles.border = ("round", "red")
            grid.border_title = Content(text)
            grid.border_subtitle = Content(text)
            yield Static(Content(text))
            yield Static(Text(text))
            yield Label(text, markup=False)
            yield Button(Content(text))
            yield Input(text)
            yield Input(placeholder=text)
            yield TextArea(text)
            yield OptionList(Option(Content(text)))
            yield RadioButton(Content(text))
            yield Checkbox(Content(text))
            yield FactList((Fact("label", text),))
            yield FactList((Fact(text, "value"),))
            yield Static(table)


class WallApp(App[None]):
    """Shows all texts and ends."""

    def on_mount(self) -> None:
        self.run_worker(self._show_all(), exit_on_error=True)

    async def _show_all(self) -> None:
        for number, control in enumerate(CONTROLS.values()):
            text = hostile(control, number)
            await self.push_screen(Wall(text))
            self.notify(text, markup=False)
            for _ in range(3):
                painted = asyncio.Event()
                self.call_after_refresh(painted.set)
                await painted.wait()
            self.clear_notifications()
            await self.pop_screen()
        self.exit()


if __name__ == "__main__":
    if sys.argv[1:] != ["unguarded"]:
        install_terminal_guard(raising=False)
    WallApp().run()
