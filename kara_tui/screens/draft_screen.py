"""A screen that keeps what is typed in its form, key by key, whatever becomes of the program."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from kara_tui.commands import profile as profile_commands
from kara_tui.commands.command import Command, Offering
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import KEEP_WITHIN, DraftJournal
from kara_tui.screens.leaving import Leaving, leaving_question
from kara_tui.screens.profile_facts import clock_time
from kara_tui.widgets.client_form import ClientForm
from kara_tui.widgets.form_reading import touched

R = TypeVar("R")


class DraftScreen(Offering, Screen[R], Generic[R]):
    """Keeps the text of the form on it. It needs `#state` and `#bar` to tell about it."""

    @dataclass
    class DraftNotKept(Message):
        """What is typed could not be kept as a draft, or a draft not be thrown away."""

        problem: KaraError

    @dataclass
    class DraftGone(Message):
        """The person has thrown the unsaved text away."""

        problem: KaraError | None = None
        """Why the store still has it."""

    def __init__(self, desk: Desk, draft_key: str) -> None:
        super().__init__()
        self.desk = desk
        self.journal = DraftJournal(desk.backend, draft_key)
        self.draft: Draft | None = None
        """Text from earlier that is neither saved nor thrown away."""
        self._keeping: Timer | None = None
        self._state = ""
        self.form: ClientForm | None = None
        """The open form, if there is one."""

    @property
    @abstractmethod
    def version(self) -> int:
        """The version of the record that the form was opened on."""

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell whether there is text from earlier to decide about."""
        if command in {profile_commands.ResumeDraft, profile_commands.DiscardDraft}:
            return self.form is None and self.draft is not None
        return super().is_possible(command)

    def show_bar(self, words: str) -> None:
        """Show what waits for a decision; nothing when it is empty."""
        bar = self.query_one("#bar", Static)
        bar.update(Content(safe_text(words)))
        bar.display = bool(words)

    def show_state(self, words: str | None = None) -> None:
        """Show whether something typed is not saved, or these words instead."""
        if words is None:
            unsaved = self.form is not None and bool(self.form.touched())
            words = "● unsaved" if unsaved else ""
        if words != self._state:
            self._state = words
            self.query_one("#state", Static).update(Content(safe_text(words)))

    def offer_draft(self, draft: Draft) -> None:
        """Ask what becomes of text that was typed earlier."""
        self.draft = draft
        when = clock_time(draft.at, self.desk)
        self.show_bar(f"Unsaved text from {when}: Enter or F2 goes on with it, D discards it.")
        self.refresh_bindings()

    def offer_over(self, saved: ClientDetails, draft: Draft) -> None:
        """Offer text from earlier, unless all of it is saved by now."""
        if touched(opened(draft.content).typed, saved):
            self.offer_draft(draft)
        else:
            self.forget_draft(tell=False)

    @on(ClientForm.Edited)
    def follow_typing(self) -> None:
        """Mark the form as unsaved and see that the text is kept soon."""
        self.show_state()
        if self._note() and self._keeping is None:
            self._keeping = self.set_timer(KEEP_WITHIN, self._keep_noted)

    async def keep_draft_now(self) -> None:
        """Put what is typed into the store, up to the last key.

        Raises:
            KaraError: When the store cannot take it.
        """
        self._note()
        await self.journal.keep_now()

    @on(DraftNotKept)
    def say_not_kept(self, failed: DraftNotKept) -> None:
        """Say that only this screen has the text."""
        self.show_state(f"● unsaved, not kept as a draft: {failed.problem.sentence}")

    @on(profile_commands.DiscardDraft)
    def ask_discard(self) -> None:
        """Throw the text from earlier away, when that is meant."""

        def answered(leaving: Leaving | None) -> None:
            if leaving is Leaving.DISCARD:
                self.forget_draft(tell=True)

        self.app.push_screen(leaving_question(is_open=False), answered)

    def stop_keeping(self) -> None:
        """Do not come back to the text of a form that is about to close."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    @work(group="draft", exit_on_error=False)
    async def forget_draft(self, *, tell: bool) -> None:
        """Throw the kept text away; `DraftGone` follows when `tell` is set."""
        failed: KaraError | None = None
        try:
            await self.journal.discard()
        except KaraError as problem:
            failed = problem
        if tell:
            self.post_message(self.DraftGone(failed))

    def _note(self) -> bool:
        form = self.form
        return form is not None and self.journal.note(self.version, form.touched())

    def _keep_noted(self) -> None:
        self._keeping = None
        self._keep()

    @work(group="draft", exit_on_error=False)
    async def _keep(self) -> None:
        try:
            await self.journal.keep_now()
        except KaraError as problem:
            self.post_message(self.DraftNotKept(problem))
