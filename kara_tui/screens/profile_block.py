"""One part of a profile: a heading with its key, and what it holds, read once it is in sight."""

from abc import abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from kara_tui.commands.command import Offering
from kara_tui.domain.client import Client
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Change, Entity
from kara_tui.domain.ids import ClientId
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.part_heading import FOLDED, PartHeading
from kara_tui.screens.profile_parts import part_named

IN_COLUMNS = ("-wide", "-roomy")
"""Classes of a screen that shows several parts beside each other, where they can be folded."""


class ProfileBlock(Offering, Vertical):
    """Reads its records in the background when it first comes in sight, and when they change.

    A block says in `PART` which part of the profile it is, and in `SHOWS` whose changes concern
    it; it lays out its content, reads it, and shows what was read.
    """

    PART: ClassVar[str]
    SHOWS: ClassVar[Collection[Entity]] = ()

    class NeedChanged(Message):
        """The client turned out to need this block, or not."""

    @dataclass
    class Read(Message):
        """What the block shows has been read."""

        block: "ProfileBlock"
        answer: object

    @dataclass
    class ReadFailed(Message):
        """It could not be read."""

        block: "ProfileBlock"
        problem: KaraError

    def __init__(self, desk: Desk, client_id: ClientId) -> None:
        super().__init__(id=self.PART, classes="part")
        self.desk = desk
        self.client_id = client_id
        self.is_needed = True
        """Whether it stands on this client's profile."""
        self._has_begun = False

    @property
    def keyboard(self) -> Widget:
        """What has the keyboard when somebody goes to this block."""
        return next(one for one in self.query("*") if one.focusable)

    @abstractmethod
    def compose_content(self) -> ComposeResult:
        """Lay out what stands under the heading."""

    @abstractmethod
    async def ask(self) -> object:
        """Read what the block shows.

        Raises:
            KaraError: When it cannot be read.
        """

    @abstractmethod
    def show(self, answer: object) -> None:
        """Show what `ask` has read."""

    def compose(self) -> ComposeResult:
        """Lay out the heading, the content, and the place for a problem."""
        yield PartHeading(part_named(self.PART))
        yield from self.compose_content()
        yield Static("", classes="problem public", markup=False)

    def on_show(self, _event: events.Show) -> None:
        """Begin to read once there is somebody to see it."""
        self.begin_in_sight()

    def on_resize(self) -> None:
        """Begin to read what is unfolded."""
        self.begin_in_sight()

    def begin_in_sight(self) -> None:
        """Begin to read, unless only the heading is shown."""
        is_apart = any(self.screen.has_class(one) for one in IN_COLUMNS)
        if not (is_apart and self.has_class(FOLDED)):
            self.begin()

    def begin(self) -> None:
        """Read what the block shows, if that has not begun yet."""
        if not self._has_begun:
            self._has_begun = True
            self.read()

    def take_client(self, client: Client) -> None:
        """Take note of the client's record, where what is shown depends on it."""

    def need(self, is_needed: object) -> None:
        """Stand on the profile, or not."""
        if bool(is_needed) is not self.is_needed:
            self.is_needed = bool(is_needed)
            self.set_class(not is_needed, "-unneeded")
            self.post_message(self.NeedChanged())

    def say_count(self, words: str) -> None:
        """Show a few words beside the heading, such as how many there are."""
        self.query_one(PartHeading).say_count(words)

    def keep_up(self, changes: Iterable[Change]) -> None:
        """Read again when something that the block shows has changed."""
        mine = (one for one in changes if one.about == self.client_id)
        if self._has_begun and any(one.entity in self.SHOWS for one in mine):
            self.read()

    def ask_for(self, dialog: Screen[Any]) -> None:
        """Show a dialog; what it saves is shown at once."""

        def closed(answer: object) -> None:
            if answer is not None:
                self.read()

        self.app.push_screen(dialog, closed)

    @work(group="block", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Read what the block shows."""
        try:
            answer = await self.ask()
        except KaraError as problem:
            self.post_message(self.ReadFailed(self, problem))
        else:
            self.post_message(self.Read(self, answer))

    @on(Read)
    def take_answer(self, read: Read) -> None:
        """Show what was read."""
        read.stop()
        self._say("")
        self.show(read.answer)
        self.refresh_bindings()

    @on(ReadFailed)
    def say_problem(self, failed: ReadFailed) -> None:
        """Say why nothing could be read; what is shown stays."""
        failed.stop()
        self._say(f"This could not be read. {failed.problem}")

    def _say(self, words: str) -> None:
        line = self.query_one(".problem", Static)
        line.update(Content(safe_text(words)))
        line.display = bool(words)
