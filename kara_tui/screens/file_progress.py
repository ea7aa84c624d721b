"""How far something with a file has come, and the way to stop it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static
from textual.worker import Worker, WorkerState

from kara_tui.commands import attachments as commands
from kara_tui.commands.command import Offering, bindings
from kara_tui.domain.errors import KaraError, NotAllowedNow
from kara_tui.domain.file_kinds import size_words
from kara_tui.domain.text import safe_text
from kara_tui.widgets.key_line import KeyLine

T = TypeVar("T")

Telling = Callable[[int, int], object]
"""Takes the bytes done, and the bytes in all."""


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What came of it: a value, or a problem."""

    value: T | None = None
    problem: KaraError | None = None


class FileProgressScreen(Offering, ModalScreen[Outcome[T]], Generic[T]):
    """Carries something out and shows how far it is; returns what came of it."""

    CSS_PATH = "file_progress.tcss"
    OFFERS = (commands.StopFile,)
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Ended(Message):
        """It has ended, well or not."""

        outcome: Outcome[object]

    def __init__(self, doing: str, carry_out: Callable[[Telling], Awaitable[T]]) -> None:
        """Prepare.

        Args:
            doing: What is done, as a sentence.
            carry_out: Does it; takes what is to be told of the progress. It is cancelled to
                stop it.
        """
        super().__init__()
        self._doing = doing
        self._carry_out = carry_out
        self._worker: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Lay out what is done, the bar, and the key that stops it."""
        with Vertical(classes="dialog"):
            yield Static(Content(safe_text(self._doing)), classes="doing")
            yield ProgressBar(total=1.0, show_eta=False)
            yield Static("", classes="told", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin."""
        self._worker = self._run()

    @property
    def work_under_way(self) -> str:
        """What is being done, as a sentence; empty when nothing is."""
        return self._doing if self._worker and not self._worker.is_finished else ""

    @on(commands.StopFile)
    def stop(self) -> None:
        """Stop it; the screen stays until it has stopped."""
        if self._worker:
            self.query_one(".told", Static).update("Stopping …")
            self._worker.cancel()

    @work(group="file", exclusive=True, exit_on_error=False)
    async def _run(self) -> None:
        try:
            outcome = Outcome[object](await self._carry_out(self._tell))
        except KaraError as problem:
            outcome = Outcome(problem=problem)
        self.post_message(self.Ended(outcome))

    def _tell(self, done: int, total: int) -> None:
        if self.is_mounted:
            share = done / total if total else 1.0
            self.query_one(ProgressBar).update(progress=share)
            words = f"{size_words(done)} of {size_words(total)}"
            self.query_one(".told", Static).update(Content(words))

    @on(Ended)
    def leave(self, ended: Ended) -> None:
        """Return what came of it."""
        self.dismiss(cast("Outcome[T]", ended.outcome))

    def on_worker_state_changed(self, changed: Worker.StateChanged) -> None:
        """Leave when it was stopped."""
        if changed.worker is self._worker and changed.state is WorkerState.CANCELLED:
            stopped = NotAllowedNow("It was stopped.", "Nothing half is left.")
            self.dismiss(Outcome(problem=stopped))
        else:
            super().on_worker_state_changed(changed)
