"""Opening a note: as it is saved, with what was typed in it and never saved."""

from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from kara_tui.commands import notes as commands
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId, NoteId
from kara_tui.domain.note import Note
from kara_tui.domain.note_beginning import last_note
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.session import Session
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_words import ago, when_typed
from kara_tui.screens.messages import RecordsChanged
from kara_tui.screens.note_compare import NoteCompareScreen, OneText, Taken
from kara_tui.screens.note_reading import FoundNote, read_note, typed_text
from kara_tui.screens.note_words import text_of
from kara_tui.screens.note_writing import NoteWriting
from kara_tui.screens.profile_facts import clock_time

_CHANGED = "This note was changed elsewhere. What you type is kept; F2 shows both texts."


class NoteOpening(NoteWriting):
    """Reads the note, and goes on with what was typed in it before."""

    @dataclass
    class Read(Message):
        """The note has been read."""

        found: FoundNote

    @dataclass
    class ReadFailed(Message):
        """It could not be read."""

        problem: KaraError

    def __init__(
        self,
        desk: Desk,
        client_id: ClientId,
        client_name: str,
        session: Session | None,
        note_id: NoteId | None,
        wanted_draft: str = "",
    ) -> None:
        """Open a note.

        Args:
            desk: Has the store.
            client_id: Whose note.
            client_name: What they are called.
            session: What a new note is about; None when it is about the client, and may be None
                for a note that is saved.
            note_id: The note; None for a new one.
            wanted_draft: The key of the text to go on with, if it is still there.
        """
        super().__init__(desk, client_id, client_name, session, note_id)
        self.left_over: tuple[Draft, ...] = ()
        """What was typed in the note before it was locked, and never saved."""
        self.could_not_read = False
        self.wants_amendment = False
        """Whether to go on with an amendment as soon as the note has been read."""
        self._wanted = wanted_draft

    def on_mount(self) -> None:
        """Read the note."""
        if self.editor.where.note_id is not None:
            self.editor.field.read_only = True
        self.read()

    @work(group="read", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Read the note, and what belongs to it."""
        try:
            found = await read_note(self.desk, self.editor.where)
        except KaraError as problem:
            self.post_message(self.ReadFailed(problem))
        else:
            self.post_message(self.Read(found))

    @on(Read)
    def take_read(self, read: Read) -> None:
        """Show what was read; what is typed meanwhile stays."""
        found, is_first = read.found, not self.has_read
        self.has_read, self.could_not_read = True, False
        self.editor.files = found.files
        self.last.show_notes(found.last, found.files.templates, self.desk)
        if found.saved_at is not None:
            self.saved_at = found.saved_at
        entry = found.entry
        if entry is not None and (entry.note.is_signed or entry.note.in_error):
            self._take_locked(entry, found.drafts)
        elif entry is not None:
            self._take_draft(entry, is_first=is_first)
        if is_first:
            self._find_place(found)
        if is_first and not self.is_reading:
            self._offer(found.drafts)
        if self.wants_amendment and self.is_reading:
            self.wants_amendment = False
            self.post_message(commands.Amend())
        self.show_state()
        self.refresh_bindings()

    @on(ReadFailed)
    def say_failure(self, failed: ReadFailed) -> None:
        """Say why; a new note can be written all the same."""
        self.could_not_read = True
        retry = "r tries again." if self.editor.where.note_id and not self.has_read else ""
        self.say(f"This could not be read. {failed.problem} {retry}".strip())
        self.refresh_bindings()

    @on(RecordsChanged)
    def keep_up(self, changed: RecordsChanged) -> None:
        """Read again when a note of this client has changed."""
        kinds, own = (Entity.NOTE, Entity.AMENDMENT), self.editor.where.note_id
        mine = [one for one in changed.changes if one.about == self.client_id]
        news = [
            one
            for one in mine
            if one.entity in kinds and (one.entity_id != own or one.version > self.editor.version)
        ]
        if news and not self.is_busy:
            self.read()

    def lock_out(self, theirs: Note) -> None:
        """Go on with a note that was locked elsewhere: what is typed waits as a draft."""
        self.editor.field.read_only = True
        self.editor.stand_on(NoteEntry(note=theirs))
        self._keep_and_read()

    @work(group="store", exit_on_error=False)
    async def _keep_and_read(self) -> None:
        try:
            await self.editor.keeper.leave()
        except KaraError as problem:
            self.post_message(self.StoreFailed(problem))
        else:
            self.editor.is_closed = True
            self.read()

    def _take_draft(self, entry: NoteEntry, *, is_first: bool) -> None:
        if is_first:
            self.editor.field.read_only = False
            self.editor.begin_on(entry)
        elif entry.note.version <= self.editor.version or self.is_busy:
            return
        elif self.editor.is_unsaved:
            self.say(_CHANGED)
        else:
            self.editor.show_saved(entry)

    def _take_locked(self, entry: NoteEntry, drafts: tuple[Draft, ...]) -> None:
        if self.editor.is_unsaved:
            # Its text is to be kept before the field is closed.
            self.lock_out(entry.note)
            return
        self.left_over = tuple(one for one in drafts if not self._is_live(one))
        self.show_reading(entry)
        if self.left_over:
            typed = when_typed(self.left_over[0], self.desk)
            locked = "was signed" if entry.note.is_signed else "was entered in error"
            advice = " a begins an amendment with it." if entry.note.is_signed else ""
            self.say(f"Unsaved text, typed {typed}, waits: the note {locked} since.{advice}")

    def _find_place(self, found: FoundNote) -> None:
        """Put the cursor among the last notes on the one before this one."""
        before = last_note(found.last, self.about)
        if before is not None:
            self.call_after_refresh(self.last.move_to, before.note.id)

    def _is_live(self, draft: Draft) -> bool:
        return self.desk.presence.is_being_typed(draft)

    def _offer(self, drafts: tuple[Draft, ...]) -> None:
        """Go on with what was typed here earlier; where a text is saved, ask which one."""
        live = [one for one in drafts if self._is_live(one) and one.key != self.editor.keeper.key]
        left = sorted(
            (one for one in drafts if not self._is_live(one)),
            key=lambda one: one.key != self._wanted,
        )
        if live:
            self.say(f"Being typed elsewhere, {ago(self.desk.clock() - live[0].at)}.")
        if not left:
            return
        if self.entry is not None:
            self._ask_which(left[0], self.entry)
        elif self.editor.is_unsaved:
            self.say(f"Text typed {when_typed(left[0], self.desk)} waits, not saved. F9 shows it.")
        else:
            self.editor.go_on_with(left[0])
            more = f" F9 shows {len(left) - 1} more." if len(left) > 1 else ""
            self.say(f"Typed {when_typed(left[0], self.desk)}, and not saved yet.{more}")

    def _ask_which(self, draft: Draft, entry: NoteEntry) -> None:
        saved = f"Saved {clock_time(self.saved_at, self.desk)}" if self.saved_at else "Saved"
        screen = NoteCompareScreen(
            "Some of what you typed in this note was never saved.",
            "The chosen text goes on in the note; nothing is saved yet.",
            OneText(saved, text_of(entry.note.details)),
            OneText(f"Typed {when_typed(draft, self.desk)}", typed_text(draft)),
        )

        def chosen(taken: Taken | None) -> None:
            if taken is None:
                self.say(f"Text typed {when_typed(draft, self.desk)} still waits. F9 shows it.")
                return
            self.editor.go_on_with(draft, stored=taken.is_first)
            if not taken.is_first and taken.text != self.editor.text:
                self.editor.field.put(taken.text)
            self.say("ctrl+z brings back the other text.")

        self.app.push_screen(screen, chosen)
