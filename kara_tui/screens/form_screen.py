"""A screen that turns into a client's form, saves it safely and asks before anything is lost."""

from abc import abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kara_tui.commands import form as form_commands
from kara_tui.commands import profile as profile_commands
from kara_tui.commands.command import Command
from kara_tui.domain.client import Client
from kara_tui.domain.client_reading import read_details
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import KaraError
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_screen import DraftScreen
from kara_tui.screens.leaving import Leaving, leaving_question
from kara_tui.widgets.client_form import ClientForm

R = TypeVar("R")

FORM_OFFERS: tuple[type[Command], ...] = (
    form_commands.Save,
    form_commands.Cancel,
    profile_commands.ResumeDraft,
    profile_commands.DiscardDraft,
)
"""What a screen with a form offers, whatever else it does."""

_SAMPLE = {"contact_email": "a@b.is", "phone": "5812345", "time_zone": "UTC", "country_code": "IS"}
"""Read once in the background: the libraries behind it take their time to load."""


class FormScreen(DraftScreen[R], Generic[R]):
    """A screen with a form. It needs `#form-slot`, `#message`, `#state` and `#bar`."""

    @dataclass
    class Stored(Message):
        """What was typed is saved."""

        client: Client
        sent: dict[str, str]
        """What stood in the form when it was sent."""

    @dataclass
    class StoreFailed(Message):
        """What was typed could not be saved; all of it is still in the form."""

        problem: KaraError
        details: ClientDetails

    @dataclass
    class Left(Message):
        """The form can close: what it holds is kept, or nothing was typed."""

    def __init__(self, desk: Desk, draft_key: str) -> None:
        super().__init__(desk, draft_key)
        self.saving = False

    @abstractmethod
    async def store(self, details: ClientDetails) -> Client:
        """Save what was typed and return the record as it is now."""

    @abstractmethod
    def after_saved(self, client: Client) -> None:
        """Go on after a save."""

    @abstractmethod
    def after_left(self) -> None:
        """Go on after the form was left without a save."""

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which of the form's commands make sense now."""
        if command in {form_commands.Save, form_commands.Cancel}:
            return self.form is not None and not self.saving
        return super().is_possible(command)

    def say(self, words: str) -> None:
        """Show a sentence above the form; nothing when it is empty."""
        line = self.query_one("#message", Static)
        line.update(Content(safe_text(words)))
        line.display = bool(words)

    def show_state(self, words: str | None = None) -> None:
        """Show whether something typed is not saved, or is being saved."""
        super().show_state("Saving…" if self.saving and words is None else words)

    async def open_form(
        self, details: ClientDetails, draft: Mapping[str, str] | None = None
    ) -> None:
        """Turn into a form, with text from earlier over what is saved."""
        self.journal.taken_up(draft or {})
        self.draft = None
        self.show_bar("")
        self.say("")
        self.form = form = ClientForm(details, self.desk.context(), draft)
        with self.app.batch_update():
            self.add_class("-editing")
            await self.query_one("#form-slot").mount(form)
        form.focus_field(next(iter(form.touched()), "name"))
        self.show_state()
        self.refresh_bindings()

    async def close_form(self) -> None:
        """Turn back from a form."""
        self.stop_keeping()
        form, self.form = self.form, None
        if form is not None:
            await form.remove()
        self.remove_class("-editing")
        self.say("")
        self.show_bar("")
        self.show_state()
        self.refresh_bindings()

    @work(thread=True, group="warm-up", exit_on_error=False)
    def warm_up(self, context: Context) -> None:
        """Load what reading a form needs, so that the first key is as quick as the others."""
        read_details(_SAMPLE, ClientDetails(), context)

    @on(form_commands.Save)
    def save(self) -> None:
        """Save, unless a field has a problem; then show where."""
        form = self.form
        if form is None or self.saving:
            return
        if summary := form.first_problem():
            self.say(summary)
            return
        self.say("")
        self.begin_store(form.reading().details)

    def begin_store(self, details: ClientDetails) -> None:
        """Save these details; the form stays open until that is done."""
        if self.form is not None:
            self.saving = True
            self.show_state()
            self.refresh_bindings()
            self._store(details, self.form.typed())

    @on(Stored)
    async def finish_save(self, stored: Stored) -> None:
        """Leave the form, unless somebody has typed on meanwhile."""
        self.saving = False
        form = self.form
        self.after_saved(stored.client)
        if form is not None and form.typed() != stored.sent:
            form.rebase(opened(stored.client.details), stored.sent)
            self.follow_typing()
            self.refresh_bindings()
            return
        await self.close_form()
        # Waited for here: leaving ends the work of this screen, and the draft would stay. One
        # that cannot be thrown away now is recognised as saved when it is offered.
        with suppress(KaraError):
            await self.journal.discard()
        self.after_left()

    @on(StoreFailed)
    def follow_failure(self, failed: StoreFailed) -> None:
        """Say why nothing was saved; everything typed stays."""
        self.saving = False
        self.show_state()
        self.refresh_bindings()
        self.show_failure(failed)

    def show_failure(self, failed: StoreFailed) -> None:
        """Show why a save failed."""
        self.say(f"Not saved. {failed.problem} Everything you typed is still here.")

    @on(form_commands.Cancel)
    def cancel(self) -> None:
        """Leave the form; ask first when something would be lost."""
        if self.form is not None and self.form.touched():
            self.app.push_screen(leaving_question(), self._leave)
        elif self.journal.has_kept:
            self.forget_draft(tell=True)
        else:
            self.post_message(self.Left())

    def _leave(self, leaving: Leaving | None) -> None:
        if leaving is Leaving.KEEP:
            self.keep_and_leave()
        elif leaving is Leaving.DISCARD:
            self.forget_draft(tell=True)

    @on(Left)
    @on(DraftScreen.DraftGone)
    async def leave_form(self, left: Left | DraftScreen.DraftGone) -> None:
        """Close the form, or the offer to go on with an earlier one."""
        if isinstance(left, DraftScreen.DraftGone):
            self.draft = None
            if left.problem is not None:
                self.app.notify(str(left.problem), severity="warning", markup=False)
        await self.close_form()
        self.after_left()

    @work(group="draft", exit_on_error=False)
    async def keep_and_leave(self) -> None:
        """Close the form once the store has what is typed."""
        try:
            await self.keep_draft_now()
        except KaraError as problem:
            self.post_message(self.DraftNotKept(problem))
        else:
            self.post_message(self.Left())

    @work(group="store", exit_on_error=False)
    async def _store(self, details: ClientDetails, sent: dict[str, str]) -> None:
        try:
            saved = await self.store(details)
        except KaraError as problem:
            self.post_message(self.StoreFailed(problem, details))
        else:
            self.post_message(self.Stored(saved, sent))
