"""The page of one note: the last ones at its left, the text, and what there is to say."""

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kara_tui.commands import notes as commands
from kara_tui.commands.command import Offering
from kara_tui.domain.ids import ClientId, NoteId
from kara_tui.domain.note_forms import NoteForm
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.session import Session
from kara_tui.domain.text import safe_text
from kara_tui.screens.amending import AmendingScreen
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.last_notes import LastNotes, scroll_page
from kara_tui.screens.note_editor import NoteEditor
from kara_tui.screens.note_words import (
    about_briefly,
    about_words,
    entry_text,
    flaw_words,
    standing,
    template_title,
    text_of,
    words_in,
)
from kara_tui.screens.profile_facts import clock_time
from kara_tui.screens.saying import say
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.note_field import LONGEST_NOTE, NoteField
from kara_tui.widgets.veil import VeilSign, naming

_BREAKPOINTS = ((0, "-tiny"), (60, "-narrow"), (80, "-normal"), (100, "-wide"))
"""From the last one on, the last notes stand beside the text."""
_LOOK_SECONDS = 0.25


class NotePage(Offering, Screen[NoteEntry | None]):
    """Shows a note to be written, or one that is signed; says how it stands."""

    CSS_PATH = "note_screen.tcss"

    def __init__(
        self,
        desk: Desk,
        client_id: ClientId,
        client_name: str,
        session: Session | None,
        note_id: NoteId | None,
    ) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = list(_BREAKPOINTS)
        self.desk = desk
        self.client_id = client_id
        self.client_name = client_name
        self.session = session
        where = NoteForm(client_id, session.id if session else None, note_id)
        self.editor = NoteEditor(desk, where)
        """Where it is written."""
        self.last = LastNotes()
        self.is_busy = False
        """Whether something is being saved."""
        self.has_read = False
        """Whether the note has been read."""
        self.saved_at: datetime | None = None
        """When the note was saved last; None when that is not known."""
        self._not_kept = ""
        self._shown: tuple[str, str] = ("", "")

    def compose(self) -> ComposeResult:
        """Lay out the page as far as it is known before anything has been read."""
        with Horizontal(id="top"):
            yield Static("", id="title", classes="public", markup=False)
            yield Static("", id="state", classes="public", markup=False)
            yield VeilSign()
        yield Static("", id="message", classes="public", markup=False)
        with Horizontal(id="page"):
            with Vertical(id="aside"):
                yield Static("Last notes", classes="heading public")
                yield self.last
            yield self.editor
            with VerticalScroll(id="reading"):
                yield Static("", id="flaws", classes="public", markup=False)
                yield Static("", id="standing", classes="public", markup=False)
                yield Static("", id="text", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Give the text the keyboard; what is kept of it is told as time goes on."""
        self.editor.field.focus()
        self.show_state()
        self.set_interval(_LOOK_SECONDS, self.show_state)

    @property
    def entry(self) -> NoteEntry | None:
        """The note as it is saved; None before the first save."""
        return self.editor.entry

    @property
    def keeper(self) -> DraftKeeper:
        """Keeps what is typed: in the amendment that is open, or in the note."""
        for one in self.app.screen_stack:
            if isinstance(one, AmendingScreen) and one.note.client_id == self.client_id:
                return one.keeper
        return self.editor.keeper

    @property
    def is_ready(self) -> bool:
        """Whether it takes keys: a note that is saved has to be read first."""
        return self.has_read or self.editor.where.note_id is None

    @property
    def is_reading(self) -> bool:
        """Whether the note cannot be changed any more: it is signed, or was entered in error."""
        return self.editor.is_closed

    @property
    def is_beside(self) -> bool:
        """Whether there is room for the last notes beside the text."""
        return self.has_class("-wide")

    def say(self, words: str) -> None:
        """Show a sentence above the text; nothing when it is empty."""
        say(self, "#message", words)

    def show_reading(self, entry: NoteEntry) -> None:
        """Turn into reading a note that is locked."""
        self.editor.is_closed = True
        self.editor.stand_on(entry)
        self.add_class("-reading")
        say(self, "#flaws", flaw_words(entry))
        words = standing(entry.note, self.desk)
        words = f"{words[:1].upper()}{words[1:]}."
        self.query_one("#standing", Static).update(Content(safe_text(words)))
        self.query_one("#text", Static).update(entry_text(entry, self.desk))
        if self.focused is None or self.editor.field.has_focus:
            self.query_one("#reading").focus()
        self.show_state()
        self.refresh_bindings()

    @on(NoteEditor.Edited)
    def show_state(self) -> None:
        """Say what is written, how much of it, and how far it is saved."""
        shown = (self._title(), self._state())
        if shown != self._shown and self.is_mounted:
            self._shown = shown
            for place, words in zip(("#title", "#state"), shown, strict=True):
                self.query_one(place, Static).update(naming(words, self.client_name))
            self.query_one("#state").set_class(self.editor.is_unsaved, "-unsaved")
            self.refresh_bindings()

    @on(DraftKeeper.NotKept)
    def say_not_kept(self, failed: DraftKeeper.NotKept) -> None:
        """Say that only this screen has the text."""
        self._not_kept = failed.problem.sentence
        self.show_state()

    @on(DraftKeeper.KeptAgain)
    def say_kept(self) -> None:
        """Take that back."""
        self._not_kept = ""
        self.show_state()

    @on(NoteField.PasteRefused)
    def say_refused(self, refused: NoteField.PasteRefused) -> None:
        """Say why a paste was not taken."""
        most = f"A note takes at most {LONGEST_NOTE:,} characters."
        self.say(f"✗ Nothing was pasted: that text has {refused.length:,}. {most}")

    @on(commands.LookBack)
    def look_back(self) -> None:
        """Go to the last notes, and back."""
        if self.last.has_focus:
            self.go_to_text()
        else:
            self.add_class("-aside")
            self.last.focus()

    def go_to_text(self) -> None:
        """Give the text the keyboard."""
        self.remove_class("-aside")
        (self.query_one("#reading") if self.is_reading else self.editor.field).focus()

    @on(commands.ScrollBack)
    def scroll_back(self) -> None:
        """Scroll the last notes up."""
        scroll_page(self.last, -1)

    @on(commands.ScrollOn)
    def scroll_on(self) -> None:
        """Scroll the last notes down."""
        scroll_page(self.last, 1)

    @property
    def about(self) -> datetime | None:
        """When the session was, or the day that the note is about; None for now."""
        if self.entry is not None:
            return self.entry.note.about
        return self.session.starts_at if self.session else None

    def _title(self) -> str:
        about = self.about
        told = about_words if self.is_beside else about_briefly
        when = told(about, self.desk) if about else "new note"
        template = template_title(self.editor.template.name, self.editor.files.templates)
        parts = (self.client_name, when, template if self.is_beside else "")
        return " · ".join(filter(None, parts))

    def _state(self) -> str:
        if self.is_reading and self.entry:
            count = words_in(len(text_of(self.entry.note.details).split()))
            return f"{count} · {'in error' if self.entry.note.in_error else 'signed'}"
        return f"{words_in(self.editor.field.words)} · {self._kept_words()}"

    def _kept_words(self) -> str:
        if self.is_busy:
            return "saving…"
        if self.editor.is_unsaved:
            if self._not_kept:
                return f"● unsaved, not kept as a draft: {self._not_kept}"
            return f"● {'kept as draft' if self.editor.keeper.has_kept else 'unsaved'}"
        if self.entry is None:
            return "new"
        return f"saved {clock_time(self.saved_at, self.desk)}" if self.saved_at else "saved"
