"""Where to write a message, asked for beside the reason when it cannot be written there."""

import asyncio
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
from kara_tui.domain.outbox import OutboxMessage, Sender
from kara_tui.domain.text import safe_text
from kara_tui.mail.letter import as_eml
from kara_tui.screens.import_paths import real_path
from kara_tui.screens.outbox_files import suggested_file, write_private_file

LONGEST_PATH = 4096


class ExportMessageScreen(ModalScreen[Path | None]):
    """Writes a message to a file; returns which one, or None when the user goes back."""

    CSS_PATH = "outbox_export.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="dialog.back"),
        Binding("f2", "agree", "Do it", id="dialog.agree"),
    ]

    def __init__(self, message: OutboxMessage, sender: Sender) -> None:
        super().__init__()
        self._message = message
        self._sender = sender

    def compose(self) -> ComposeResult:
        """Lay out the question, the path and the two ways to answer."""
        with Vertical(classes="dialog"):
            name = safe_text(self._message.to.name)
            yield Static(Content(f"Write the message to {name} to a file"), classes="question")
            yield Static(
                "Your mail program opens it and sends it. It is in the clear: whoever reads the "
                "file reads the message.",
                classes="hint",
                markup=False,
            )
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
        path = await asyncio.to_thread(suggested_file, self._message)
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
        """Write the message."""
        typed = self.query_one(Input).value.strip()
        if typed:
            self._write(typed)
        else:
            self._say("Say where to write it.")

    @work(group="write", exclusive=True, exit_on_error=False)
    async def _write(self, typed: str) -> None:
        try:
            path = await asyncio.to_thread(self._write_to, typed)
        except KaraError as problem:
            self._say(str(problem))
            self.query_one(Input).focus()
            return
        self.dismiss(path)

    def _write_to(self, typed: str) -> Path:
        path = real_path(typed)
        write_private_file(path, as_eml(self._message, self._sender))
        return path

    def _say(self, problem: str) -> None:
        self.query_one(".problem", Static).update(Content(safe_text(problem)))
