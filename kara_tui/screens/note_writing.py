"""Saving and signing a note: what could not be saved stays, and nobody's text is overwritten."""

import secrets
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from kara_tui.commands import notes as commands
from kara_tui.domain.errors import Conflict, KaraError
from kara_tui.domain.note import Note, NoteText
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.text import clean_lines
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.notes import SaveNote, SignNote, new_note_id
from kara_tui.screens.note_compare import NoteCompareScreen, OneText, Taken
from kara_tui.screens.note_page import NotePage
from kara_tui.screens.note_words import text_of
from kara_tui.screens.question import QuestionScreen

Step = Callable[[NoteEntry], ChangeOperation[NoteEntry]]
"""Returns what is to be done with a note once its text is saved."""

_AGAIN = "Nothing was saved: the note was changed elsewhere. F2 shows both texts again."


class NoteWriting(NotePage):
    """Saves and signs what is written."""

    @dataclass
    class Stored(Message):
        """The note is saved."""

        entry: NoteEntry
        sent: str | None
        """What stood in the field when it was sent; None when another text was asked for."""
        is_last: bool
        """Whether nothing else is under way."""

    @dataclass
    class StoreFailed(Message):
        """The note could not be saved; all of it is still in the field."""

        problem: KaraError

    def on_mount(self) -> None:
        """Choose the id of a new note: however often saving is tried, it is one note."""
        self._new_id = new_note_id()

    @on(commands.SaveDraft)
    def save(self) -> None:
        """Save the text as a draft."""
        if self.editor.is_unsaved:
            self.begin_store()
        elif self.entry is None:
            self.say("There is nothing to save yet.")

    @on(commands.Sign)
    def ask_sign(self) -> None:
        """Sign the note, when that is meant."""
        if not self.editor.text.strip():
            self.say("There is no text to sign yet.")
            return
        question = QuestionScreen(
            "Sign this note? It is locked then.",
            ((False, "Not yet"), (True, "Sign it")),
            "A signed note is never changed. What is to be said later stands under it as an "
            "amendment.",
        )

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.sign()

        self.app.push_screen(question, answered)

    def sign(self) -> None:
        """Save what is written, and sign it."""
        # What was typed now would be signed by nobody.
        self.editor.field.read_only = True
        self.begin_store(self._signing)

    def begin_store(self, then: Step | None = None) -> None:
        """Save what is not saved, then do what else is to be done with the note."""
        if not self.is_busy:
            self.is_busy = True
            self.say("")
            self.show_state()
            self.refresh_bindings()
            self._store(self.editor.text, self.editor.is_unsaved, then)

    @on(Stored)
    async def take_stored(self, stored: Stored) -> None:
        """Stand on what is saved; what was typed meanwhile stays unsaved."""
        self.saved_at = self.desk.clock()
        if stored.sent is None and not self.editor.is_unsaved:
            self.editor.show_saved(stored.entry)
        else:
            self.editor.stand_on(stored.entry, stored.sent)
        await self.editor.keep_on()
        if stored.is_last:
            self._rest()
        if stored.entry.note.is_signed:
            self.show_reading(stored.entry)

    @on(StoreFailed)
    def follow_failure(self, failed: StoreFailed) -> None:
        """Say why; where the note was changed elsewhere, show both texts."""
        self._rest()
        theirs = failed.problem.theirs if isinstance(failed.problem, Conflict) else None
        if isinstance(theirs, Note):
            self._meet(theirs)
        else:
            self.say(f"✗ Not saved. {failed.problem} Everything you typed is still here.")

    def _rest(self) -> None:
        self.is_busy = False
        self.editor.field.read_only = False
        self.show_state()
        self.refresh_bindings()

    def _meet(self, theirs: Note) -> None:
        if theirs.is_signed or theirs.in_error:
            self.lock_out(theirs)
            return
        if text_of(theirs.details) == clean_lines(self.editor.text):
            # It was saved indeed, and only the answer was lost; or both wrote the same.
            stored = self.Stored(NoteEntry(note=theirs), self.editor.text, is_last=True)
            self.post_message(stored)
            return
        screen = NoteCompareScreen(
            "This note was saved elsewhere while you were writing.",
            "Nothing has been overwritten. The chosen text goes on in the note; F2 saves it there.",
            OneText("Saved elsewhere", text_of(theirs.details)),
            OneText("Yours", self.editor.text),
        )

        def chosen(taken: Taken | None) -> None:
            if taken is None:
                self.say(_AGAIN)
                return
            self.editor.stand_on(NoteEntry(note=theirs))
            if taken.text != self.editor.text:
                self.editor.field.put(taken.text)
            self.say("F2 saves this text; ctrl+z brings back what stood here.")

        self.app.push_screen(screen, chosen)

    @abstractmethod
    def lock_out(self, theirs: Note) -> None:
        """Go on with a note that was locked elsewhere: what is typed waits as a draft."""

    def _signing(self, entry: NoteEntry) -> SignNote:
        note = entry.note
        return SignNote(client_id=note.client_id, note_id=note.id, version=note.version)

    def _saving(self, text: str) -> SaveNote:
        is_new = self.entry is None
        before = self.entry.note.details if self.entry else None
        salt = before.salt if isinstance(before, NoteText) else ""
        return SaveNote(
            client_id=self.client_id,
            note_id=self._new_id if self.entry is None else self.entry.note.id,
            version=self.editor.version,
            session_id=self.session.id if self.session and is_new else None,
            template=self.editor.template.name if is_new else "",
            details=NoteText(text=text, salt=salt or secrets.token_hex(16)),
        )

    @work(group="store", exit_on_error=False)
    async def _store(self, sent: str, is_unsaved: bool, then: Step | None) -> None:
        stored = self.entry
        try:
            if is_unsaved or stored is None:
                stored = await self.desk.backend(self._saving(sent))
                self.post_message(self.Stored(stored, sent, is_last=then is None))
            if then is not None:
                stored = await self.desk.backend(then(stored))
                is_same = stored.note.is_signed
                self.post_message(self.Stored(stored, sent if is_same else None, is_last=True))
        except KaraError as problem:
            self.post_message(self.StoreFailed(problem))
