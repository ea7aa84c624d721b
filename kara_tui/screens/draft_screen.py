"""A screen that offers what was typed on it at other times and never saved."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from kara_tui.commands import profile as profile_commands
from kara_tui.commands.command import Command, Offering
from kara_tui.domain.client_fields import typed_details
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.drafts import Draft, DraftContent, unsaved
from kara_tui.domain.errors import KaraError
from kara_tui.domain.text import safe_text
from kara_tui.operations.drafts import DiscardDraft, FindDrafts
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_words import offer_words
from kara_tui.screens.leaving import Leaving, leaving_question

R = TypeVar("R")


class DraftScreen(Offering, Screen[R], Generic[R]):
    """Offers earlier texts of one form. It needs `#bar` to tell about them."""

    @dataclass
    class DraftGone(Message):
        """The person has thrown an unsaved text away."""

        problem: KaraError | None = None
        """Why the store still has it."""

    def __init__(self, desk: Desk, form_name: str, wanted_draft: str = "") -> None:
        """Offer what was typed in a form.

        Args:
            desk: Has the store.
            form_name: Names the form, such as `client:` and the client's id.
            wanted_draft: The key of the text to go on with at once, if it is still there.
        """
        super().__init__()
        self.desk = desk
        self.form_name = form_name
        self.drafts: tuple[Draft, ...] = ()
        """Texts from earlier that nobody is typing any more, newest first."""
        self.elsewhere: tuple[Draft, ...] = ()
        """Texts that are being typed in other programs."""
        self._wanted = wanted_draft

    @property
    @abstractmethod
    def is_reading(self) -> bool:
        """Whether no form is open, so that an earlier text can be decided about."""

    @abstractmethod
    async def resume(self, draft: Draft) -> None:
        """Open the form with an earlier text in it."""

    @property
    def offered(self) -> tuple[Draft, ...]:
        """Every text that is offered, those that can be gone on with first."""
        return (*self.drafts, *self.elsewhere)

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell whether there is text from earlier to decide about."""
        if command is profile_commands.ResumeDraft:
            return self.is_reading and bool(self.offered)
        if command is profile_commands.DiscardDraft:
            return self.is_reading and bool(self.drafts)
        return super().is_possible(command)

    def show_bar(self, words: str) -> None:
        """Show what waits for a decision; nothing when it is empty."""
        bar = self.query_one("#bar", Static)
        bar.update(Content(safe_text(words, lines=True)))
        bar.display = bool(words)

    async def find_drafts(self) -> tuple[Draft, ...]:
        """Return what was typed in this form and not saved, newest first.

        Raises:
            KaraError: When the store cannot be read.
        """
        return await self.desk.backend(FindDrafts(form=self.form_name))

    def offer_over(self, saved: ClientDetails, found: Sequence[Draft]) -> Draft | None:
        """Offer texts from earlier; return the one that was asked for when the screen was opened.

        What is saved by now as it was typed is thrown away: nothing of it is left to decide.
        """
        now = typed_details(saved)
        live = [one for one in found if self.desk.presence.is_being_typed(one)]
        left = [one for one in found if one not in live]
        settled = [one for one in left if not _unsaved(one, now)]
        self.elsewhere = tuple(live)
        self.drafts = tuple(one for one in left if one not in settled)
        self._throw_away(tuple(one.key for one in settled))
        self.show_bar(self.offer(now))
        self.refresh_bindings()
        wanted, self._wanted = self._wanted, ""
        return next((one for one in self.offered if one.key == wanted), None)

    def offer(self, saved: Mapping[str, str]) -> str:
        """Return what to say about the texts that are offered.

        Args:
            saved: What is saved now, as it would be typed.
        """
        return offer_words(self.drafts, self.elsewhere, saved, self.desk)

    async def go_on(self) -> None:
        """Go on with the text from earlier; show all of them first when there are several."""
        if len(self.offered) == 1 and self.drafts:
            await self.resume(self.drafts[0])
        else:
            self.show_all_drafts()

    def show_all_drafts(self) -> None:
        """Show every text that was typed here, to choose one or to throw some away."""
        from kara_tui.screens.unfinished import UnfinishedScreen

        async def chosen(draft: Draft | None) -> None:
            if draft is not None:
                await self.resume(draft)
            else:
                self.read_again()

        self.app.push_screen(UnfinishedScreen(self.desk, self.form_name), chosen)

    @abstractmethod
    def read_again(self) -> None:
        """Look anew at what is saved and what was typed."""

    @on(profile_commands.DiscardDraft)
    def ask_discard(self) -> None:
        """Throw the text from earlier away, when that is meant; with several, show them first."""
        if len(self.drafts) > 1:
            self.show_all_drafts()
            return
        key = self.drafts[0].key

        def answered(leaving: Leaving | None) -> None:
            if leaving is Leaving.DISCARD:
                self._discard(key)

        self.app.push_screen(leaving_question(is_open=False), answered)

    @work(group="draft", exit_on_error=False)
    async def _discard(self, key: str) -> None:
        failed: KaraError | None = None
        try:
            await self.desk.backend(DiscardDraft(key=key))
        except KaraError as problem:
            failed = problem
        self.post_message(self.DraftGone(failed))

    @work(group="draft", exit_on_error=False)
    async def _throw_away(self, keys: tuple[str, ...]) -> None:
        try:
            for key in keys:
                await self.desk.backend(DiscardDraft(key=key))
        except KaraError:
            # They say nothing that is not saved, and are looked at again the next time.
            return


def _unsaved(draft: Draft, now: dict[str, str]) -> bool:
    content = draft.content
    return not isinstance(content, DraftContent) or bool(unsaved(content.typed, now))
