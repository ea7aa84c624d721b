"""An amendment of a signed note: kept while it is typed, signed when it is added."""

from contextlib import suppress
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.commands import form as form_commands
from kara_tui.commands import notes as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import uuid7
from kara_tui.domain.note import NoteText
from kara_tui.domain.note_forms import NoteForm
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.text import clean_lines
from kara_tui.operations.notes import AmendNote
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.draft_words import when_typed
from kara_tui.screens.leaving import Leaving, leaving_question
from kara_tui.screens.note_reading import TEXT, saved_texts, typed_text
from kara_tui.screens.saying import say
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.note_field import LONGEST_NOTE, NoteField


class AmendingScreen(Offering, ModalScreen[NoteEntry | None]):
    """Returns the note with its new amendment, or None when the user goes back."""

    CSS_PATH = "amending.tcss"
    OFFERS = (commands.AddAmendment, form_commands.Cancel)
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Found(Message):
        """What was typed here earlier, newest first."""

        drafts: tuple[Draft, ...]

    @dataclass
    class Stored(Message):
        """The amendment stands under the note."""

        entry: NoteEntry

    @dataclass
    class StoreFailed(Message):
        """It could not be added; all of it is still here."""

        problem: KaraError

    def __init__(self, desk: Desk, entry: NoteEntry, left_over: Draft | None = None) -> None:
        """Begin empty, or with what was typed and never saved.

        Args:
            desk: Has the store.
            entry: The signed note.
            left_over: What was typed in the note itself before it was signed elsewhere.
        """
        super().__init__()
        self.desk = desk
        self.note = note = entry.note
        self._saved = saved_texts(entry)
        self.field = NoteField(placeholder="What is to be added. It is signed when you add it.")
        """Where it is typed."""
        form = NoteForm(note.client_id, note_id=note.id, is_amendment=True)
        self.keeper = DraftKeeper(desk, form.name, self._typing)
        """Keeps it while it is typed."""
        self._left_over = left_over
        self._is_busy = False
        # However often adding is tried, it is one amendment.
        self._new_id = uuid7()

    def compose(self) -> ComposeResult:
        """Lay out the text, and what there is to say about it."""
        with Vertical(classes="dialog"):
            yield Static(Content("Add an amendment"), classes="question public")
            yield self.field
            yield Static("", classes="told public", markup=False)
            yield KeyLine()
        yield self.keeper

    def on_mount(self) -> None:
        """Look for what was typed earlier."""
        self.field.focus()
        self._find()

    def is_possible(self, _command: type[Command]) -> bool | None:
        """Tell whether nothing is under way."""
        return not self._is_busy

    def tell(self, words: str) -> None:
        """Say something about the amendment; nothing when it is empty."""
        say(self, ".told", words)

    @on(Found)
    def show_earlier(self, found: Found) -> None:
        """Go on with what was typed last."""
        left = [one for one in found.drafts if not self._is_settled(one)]
        if self.field.text or not left:
            return
        self.field.fill(typed_text(left[0]))
        self.keeper.take_up(left[0])
        more = f" F9 shows {len(left) - 1} more." if len(left) > 1 else ""
        self.tell(f"Typed {when_typed(left[0], self.desk)}, and not added yet.{more}")

    @on(commands.AddAmendment)
    def add(self) -> None:
        """Sign the amendment and add it."""
        if not self.field.text.strip():
            self.tell("There is nothing to add yet.")
            return
        self._is_busy = self.field.read_only = True
        self.refresh_bindings()
        self._store(self.field.text)

    @on(Stored)
    async def finish(self, stored: Stored) -> None:
        """Leave with the note."""
        # What cannot be thrown away now is offered once more, and can be then.
        with suppress(KaraError):
            await self.keeper.done()
        self.dismiss(stored.entry)

    @on(StoreFailed)
    def say_failure(self, failed: StoreFailed) -> None:
        """Say why; everything stays."""
        self._is_busy = self.field.read_only = False
        self.refresh_bindings()
        self.tell(f"✗ Not added. {failed.problem} Everything you typed is still here.")

    @on(DraftKeeper.NotKept)
    def say_not_kept(self, failed: DraftKeeper.NotKept) -> None:
        """Say that only this screen has the text."""
        self.tell(f"! What you type is not kept: {failed.problem.sentence}")

    @on(DraftKeeper.KeptAgain)
    def say_kept(self) -> None:
        """Take that back."""
        self.tell("")

    @on(NoteField.PasteRefused)
    def say_refused(self, refused: NoteField.PasteRefused) -> None:
        """Say why a paste was not taken."""
        most = f"An amendment takes at most {LONGEST_NOTE:,} characters."
        self.tell(f"✗ Nothing was pasted: that text has {refused.length:,}. {most}")

    @on(form_commands.Cancel)
    def cancel(self) -> None:
        """Leave; ask first when something would be lost."""
        if self.field.text.strip():
            self.app.push_screen(leaving_question(), self._leave)
        else:
            self._give_up()

    def _leave(self, leaving: Leaving | None) -> None:
        if leaving is Leaving.KEEP:
            self._keep_and_leave()
        elif leaving is Leaving.DISCARD:
            self._give_up()

    def _is_settled(self, draft: Draft) -> bool:
        # Where the program ended right behind the signature, the draft outlived it.
        is_saved = clean_lines(typed_text(draft)) in self._saved
        return is_saved or self.desk.presence.is_being_typed(draft)

    def _typing(self) -> Typing:
        text = self.field.text
        return Typing({TEXT: text} if text.strip() else {})

    @work(group="draft", exit_on_error=False)
    async def _find(self) -> None:
        with suppress(KaraError):
            drafts = await self.keeper.find()
            left = (self._left_over,) if self._left_over else ()
            self.post_message(self.Found((*drafts, *left)))

    @work(group="store", exit_on_error=False)
    async def _store(self, text: str) -> None:
        wish = AmendNote(
            client_id=self.note.client_id,
            note_id=self.note.id,
            amendment_id=self._new_id,
            details=NoteText(text=text),
        )
        try:
            entry = await self.desk.backend(wish)
        except KaraError as problem:
            self.post_message(self.StoreFailed(problem))
        else:
            self.post_message(self.Stored(entry))

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
