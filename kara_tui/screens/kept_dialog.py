"""A dialog that keeps what is typed in it, and asks before any of it is lost."""

from abc import abstractmethod
from contextlib import suppress
from typing import Generic, TypeVar

from textual import on, work
from textual.screen import ModalScreen

from kara_tui.commands.command import Offering
from kara_tui.domain.errors import KaraError
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.leaving import Leaving, leaving_question
from kara_tui.screens.saying import say

R = TypeVar("R")


class KeptDialog(Offering, ModalScreen[R | None], Generic[R]):
    """Needs a `keeper` on it, and `.told` for what there is to say."""

    keeper: DraftKeeper
    """Keeps what is typed."""

    @property
    @abstractmethod
    def is_touched(self) -> bool:
        """Whether something is typed and not saved."""

    def tell(self, words: str) -> None:
        """Show a sentence under the fields; nothing when it is empty."""
        say(self, ".told", words)

    def leave(self) -> None:
        """Leave the form; ask first when something would be lost."""
        if self.is_touched:
            self.app.push_screen(leaving_question(), self._leave)
        else:
            self.leave_with(None)

    @on(DraftKeeper.NotKept)
    def say_not_kept(self, failed: DraftKeeper.NotKept) -> None:
        """Say that only this screen has the text."""
        self.tell(f"! What you type is not kept: {failed.problem.sentence}")

    @on(DraftKeeper.KeptAgain)
    def say_kept(self) -> None:
        """Take that back."""
        self.tell("")

    def _leave(self, leaving: Leaving | None) -> None:
        if leaving is Leaving.KEEP:
            self._keep_and_leave()
        elif leaving is Leaving.DISCARD:
            self.leave_with(None)

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def leave_with(self, answer: R | None) -> None:
        """Leave with an answer; what is typed is not needed any more."""
        # A draft that cannot be thrown away now is offered once more; that does no harm.
        with suppress(KaraError):
            await self.keeper.done()
        self.dismiss(answer)

    @work(group="leave", exclusive=True, exit_on_error=False)
    async def _keep_and_leave(self) -> None:
        try:
            await self.keeper.leave()
        except KaraError as problem:
            self.post_message(DraftKeeper.NotKept(problem))
        else:
            self.dismiss(None)
