"""A screen that lists records of the practice itself, reads them, and follows what changes."""

from abc import abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from kara_tui.commands import practice as commands
from kara_tui.commands.command import Command, Offering
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Entity
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import RecordsChanged
from kara_tui.screens.saying import say
from kara_tui.widgets.entry_list import EntryList
from kara_tui.widgets.key_line import KeyLine


class PracticeList(Offering, Screen[None]):
    """Lists records; a dialog over it adds or changes one."""

    CSS_PATH = "practice_list.tcss"
    TITLE: ClassVar[str]
    EMPTY: ClassVar[str]
    SHOWS: ClassVar[Collection[Entity]]

    @dataclass
    class Read(Message):
        """The records have been read."""

        answer: object

    @dataclass
    class ReadFailed(Message):
        """They could not be read."""

        problem: KaraError

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @abstractmethod
    async def ask(self) -> object:
        """Read the records.

        Raises:
            KaraError: When they cannot be read.
        """

    @abstractmethod
    def show(self, answer: object) -> None:
        """Show what `ask` has read."""

    @abstractmethod
    def change(self) -> None:
        """Open the form over the record under the cursor."""

    def compose(self) -> ComposeResult:
        """Lay out the title, a line for what there is to say, and the list."""
        yield Static(self.TITLE, id="title", classes="public", markup=False)
        yield Static("", id="message", classes="public", markup=False)
        yield EntryList(empty="Reading…")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the records."""
        self.entries.focus()
        self.read()

    @property
    def entries(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    @work(group="read", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Read the records anew; the cursor stays."""
        try:
            self.post_message(self.Read(await self.ask()))
        except KaraError as problem:
            self.post_message(self.ReadFailed(problem))

    @on(Read)
    def take(self, read: Read) -> None:
        """Show what was read."""
        say(self, "#message", "")
        self.show(read.answer)
        self.refresh_bindings()

    @on(ReadFailed)
    def say_problem(self, failed: ReadFailed) -> None:
        """Say why nothing could be read; what is shown stays."""
        say(self, "#message", f"This could not be read. {failed.problem}")
        if not self.entries.entries:
            self.entries.put((), empty="")

    @on(RecordsChanged)
    def read_again(self, changed: RecordsChanged) -> None:
        """Follow what changes, here or elsewhere."""
        if any(one.entity in self.SHOWS for one in changed.changes):
            self.read()

    @on(EntryList.Moved)
    def follow_cursor(self, moved: EntryList.Moved) -> None:
        """Show the keys that make sense for the record under the cursor."""
        moved.stop()
        self.refresh_bindings()

    @on(EntryList.HeadClicked)
    def open_clicked(self, clicked: EntryList.HeadClicked) -> None:
        """Change the record that was clicked."""
        clicked.stop()
        self.change()

    @on(commands.Back)
    def go_back(self) -> None:
        """Go back to where the user came from."""
        self.dismiss(None)

    def ask_for(self, dialog: Screen[Any]) -> None:
        """Show a dialog; what it saves is shown at once."""

        def closed(answer: object) -> None:
            if answer is not None:
                self.read()

        self.app.push_screen(dialog, closed)

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell that one can always go back; the rest is for those who list something."""
        return command is commands.Back
