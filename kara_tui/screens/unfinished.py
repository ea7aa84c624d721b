"""Everything that was typed and not saved: by whom it waits, since when, and over what."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kara_tui.commands import drafts as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.text import safe_text
from kara_tui.operations.drafts import DiscardDraft
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_words import typed_facts
from kara_tui.screens.leaving import Leaving, leaving_question
from kara_tui.screens.unfinished_reading import Unfinished, read_saved, read_unfinished
from kara_tui.widgets.fact_list import FactList
from kara_tui.widgets.key_line import KeyLine

_NONE = "Everything that was typed is saved. esc goes back."
_LIVE = "Being typed elsewhere: it is not touched there. Enter goes on with a copy of it here."


class UnfinishedScreen(Offering, Screen[Draft | None]):
    """Returns the text to go on with, or None when the user goes back."""

    CSS_PATH = "unfinished.tcss"
    OFFERS = (commands.GoOn, commands.Discard, commands.Back)
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Read(Message):
        """The texts have been read."""

        found: tuple[Unfinished, ...]
        more: int

    @dataclass
    class SavedRead(Message):
        """The record has been read over which a text was typed."""

        client_id: ClientId
        saved: Mapping[str, str]

    @dataclass
    class Failed(Message):
        """The store did not do what was asked."""

        problem: KaraError

    def __init__(self, desk: Desk, form_name: str = "") -> None:
        """Show what was typed and not saved.

        Args:
            desk: Has the store.
            form_name: Only what was typed in this form; everything when empty.
        """
        super().__init__()
        self.desk = desk
        self._form_name = form_name
        self._found: tuple[Unfinished, ...] = ()
        self._saved: dict[ClientId, Mapping[str, str]] = {}

    def compose(self) -> ComposeResult:
        """Lay out the texts over the one that is looked at."""
        yield Static("Typed and not saved", id="title", classes="public")
        yield Static("", id="message", classes="public", markup=False)
        yield OptionList()
        yield Static("", id="standing", markup=False)
        with VerticalScroll(id="page"):
            yield FactList()
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the texts."""
        # What was said at the start about these texts would lie over them.
        self.app.clear_notifications()
        self.query_one(OptionList).focus()
        self._read()

    @property
    def chosen(self) -> Unfinished | None:
        """The text under the cursor."""
        place = self.query_one(OptionList).highlighted if self._found else None
        return None if place is None else self._found[place]

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell what can be done with the text under the cursor."""
        if command is commands.Back:
            return True
        one = self.chosen
        return one is not None and not (command is commands.Discard and one.is_live)

    @work(group="unfinished", exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            found, more = await read_unfinished(self.desk, self._form_name)
        except KaraError as problem:
            self.post_message(self.Failed(problem))
        else:
            self.post_message(self.Read(found, more))

    @on(Read)
    def show_read(self, read: Read) -> None:
        """List the texts; the cursor stays where it was."""
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        self._found = read.found
        options.set_options([Option(Content(one.line(self.desk))) for one in read.found])
        more = f"{read.more} older ones come up when some of these are gone."
        self._say("" if read.found else _NONE, more if read.more else "")
        options.highlighted = min(place, len(read.found) - 1) if read.found else None
        self.show_chosen()

    @on(OptionList.OptionHighlighted)
    def show_chosen(self) -> None:
        """Show the text under the cursor in full, beside what is saved."""
        one = self.chosen
        edited = one.edited if one else None
        saved = self._saved.get(edited) if edited else None
        self.query_one(FactList).facts = typed_facts(one.content, saved) if one else ()
        if edited and saved is None:
            self._read_saved(edited)
        standing = self.query_one("#standing", Static)
        standing.update(Content(_LIVE if one and one.is_live else ""))
        standing.display = bool(one and one.is_live)
        self.refresh_bindings()

    @work(group="saved", exclusive=True, exit_on_error=False)
    async def _read_saved(self, client_id: ClientId) -> None:
        try:
            saved = await read_saved(self.desk, client_id)
        except KaraError as problem:
            self.post_message(self.Failed(problem))
        else:
            self.post_message(self.SavedRead(client_id, saved))

    @on(SavedRead)
    def show_saved(self, read: SavedRead) -> None:
        """Show beside the text what is saved."""
        self._saved[read.client_id] = read.saved
        if self.chosen and self.chosen.edited == read.client_id:
            self.show_chosen()

    @on(Failed)
    def show_failure(self, failed: Failed) -> None:
        """Say what went wrong."""
        self._say(str(failed.problem))

    @on(OptionList.OptionSelected)
    @on(commands.GoOn)
    def go_on(self) -> None:
        """Return the text under the cursor."""
        if one := self.chosen:
            self.dismiss(one.draft)

    @on(commands.Discard)
    def ask_discard(self) -> None:
        """Throw the text under the cursor away, when that is meant."""
        one = self.chosen
        if one is None:
            return
        key = one.draft.key

        def answered(leaving: Leaving | None) -> None:
            if leaving is Leaving.DISCARD:
                self._discard(key)

        self.app.push_screen(leaving_question(is_open=False), answered)

    @work(group="discard", exit_on_error=False)
    async def _discard(self, key: str) -> None:
        try:
            await self.desk.backend(DiscardDraft(key=key))
        except KaraError as problem:
            self.post_message(self.Failed(problem))
        else:
            self._read()

    @on(commands.Back)
    def go_back(self) -> None:
        """Leave every text as it is."""
        self.dismiss(None)

    def _say(self, *words: str) -> None:
        line = self.query_one("#message", Static)
        line.update(Content(safe_text(" ".join(filter(None, words)))))
        line.display = any(words)
