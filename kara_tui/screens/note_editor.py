"""Where a note is written: the text, the hint for the line, and the draft that keeps it."""

from contextlib import suppress
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.note_beginning import Beginning, begun_with
from kara_tui.domain.note_forms import NoteForm
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.note_templates import FREE, NoteTemplate, hint_at
from kara_tui.domain.text import safe_text
from kara_tui.interchange.note_files import NoteFiles
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.note_reading import TEMPLATE, TEXT, typed_template, typed_text
from kara_tui.screens.note_words import text_of
from kara_tui.widgets.note_field import NoteField

_EMPTY = "Begin to write. F6 begins with a template, F7 with the text of the last note."


class NoteEditor(Vertical):
    """Holds the text of one note, and knows what of it is not saved."""

    DEFAULT_CSS = """
    NoteEditor {
        & > .hint { height: auto; max-height: 3; padding: 0 1; color: $text-muted; display: none; }
        & > .hint.-some { display: block; min-height: 1; }
    }
    """

    class Edited(Message):
        """The text, or what is kept of it, changed."""

    def __init__(self, desk: Desk, where: NoteForm) -> None:
        """Begin empty.

        Args:
            desk: Has the store.
            where: The note that is written.
        """
        super().__init__(id="writing")
        self.desk = desk
        self.where = where
        self.field = NoteField(placeholder=_EMPTY)
        """Where it is typed."""
        self.keeper = DraftKeeper(desk, where.name, self._typing)
        """Keeps it while it is typed."""
        self.entry: NoteEntry | None = None
        """What is saved; None before the first save."""
        self.template = FREE
        self.files = NoteFiles()
        self.is_closed = False
        """Whether the note cannot be written any more."""
        self._base = ""

    def compose(self) -> ComposeResult:
        """Lay out the hint over the text."""
        yield Static("", classes="hint public", markup=False)
        yield self.field
        yield self.keeper

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.text

    @property
    def version(self) -> int:
        """The version of the note that was edited; zero for a new one."""
        return self.entry.note.version if self.entry else 0

    @property
    def is_unsaved(self) -> bool:
        """Whether something is written that is not saved."""
        if self.is_closed or self.text == self._base:
            return False
        return self.entry is not None or bool(self.text.strip())

    def begin_on(self, entry: NoteEntry) -> None:
        """Show a note that is saved, to be changed."""
        self.stand_on(entry)
        self.field.fill(self._base)

    def show_saved(self, entry: NoteEntry) -> None:
        """Show another text that is saved now; undo brings back the one that stood here."""
        self.stand_on(entry)
        if self.text != self._base:
            self.field.put(self._base)

    def stand_on(self, entry: NoteEntry, sent: str | None = None) -> None:
        """Take note that a text is saved now; what stands in the field stays.

        Args:
            entry: As it is saved.
            sent: What stood in the field when it was sent; None when it came from elsewhere.
        """
        self.entry = entry
        self._base = text_of(entry.note.details) if sent is None else sent
        self.use_template(entry.note.template)
        self.post_message(self.Edited())

    def use_template(self, name: str) -> None:
        """Show the hints of a template."""
        known = (one for one in self.files.templates if one.name == name)
        self.template = next(known, self.template if self.template.name == name else FREE)
        self._show_hint()

    def go_on_with(self, draft: Draft, *, stored: bool = False) -> None:
        """Go on with a text from earlier.

        Args:
            draft: The text.
            stored: Whether what is saved was chosen instead; undo brings the text back.
        """
        if stored:
            self.field.fill(typed_text(draft))
            self.field.put(self._base)
        elif self.entry is None:
            self.use_template(typed_template(draft))
            self.field.fill(typed_text(draft))
        else:
            self.field.put(typed_text(draft))
        self.field.move_cursor(self.field.document.end)
        self.keeper.take_up(draft)

    def begin_with(self, beginning: Beginning) -> None:
        """Begin with a template or an earlier text; what is written already stays above it."""
        is_untouched = self.text == self._base or not self.text.strip()
        self.template = FREE
        self.use_template(beginning.template)
        if self.entry is None and is_untouched:
            self.field.begin_with(beginning.text)
        elif beginning.text:
            self.field.add(beginning.text)
        self._show_hint()

    def begin_with_template(self, template: NoteTemplate) -> None:
        """Begin with a template: until something is written under it, nothing is unsaved."""
        is_fresh = self.entry is None and not self.is_unsaved
        self.begin_with(begun_with(template))
        if is_fresh:
            self._base = self.text
        self.post_message(self.Edited())

    async def keep_on(self) -> None:
        """After a save: keep what was typed meanwhile, and throw away what is saved."""
        before = self.keeper
        if self.entry is not None and self.where.note_id is None:
            # From here on it is a note that is known by its id, wherever it is opened.
            self.where = replace(self.where, note_id=self.entry.note.id)
            self.keeper = DraftKeeper(self.desk, self.where.name, self._typing)
            await self.mount(self.keeper)
        # What cannot be thrown away now is recognised as saved when the note is opened.
        with suppress(KaraError):
            if self.is_unsaved:
                await self.keeper.keep_now()
            if before is not self.keeper or not self.is_unsaved:
                await before.done()
        if before is self.keeper:
            before.go_on()
        else:
            await before.remove()

    def _typing(self) -> Typing | None:
        if self.is_closed:
            return None
        if not self.is_unsaved:
            return Typing({}, version=self.version)
        begun = {TEXT: self._base} if self.entry else {}
        named = {TEMPLATE: self.template.name} if not self.entry and self.template.name else {}
        return Typing({TEXT: self.text, **named}, begun, self.version)

    @on(TextArea.Changed)
    def follow_typing(self, changed: TextArea.Changed) -> None:
        """Tell that the text changed."""
        changed.stop()
        self._show_hint()
        self.post_message(self.Edited())

    @on(TextArea.SelectionChanged)
    def follow_cursor(self, moved: TextArea.SelectionChanged) -> None:
        """Show the hint for the line."""
        moved.stop()
        self._show_hint()

    def _show_hint(self) -> None:
        if not self.is_mounted:
            return
        line = self.query_one(".hint", Static)
        line.set_class(bool(self.template.hints), "-some")
        if self.template.hints:
            hint = hint_at(self.template, self.text, self.field.cursor_location[0])
            line.update(Content(safe_text(hint)))
