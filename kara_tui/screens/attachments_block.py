"""The files on a client's profile."""

from typing import cast

from textual import on
from textual.app import ComposeResult

from kara_tui.commands import attachments as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.attachment import Attachment, AttachmentDetails
from kara_tui.domain.attachment_form import attachment_form, checked_name
from kara_tui.domain.history import Entity
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.operations.attachments import ListAttachments, RemoveAttachment, RenameAttachment
from kara_tui.screens.attach_dialog import AttachDialog
from kara_tui.screens.attachment_words import attachment_entry, count_words
from kara_tui.screens.file_opening import SHOW, open_question, to_save
from kara_tui.screens.file_progress import FileProgressScreen, Outcome, Telling
from kara_tui.screens.messages import AskFailed, MoveWanted
from kara_tui.screens.profile_block import ProfileBlock
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm
from kara_tui.screens.save_dialog import SaveDialog
from kara_tui.widgets.entry_list import EntryList

_EMPTY = "No files yet. a adds one."


class AttachmentsBlock(ProfileBlock):
    """Lists files, the newest first; each is added, opened, saved elsewhere, renamed, removed."""

    PART = "attachments"
    SHOWS = (Entity.ATTACHMENT,)
    OFFERS = (
        commands.AddFile,
        commands.OpenFile,
        commands.SaveFile,
        commands.RenameFile,
        commands.RemoveFile,
    )
    BINDINGS = bindings(*OFFERS)

    attachments: tuple[Attachment, ...] = ()
    """What was read."""

    def compose_content(self) -> ComposeResult:
        """Lay out the list."""
        yield EntryList(empty=_EMPTY)

    async def ask(self) -> tuple[Attachment, ...]:
        """Read which files there are."""
        return await self.desk.backend(ListAttachments(client_id=self.client_id))

    def show(self, answer: object) -> None:
        """Show the files."""
        self.attachments = cast("tuple[Attachment, ...]", answer)
        entries = [attachment_entry(one, self.desk) for one in self.attachments]
        self.query_one(EntryList).put(entries)
        self.say_count(count_words(self.attachments))

    @property
    def chosen(self) -> Attachment | None:
        """The file under the cursor."""
        place = self.query_one(EntryList).cursor
        return self.attachments[place] if place < len(self.attachments) else None

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense for the file under the cursor."""
        if command is commands.AddFile:
            return True
        chosen = self.chosen if self.is_mounted else None
        return chosen is not None and not isinstance(chosen.details, bytes)

    @on(EntryList.Moved)
    def follow_cursor(self, moved: EntryList.Moved) -> None:
        """Show the keys that make sense for the file under the cursor."""
        moved.stop()
        self.refresh_bindings()

    @on(EntryList.HeadClicked)
    def open_clicked(self, clicked: EntryList.HeadClicked) -> None:
        """Open the file that was clicked."""
        clicked.stop()
        self.open()

    async def give(self, command: Command) -> None:
        """Open a place to type in before the next key is looked at: it may belong there already."""
        if isinstance(command, commands.AddFile):
            self.app.push_screen(AttachDialog(self.desk, self.client_id), self._tell_added)
        elif isinstance(command, commands.RenameFile):
            if self.chosen is not None:
                self.ask_for(RecordDialog(self.desk, self._name_form(self.chosen)))
        else:
            await super().give(command)

    def _tell_added(self, added: Attachment | None) -> None:
        if added is not None:
            about = self.desk.privacy.about(safe_text(opened(added.details).name))
            self.app.notify(f"File added{about} · u undoes", markup=False)
            self.read()

    @on(commands.OpenFile)
    def open(self) -> None:
        """Say what opening means, and open the file."""
        if (one := self.chosen) is None or isinstance(one.details, bytes):
            return

        def answered(answer: str | None) -> None:
            if answer == SHOW:
                self._show_copy(one)
            elif answer is not None:
                self._save(one)

        why_not = self.desk.files().why_not_shown()
        self.app.push_screen(open_question(opened(one.details), why_not), answered)

    @on(commands.SaveFile)
    def save(self) -> None:
        """Ask where to write the file."""
        if self.chosen is not None:
            self._save(self.chosen)

    @on(commands.RemoveFile)
    def take_off(self) -> None:
        """Take the file off the list."""
        if one := self.chosen:
            wish = RemoveAttachment(
                client_id=one.client_id, attachment_id=one.id, version=one.version
            )
            self.post_message(MoveWanted(wish, opened(one.details).name))

    def _show_copy(self, one: Attachment) -> None:
        async def show(tell: Telling) -> None:
            await self.desk.files().show(one, tell)

        def ended(outcome: Outcome[None] | None) -> None:
            if outcome is not None and outcome.problem is not None:
                self.post_message(AskFailed(outcome.problem))

        doing = "A copy is being opened and handed to the other program."
        self.app.push_screen(FileProgressScreen(doing, show), ended)

    def _save(self, one: Attachment) -> None:
        def saved(path: object) -> None:
            if path is not None:
                about = self.desk.privacy.about(safe_text(str(path)))
                self.app.notify(f"File written{about}", markup=False)

        self.app.push_screen(SaveDialog(to_save(self.desk, one)), saved)

    def _name_form(self, one: Attachment) -> RecordForm[AttachmentDetails]:
        details = opened(one.details)

        def wish(changed: AttachmentDetails, version: int) -> RenameAttachment:
            return RenameAttachment(
                client_id=self.client_id, attachment_id=one.id, version=version, details=changed
            )

        return RecordForm(
            name=f"attachment-{one.id}:{self.client_id}",
            title=details.name,
            fields=attachment_form(),
            base=details,
            version=one.version,
            wish=wish,
            about=lambda changed: changed.name,
            check=checked_name,
        )
