"""A screen with a client's form that saves it safely: what could not be saved stays in it."""

from abc import abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import on, work
from textual.message import Message

from kara_tui.commands import form as form_commands
from kara_tui.commands import profile as profile_commands
from kara_tui.commands.command import Command
from kara_tui.domain.client import Client
from kara_tui.domain.client_reading import read_details
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import KaraError
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.private import opened
from kara_tui.screens.typing_screen import TypingScreen

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


class FormScreen(TypingScreen[R], Generic[R]):
    """Saves what is typed in its form."""

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

    @abstractmethod
    async def store(self, details: ClientDetails) -> Client:
        """Save what was typed and return the record as it is now."""

    @abstractmethod
    def after_saved(self, client: Client) -> None:
        """Go on after a save."""

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
        # One that cannot be thrown away now is recognised as saved when it is offered.
        with suppress(KaraError):
            if self.keeper is not None:
                await self.keeper.done()
        await self.close_form()
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

    @work(group="store", exit_on_error=False)
    async def _store(self, details: ClientDetails, sent: dict[str, str]) -> None:
        try:
            saved = await self.store(details)
        except KaraError as problem:
            self.post_message(self.StoreFailed(problem, details))
        else:
            self.post_message(self.Stored(saved, sent))
