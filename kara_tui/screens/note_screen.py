"""A note of a session, or of a client: written, saved, signed, and read."""

from textual import on, work

from kara_tui.commands import notes as commands
from kara_tui.commands import sessions
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.errors import KaraError, StillSealed
from kara_tui.domain.note_beginning import begun_from
from kara_tui.domain.note_listing import NoteEntry, NoteVersion
from kara_tui.domain.note_templates import NoteTemplate
from kara_tui.operations.notes import MarkNoteInError, RestoreNoteVersion
from kara_tui.screens.amending import AmendingScreen
from kara_tui.screens.leaving import Leaving, leaving_question
from kara_tui.screens.messages import MoveWanted
from kara_tui.screens.note_closing import NoteClosing
from kara_tui.screens.note_words import refused_words
from kara_tui.screens.question import QuestionScreen

_WRITING = {
    commands.SaveDraft,
    commands.Sign,
    commands.ExpandSnippet,
    commands.ChooseTemplate,
    commands.TakeLastText,
}
_SAVED = {commands.ShowVersions, commands.MarkInError}


class NoteScreen(NoteClosing):
    """One note; returns it as it is saved, or None when it never was."""

    OFFERS = (
        commands.ReadAgain,
        commands.SaveDraft,
        commands.Sign,
        commands.Amend,
        commands.LeaveNote,
        commands.LookBack,
        commands.ChooseTemplate,
        commands.TakeLastText,
        commands.ExpandSnippet,
        commands.ShowVersions,
        commands.FindNotes,
        commands.ScrollBack,
        commands.ScrollOn,
        commands.MarkInError,
        sessions.CloseInOneGo,
    )
    BINDINGS = bindings(*OFFERS)

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell what can be done with the note as it stands."""
        if command is commands.ReadAgain:
            return self.could_not_read and not self.is_ready
        if command is sessions.CloseInOneGo:
            return self.session is not None and self.is_ready and not self.is_busy
        if command is commands.Amend:
            return self.is_reading and self._is_signed
        if command in _WRITING:
            return self.is_ready and not self.is_reading and not self.is_busy
        if command in _SAVED:
            return self.entry is not None and not self.is_busy and not self.entry.note.in_error
        return True

    @property
    def _is_signed(self) -> bool:
        return self.entry is not None and self.entry.note.is_signed and not self.entry.note.in_error

    @on(commands.ReadAgain)
    def read_again(self) -> None:
        """Try again to read the note."""
        self.say("")
        self.read()

    @on(commands.ExpandSnippet)
    def expand_snippet(self) -> None:
        """Put a snippet's text in place of its abbreviation."""
        files = self.editor.files
        if self.editor.field.expand_snippet(files.snippets):
            self.say("")
            return
        words = (
            "The word before the cursor is none of your abbreviations."
            if files.snippets
            else "There are no snippets. Write them into snippets.toml, beside your settings."
        )
        self.say(f"{words}\n{refused_words(files.not_taken)}".strip())

    @on(commands.ChooseTemplate)
    def choose_template(self) -> None:
        """Begin with a template."""
        files = self.editor.files
        question = QuestionScreen(
            "Begin with which template?",
            [(one, one.title) for one in files.templates],
            refused_words(files.not_taken),
        )

        def chosen(template: NoteTemplate | None) -> None:
            if template is not None:
                self.editor.begin_with_template(template)
                self.go_to_text()

        self.app.push_screen(question, chosen)

    @on(commands.TakeLastText)
    def take_last_text(self) -> None:
        """Begin with the text of the last note, or of the one under the cursor there."""
        last = self.last.chosen
        if last is None:
            self.say("There is no earlier note of this client.")
            return
        try:
            self.editor.begin_with(begun_from(last))
        except StillSealed as problem:
            self.say(str(problem))
            return
        self.go_to_text()

    @on(commands.ShowVersions)
    def show_versions(self) -> None:
        """Show how the note stood before, and bring an earlier text back."""
        from kara_tui.screens.note_versions import NoteVersionsScreen

        if self.entry is None:
            return
        note = self.entry.note

        def chosen(version: NoteVersion | None) -> None:
            if version is not None:
                self._bring_back(version.note.version)

        self.app.push_screen(
            NoteVersionsScreen(self.desk, note, self.client_name, is_locked=self.is_reading), chosen
        )

    def _bring_back(self, revision: int) -> None:
        def restoring(entry: NoteEntry) -> RestoreNoteVersion:
            note = entry.note
            return RestoreNoteVersion(
                client_id=note.client_id,
                note_id=note.id,
                version=note.version,
                revision=revision,
            )

        # What is typed and not saved becomes a version of its own first.
        self.begin_store(restoring)

    @on(commands.Amend)
    def amend(self) -> None:
        """Add an amendment."""
        if self.entry is None:
            return
        left = self.left_over[0] if self.left_over else None

        def added(entry: NoteEntry | None) -> None:
            if entry is not None:
                self.left_over = ()
                self.say("")
                self.show_reading(entry)

        self.app.push_screen(AmendingScreen(self.desk, self.entry, left), added)

    @on(commands.MarkInError)
    def ask_in_error(self) -> None:
        """Mark the note as entered in error, when that is meant."""
        if self.entry is None:
            return
        question = QuestionScreen(
            "Mark this note as entered in error?",
            ((False, "Keep it"), (True, "Mark it as entered in error")),
            "It leaves every list and every search. History keeps it, and u undoes this.",
        )

        def answered(agreed: bool | None) -> None:
            if agreed and self.entry is not None:
                note = self.entry.note
                wish = MarkNoteInError(
                    client_id=note.client_id, note_id=note.id, version=note.version
                )
                self.post_message(MoveWanted(wish, self.client_name))

        self.app.push_screen(question, answered)

    @on(commands.FindNotes)
    def find_notes(self) -> None:
        """Search this client's notes."""
        from kara_tui.screens.note_search import NoteSearchScreen

        self.app.push_screen(NoteSearchScreen(self.desk, self.client_id, self.client_name))

    @on(commands.LeaveNote)
    def leave(self) -> None:
        """Go back to the text, or leave; ask first when something is not saved."""
        if self.last.has_focus:
            self.go_to_text()
        elif self.editor.is_unsaved:
            self.app.push_screen(leaving_question(), self._leave)
        else:
            self._give_up()

    def _leave(self, leaving: Leaving | None) -> None:
        if leaving is Leaving.KEEP:
            self._keep_and_leave()
        elif leaving is Leaving.DISCARD:
            self._give_up()

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def _give_up(self) -> None:
        try:
            await self.editor.keeper.done()
        except KaraError as problem:
            self.app.notify(str(problem), severity="warning", markup=False)
        self.dismiss(self.entry)

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def _keep_and_leave(self) -> None:
        try:
            await self.editor.keeper.leave()
        except KaraError as problem:
            self.editor.post_message(self.editor.keeper.NotKept(problem))
        else:
            self.dismiss(self.entry)
