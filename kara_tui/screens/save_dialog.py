"""Where to write a file, asked for beside the reason when it cannot be written there."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from kara_tui.domain.errors import KaraError
from kara_tui.domain.text import safe_text
from kara_tui.screens.import_paths import real_path
from kara_tui.screens.outbox_files import free_file, write_private_file

LONGEST_PATH = 4096

Progress = Callable[[str], None]
"""Says how far the making of a file has come."""


@dataclass(frozen=True, kw_only=True)
class ToSave:
    """What is to be written to a file."""

    question: str
    hint: str
    name: str
    """What the file is called at first, without its ending."""
    ending: str
    """What the name ends in at first, such as `.csv`."""
    make: Callable[[Path, Progress], Awaitable[bytes | None]]
    """Returns what is written, or None when it has written that itself; raises a KaraError when
    it cannot be had."""


class SaveDialog(ModalScreen[Path | None]):
    """Writes a new file for its owner's eyes only; returns it, or None when the user goes back."""

    CSS_PATH = "save_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="dialog.back"),
        Binding("f2", "agree", "Do it", id="dialog.agree"),
    ]

    def __init__(self, to_save: ToSave) -> None:
        super().__init__()
        self._to_save = to_save

    def compose(self) -> ComposeResult:
        """Lay out the question, the path and the two ways to answer."""
        with Vertical(classes="dialog"):
            yield Static(Content(safe_text(self._to_save.question)), classes="question")
            yield Static(Content(safe_text(self._to_save.hint)), classes="hint")
            yield Input(max_length=LONGEST_PATH, select_on_focus=False)
            yield Static("", classes="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button("Go back", id="back")
                yield Button("Write (F2)", id="agree", variant="primary")

    def on_mount(self) -> None:
        """Propose a file."""
        self._propose()

    @work(group="propose", exit_on_error=False)
    async def _propose(self) -> None:
        path = await asyncio.to_thread(_proposed, self._to_save)
        field = self.query_one(Input)
        if not field.value:
            field.value = safe_text(str(path))
            field.cursor_position = len(field.value)

    @on(Input.Changed)
    def forget_problem(self) -> None:
        """Take the reason away as soon as another path is typed."""
        self._say("")

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    @on(Button.Pressed, "#agree")
    @on(Input.Submitted)
    def action_agree(self) -> None:
        """Write the file."""
        typed = self.query_one(Input).value.strip()
        if typed:
            self._write(typed)
        else:
            self._say("Say where to write it.")

    @work(group="write", exclusive=True, exit_on_error=False)
    async def _write(self, typed: str) -> None:
        try:
            path = await asyncio.to_thread(real_path, typed)
            content = await self._to_save.make(path, self._say)
            if content is not None:
                await asyncio.to_thread(write_private_file, path, content)
        except KaraError as problem:
            self._say(str(problem))
            self.query_one(Input).focus()
            return
        self.dismiss(path)

    def _say(self, words: str) -> None:
        self.query_one(".problem", Static).update(Content(safe_text(words)))


def _proposed(to_save: ToSave) -> Path:
    downloads = Path.home() / "Downloads"
    is_usable = downloads.is_dir() and os.access(downloads, os.W_OK)
    return free_file(downloads if is_usable else Path.home(), to_save.name, to_save.ending)
