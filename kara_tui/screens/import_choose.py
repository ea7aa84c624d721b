"""Choosing a file: a path that is completed as it is typed."""

import asyncio
from dataclasses import dataclass

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kara_tui.domain.text import safe_text
from kara_tui.screens.import_paths import Suggestion, completed, suggestions

LONGEST_PATH = 4096

_HINT = "A table (CSV), an address book (vCard) or FHIR (JSON). Tab completes, ↓ goes to the list."


class PathInput(Input):
    """A path. Tab completes it; no pasted mark steers the terminal."""

    @dataclass
    class CompletionWanted(Message):
        """Tab was pressed."""

    @dataclass
    class ListWanted(Message):
        """The person wants to choose from the list."""

    def on_key(self, event: events.Key) -> None:
        """Complete with tab, go to the list with down."""
        wanted = {"tab": self.CompletionWanted, "down": self.ListWanted}.get(event.key)
        if wanted is not None:
            event.stop()
            event.prevent_default()
            self.post_message(wanted())

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted or dropped path, safe to show."""
        event.stop()
        event.prevent_default()
        lines = event.text[:LONGEST_PATH].splitlines()
        self.insert_text_at_cursor(safe_text(lines[0]) if lines else "")


class ChoosePane(Vertical):
    """Asks for a file."""

    @dataclass
    class FileChosen(Message):
        """A path was typed or picked."""

        typed: str

    def __init__(
        self, pane_id: str, hint: str = _HINT, example: str = "~/Downloads/clients.csv"
    ) -> None:
        """Ask for a file.

        Args:
            pane_id: The pane's id.
            hint: What kind of file it is.
            example: What a path looks like.
        """
        super().__init__(id=pane_id)
        self._hint = hint
        self._example = example
        self._offered: tuple[Suggestion, ...] = ()
        self._offered_for = ""

    def compose(self) -> ComposeResult:
        """Lay out the path, why it cannot be taken, and what it may become."""
        yield Static(Content("File"), classes="label")
        yield PathInput(placeholder=self._example, max_length=LONGEST_PATH, select_on_focus=False)
        yield Static(Content(self._hint), classes="hint")
        yield Static("", classes="problem", markup=False)
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Offer what is here."""
        self.path.focus()
        self.suggest("")

    @property
    def path(self) -> PathInput:
        """Where the path is typed."""
        return self.query_one(PathInput)

    def say_reading(self) -> None:
        """Say that the file is being read."""
        self.say("")
        self.query_one(".hint", Static).update(Content("Reading the file …"))

    def say(self, problem: str) -> None:
        """Say beside the path why it cannot be taken; an empty text takes that away."""
        self.query_one(".hint", Static).update(Content(self._hint))
        self.query_one(".problem", Static).update(Content(safe_text(problem)))
        if problem:
            self.path.focus()

    @on(Input.Changed)
    def follow_typing(self, typed: Input.Changed) -> None:
        """Offer what the path may become."""
        typed.stop()
        self.say("")
        self.suggest(typed.value)

    @work(group="suggest", exclusive=True, exit_on_error=False)
    async def suggest(self, typed: str) -> None:
        """Look into the folder that is typed."""
        offered = await asyncio.to_thread(suggestions, typed)
        self._offered, self._offered_for = offered, typed
        self.query_one(OptionList).set_options([Option(Content(one.name)) for one in offered])

    @on(PathInput.CompletionWanted)
    def complete(self) -> None:
        """Make the path longer; where that is not possible, go on to the list."""
        typed = self.path.value
        longer = completed(typed, self._offered) if self._offered_for == typed else typed
        if longer != typed:
            self._put(longer)
        else:
            self.go_to_list()

    @on(PathInput.ListWanted)
    def go_to_list(self) -> None:
        """Give the list the keyboard."""
        if self._offered:
            offered = self.query_one(OptionList)
            offered.focus()
            offered.highlighted = offered.highlighted or 0

    @on(OptionList.OptionSelected)
    def pick(self, selected: OptionList.OptionSelected) -> None:
        """Go into a folder, or take a file."""
        selected.stop()
        picked = self._offered[selected.option_index]
        self._put(picked.typed)
        if not picked.is_folder:
            self.post_message(self.FileChosen(picked.typed))

    @on(Input.Submitted)
    def take(self, submitted: Input.Submitted) -> None:
        """Take what is typed."""
        submitted.stop()
        if submitted.input.value.strip():
            self.post_message(self.FileChosen(submitted.input.value))

    def _put(self, typed: str) -> None:
        self.path.value = typed
        self.path.cursor_position = len(typed)
        self.path.focus()
