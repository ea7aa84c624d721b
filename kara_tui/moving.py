"""A program that carries out what its screens wish, and tells what became of it."""

from textual import on, work
from textual.worker import Worker, WorkerState

from kara_tui.commands import workstation
from kara_tui.domain.errors import KaraError
from kara_tui.domain.text import safe_text
from kara_tui.locking import LockingApp
from kara_tui.operations.drafts import DiscardDraft
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed, CopyWanted, MoveWanted, RecordsChanged


class MovingApp(LockingApp):
    """Carries out moves, takes them back, and lets every screen know what changed."""

    desk: Desk
    """What every screen works with."""
    _problems_told = 0

    @work(group="feed", exclusive=True, exit_on_error=False)
    async def follow_changes(self) -> None:
        """Tell every open screen what changes, whoever changes it."""
        async for batch in self.desk.backend.changes():
            for screen in self.screen_stack:
                screen.post_message(RecordsChanged(batch))

    @on(MoveWanted)
    def carry_out(self, wanted: MoveWanted) -> None:
        """Carry out a change that a screen asks for."""
        self._carry_out(wanted)

    @work(group="moves", exit_on_error=False)
    async def _carry_out(self, wanted: MoveWanted) -> None:
        operation, problems = wanted.operation, self._problems_told
        try:
            await self.desk.backend(operation)
            hint = " · u undoes" if operation.undoable else ""
            self._clear_promises(problems)
            about = self.desk.privacy.about(safe_text(wanted.about))
            words = f"{operation.past}{about}{hint}"
            self.notify(words, markup=False)
            if wanted.draft_key:
                await self.desk.backend(DiscardDraft(key=wanted.draft_key))
        except KaraError as problem:
            self.tell_problem(problem)

    @on(workstation.Undo)
    def undo(self) -> None:
        """Take the last move back."""
        self._undo()

    @work(group="undo", exclusive=True, exit_on_error=False)
    async def _undo(self) -> None:
        # With them come all operations there are, which the first frame need not wait for.
        from kara_tui.operations.history import ListMoves, UndoMove
        from kara_tui.operations.table import operations_by_name

        problems = self._problems_told
        try:
            moves = await self.desk.backend(ListMoves(limit=1))
            if not moves:
                self.notify("There is nothing to take back.", markup=False)
                return
            move = await self.desk.backend(UndoMove(move=moves[0].intent))
        except KaraError as problem:
            self.tell_problem(problem)
            return
        past = operations_by_name()[move.operation].past
        self._clear_promises(problems)
        self.notify(f"Taken back: {past}", markup=False)

    def _clear_promises(self, problems: int) -> None:
        """Clear what earlier moves promised about `u`, unless a problem was told since then."""
        if problems == self._problems_told:
            self.clear_notifications()

    @on(CopyWanted)
    def copy_wanted(self, wanted: CopyWanted) -> None:
        """Copy what the user asked for, to be used outside the program."""
        what = "what you asked for" if self.desk.privacy.is_on else safe_text(wanted.what)
        self.hand_out_text(wanted.text, what)

    @on(AskFailed)
    def tell_failed(self, failed: AskFailed) -> None:
        """Say that a question could not be answered."""
        self.tell_problem(failed.problem)

    def tell_problem(self, problem: KaraError) -> None:
        """Show what happened, what was kept and what to do."""
        self._problems_told += 1
        self.notify(
            safe_text(problem.advice, lines=True) or "Nothing was changed.",
            title=safe_text(problem.sentence),
            severity="error",
            timeout=10,
            markup=False,
        )

    @on(Worker.StateChanged)
    def notice_broken_worker(self, changed: Worker.StateChanged) -> None:
        """Say what work ended by: in its own words, or that something unexpected happened."""
        error = changed.worker.error
        if changed.state is not WorkerState.ERROR or error is None:
            return
        if isinstance(error, KaraError):
            self.tell_problem(error)
        else:
            name = self.note_error(error)
            self.notify(
                f"Something unexpected happened; what was saved is kept. Noted in {name}",
                severity="error",
                markup=False,
            )

    def tell_lasting(self, words: str) -> None:
        """Show what must not be overlooked."""
        self.notify(safe_text(words), severity="warning", timeout=120, markup=False)
