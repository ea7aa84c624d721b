"""A screen that turns into a form, keeps what is typed, and asks before anything is lost."""

from abc import abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kara_tui.commands import form as form_commands
from kara_tui.commands.command import Command
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.draft_screen import DraftScreen
from kara_tui.screens.leaving import Leaving, leaving_question
from kara_tui.widgets.client_form import ClientForm

R = TypeVar("R")


class TypingScreen(DraftScreen[R], Generic[R]):
    """A screen with a form. It needs `#form-slot`, `#message`, `#state` and `#bar`."""

    @dataclass
    class Left(Message):
        """The form can close: what it holds is kept, or nothing was typed."""

    def __init__(self, desk: Desk, form_name: str, wanted_draft: str = "") -> None:
        super().__init__(desk, form_name, wanted_draft)
        self.saving = False
        self.form: ClientForm | None = None
        """The open form, if there is one."""
        self.keeper: DraftKeeper | None = None
        """Keeps what is typed in it."""
        self._state = ""

    @property
    @abstractmethod
    def version(self) -> int:
        """The version of the record that the form was opened on."""

    @property
    def is_reading(self) -> bool:
        """Whether no form is open."""
        return self.form is None

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
        """Show whether something typed is not saved, or is being saved, or these words instead."""
        if words is None:
            unsaved = self.form is not None and bool(self.form.touched())
            words = "Saving…" if self.saving else "● unsaved" if unsaved else ""
        if words != self._state:
            self._state = words
            self.query_one("#state", Static).update(Content(safe_text(words)))

    async def open_form(
        self, details: ClientDetails, draft: Draft | None = None, stored: Collection[str] = ()
    ) -> None:
        """Turn into a form.

        Args:
            details: What is saved.
            draft: Text from earlier, to stand over it.
            stored: Fields in which the saved value was chosen; undo brings the text back.
        """
        self.drafts = self.elsewhere = ()
        self.show_bar("")
        self.say("")
        typed = opened(draft.content).typed if draft else {}
        self.form = form = ClientForm(details, self.desk.context(), typed)
        self.keeper = keeper = DraftKeeper(self.desk, self.form_name, self._typing)
        # Whoever loses the keyboard is styled anew with all that is in it: rather before the form.
        self.set_focus(None)
        with self.app.batch_update():
            self.add_class("-editing")
            await self.query_one("#form-slot").mount(form, keeper)
        if draft is not None:
            keeper.take_up(draft)
        form.take_saved(stored)
        form.focus_field(next(iter(form.touched()), "name"))
        self.show_state()
        self.refresh_bindings()

    def _typing(self) -> Typing | None:
        form = self.form
        return Typing(form.touched(), form.saved, self.version) if form else None

    @on(ClientForm.Edited)
    def follow_typing(self) -> None:
        """Mark the form as unsaved."""
        self.show_state()

    @on(DraftKeeper.NotKept)
    def say_not_kept(self, failed: DraftKeeper.NotKept) -> None:
        """Say that only this screen has the text."""
        self.show_state(f"● unsaved, not kept as a draft: {failed.problem.sentence}")

    @on(DraftKeeper.KeptAgain)
    def say_kept(self) -> None:
        """Take that back."""
        self.show_state()

    async def close_form(self) -> None:
        """Turn back from a form."""
        form, self.form = self.form, None
        keeper, self.keeper = self.keeper, None
        if form is not None and keeper is not None:
            await self.query_one("#form-slot").remove_children([form, keeper])
        self.remove_class("-editing")
        self.say("")
        self.show_bar("")
        self.show_state()
        self.refresh_bindings()

    @on(form_commands.Cancel)
    def cancel(self) -> None:
        """Leave the form; ask first when something would be lost."""
        if self.form is not None and self.form.touched():
            self.app.push_screen(leaving_question(), self._leave)
        else:
            self.give_up()

    def _leave(self, leaving: Leaving | None) -> None:
        if leaving is Leaving.KEEP:
            self.keep_and_leave()
        elif leaving is Leaving.DISCARD:
            self.give_up()

    @on(Left)
    @on(DraftScreen.DraftGone)
    async def leave_form(self, left: Left | DraftScreen.DraftGone) -> None:
        """Close the form, or the offer to go on with an earlier one."""
        if isinstance(left, DraftScreen.DraftGone) and left.problem is not None:
            self.app.notify(str(left.problem), severity="warning", markup=False)
        await self.close_form()
        self.after_left()

    def read_again(self) -> None:
        """Look anew at what is saved and what was typed."""
        self.after_left()

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def give_up(self) -> None:
        """Close the form without what is typed in it."""
        failed: KaraError | None = None
        if self.keeper is not None:
            try:
                await self.keeper.done()
            except KaraError as problem:
                failed = problem
        self.post_message(self.DraftGone(failed))

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def keep_and_leave(self) -> None:
        """Close the form once the store has what is typed."""
        try:
            if self.keeper is not None:
                await self.keeper.leave()
        except KaraError as problem:
            self.post_message(DraftKeeper.NotKept(problem))
        else:
            self.post_message(self.Left())
