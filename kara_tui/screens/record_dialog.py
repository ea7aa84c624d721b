"""A small form over the screen: it saves one record of a profile and loses nothing typed in it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.commands import form as form_commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import Conflict, KaraError
from kara_tui.domain.form_reading import FormReading
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.draft_words import when_typed
from kara_tui.screens.leaving import Leaving, leaving_question
from kara_tui.screens.record_form import RecordForm
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.record_fields import RecordFields

D = TypeVar("D")


class RecordDialog(Offering, ModalScreen[Any], Generic[D]):
    """Asks for the fields of a record and saves it; returns the saved record, or None."""

    CSS_PATH = "record_dialog.tcss"
    OFFERS = (form_commands.Save, form_commands.Cancel)
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Found(Message):
        """Texts that were typed in this form earlier, newest first."""

        drafts: tuple[Draft, ...]

    @dataclass
    class Stored(Message):
        """What was typed is saved."""

        record: Any

    @dataclass
    class StoreFailed(Message):
        """It could not be saved; all of it is still in the form."""

        problem: KaraError

    def __init__(self, desk: Desk, form: RecordForm[D]) -> None:
        super().__init__()
        self.desk = desk
        self.spec = form
        self.keeper = DraftKeeper(desk, form.name, self._typing)
        """Keeps what is typed."""
        self.fields = RecordFields(form.fields, form.base, self._read, form.also)
        """What is typed."""
        self._version = form.version
        self._is_saving = False

    def compose(self) -> ComposeResult:
        """Lay out the title, the fields, and what there is to say."""
        with Vertical(classes="dialog"):
            yield Static(Content(safe_text(self.spec.title)), classes="question")
            if self.spec.hint:
                yield Static(Content(safe_text(self.spec.hint)), classes="hint public")
            yield self.fields
            yield Static("", classes="told public", markup=False)
            yield KeyLine()
        yield self.keeper

    def on_mount(self) -> None:
        """Look for text from earlier."""
        self._find()

    def is_possible(self, _command: type[Command]) -> bool | None:
        """Tell whether nothing is being saved at the moment."""
        return not self._is_saving

    def tell(self, words: str) -> None:
        """Show a sentence under the fields; nothing when it is empty."""
        told = self.query_one(".told", Static)
        told.update(Content(safe_text(words, lines=True)))
        told.display = bool(words)

    @on(Found)
    def show_earlier(self, found: Found) -> None:
        """Put what was typed last into the form, with the saved values beside it."""
        left = [one for one in found.drafts if not self.desk.presence.is_being_typed(one)]
        if not left or self.fields.touched():
            return
        self.fields.fill(opened(left[0].content).typed)
        self.keeper.take_up(left[0])
        more = f" F9 shows {len(left) - 1} more." if len(left) > 1 else ""
        self.tell(f"Typed {when_typed(left[0], self.desk)}, and not saved yet.{more}")

    @on(form_commands.Save)
    def save(self) -> None:
        """Save, unless a field has a problem; then show where."""
        if label := self.fields.first_problem():
            self.tell(f"Not saved yet: {label} needs another look.")
            return
        self.tell("")
        self._is_saving = True
        self.refresh_bindings()
        self._store(self.fields.show_reading().details)

    @on(Stored)
    async def finish(self, stored: Stored) -> None:
        """Leave with the saved record."""
        # A draft that cannot be thrown away now is recognised as saved when it is offered.
        with suppress(KaraError):
            await self.keeper.done()
        self.dismiss(stored.record)

    @on(StoreFailed)
    def follow_failure(self, failed: StoreFailed) -> None:
        """Say why nothing was saved; where it was changed elsewhere, show what is saved now."""
        self._is_saving = False
        self.refresh_bindings()
        theirs = getattr(failed.problem, "theirs", None)
        if isinstance(failed.problem, Conflict) and hasattr(theirs, "version"):
            self._show_theirs(theirs)
            return
        self.tell(f"Not saved. {failed.problem} Everything you typed is still here.")

    @on(form_commands.Cancel)
    def cancel(self) -> None:
        """Leave the form; ask first when something would be lost."""
        if self.fields.touched():
            self.app.push_screen(leaving_question(), self._leave)
        else:
            self._give_up()

    @on(DraftKeeper.NotKept)
    def say_not_kept(self, failed: DraftKeeper.NotKept) -> None:
        """Say that only this screen has the text."""
        self.tell(f"! What you type is not kept: {failed.problem.sentence}")

    @on(DraftKeeper.KeptAgain)
    def say_kept(self) -> None:
        """Take that back."""
        self.tell("")

    def _show_theirs(self, theirs: Any) -> None:
        self._version = theirs.version
        self.fields.stand_on(self.spec.values_of(theirs))
        self.tell("This was changed elsewhere. What is saved now stands beside; F2 saves yours.")

    def _read(self, typed: Mapping[str, str]) -> FormReading[D]:
        return self.spec.read(typed, self.desk.context())

    def _typing(self) -> Typing:
        touched = self.fields.touched()
        begun = {name: self.fields.saved[name] for name in touched}
        return Typing(touched, begun, self._version)

    def _leave(self, leaving: Leaving | None) -> None:
        if leaving is Leaving.KEEP:
            self._keep_and_leave()
        elif leaving is Leaving.DISCARD:
            self._give_up()

    @work(group="draft", exit_on_error=False)
    async def _find(self) -> None:
        with suppress(KaraError):
            if drafts := await self.keeper.find():
                self.post_message(self.Found(drafts))

    @work(group="store", exit_on_error=False)
    async def _store(self, details: D) -> None:
        wish = self.spec.wish(details, self._version)
        try:
            record = await self.desk.backend(wish)
        except KaraError as problem:
            self.post_message(self.StoreFailed(problem))
            return
        hint = " · u undoes" if wish.undoable else ""
        about = self.desk.privacy.about(safe_text(self.spec.about(details)))
        self.app.notify(f"{wish.past}{about}{hint}", markup=False)
        self.post_message(self.Stored(record))

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def _give_up(self) -> None:
        with suppress(KaraError):
            await self.keeper.done()
        self.dismiss(None)

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def _keep_and_leave(self) -> None:
        try:
            await self.keeper.leave()
        except KaraError as problem:
            self.post_message(DraftKeeper.NotKept(problem))
        else:
            self.dismiss(None)
