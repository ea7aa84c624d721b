"""How the program ends: asked to, told to, cut off, or broken; what is typed is kept."""

import sys
from collections.abc import Awaitable, Callable

from rich.text import Text

from kara_tui.clipboard import OwnClipboardApp
from kara_tui.domain.errors import KaraError
from kara_tui.domain.practice_events import PracticeEvent
from kara_tui.goodbye import WATCH_SECONDS, forget_goodbye, on_goodbye, terminal_is_gone, vanish
from kara_tui.screens.at_work import work_under_way
from kara_tui.screens.keeps_draft import keep_drafts

BROKEN = 70
"""What the process ends with after an unexpected error (sysexits.h, EX_SOFTWARE)."""

Noting = Callable[[BaseException], str]
"""Writes an unexpected error down and returns the name of the file."""


class EndingApp(OwnClipboardApp):
    """A program that loses nothing when it ends, whatever ends it."""

    def __init__(self, *, close: Callable[[], Awaitable[None]], note_error: Noting) -> None:
        super().__init__()
        self._let_go_of_store = close
        self.note_error = note_error
        self.ends_by = PracticeEvent.LEFT
        """What history keeps of the end."""

    def on_mount(self) -> None:
        """Notice when the user goes."""
        if not self.is_headless:
            on_goodbye(self._say_goodbye)
            self.set_interval(WATCH_SECONDS, self._watch_terminal)

    async def on_unmount(self) -> None:
        """Let go of the store."""
        if not self.is_headless:
            forget_goodbye()
        await self._let_go_of_store()

    async def action_quit(self) -> None:
        """Keep what is typed, then leave; ask first when it cannot be kept."""
        if words := work_under_way(self.screen_stack):
            self.notify(f"{words} Stop that first, or wait until it has ended.", markup=False)
            return
        problem = await keep_drafts(self.screen_stack)
        if problem is None:
            self.exit()
        else:
            self._ask_whether_to_lose(problem)

    def _ask_whether_to_lose(self, problem: KaraError) -> None:
        from kara_tui.screens.losing import losing_question

        def answer(leave: bool | None) -> None:
            if leave:
                self.exit()

        self.push_screen(losing_question(problem), answer)

    def _say_goodbye(self) -> None:
        self.run_worker(self._leave_at_once(), group="goodbye", exit_on_error=False)

    async def _leave_at_once(self) -> None:
        await keep_drafts(self.screen_stack)
        is_gone = terminal_is_gone()
        self.ends_by = PracticeEvent.TERMINAL_LOST if is_gone else PracticeEvent.TOLD_TO_END
        if is_gone:
            await self._let_go_of_store()
            vanish()
        self.exit()

    def _watch_terminal(self) -> None:
        if terminal_is_gone():
            self._say_goodbye()

    async def _close_all(self) -> None:
        """Close every screen; before that, a broken one lets go of the keyboard.

        Textual would hand the keyboard on to the next widget, and lay the screen out for it: the
        same fault again, and a store that nobody closes.
        """
        if self._return_code == BROKEN:
            for screen in self.screen_stack:
                screen.set_focus(None)
        await super()._close_all()

    def _fatal_error(self) -> None:
        """Say one sentence; Textual would print the traceback with everything it knows."""
        fault = self._exception or sys.exc_info()[1] or RuntimeError("unknown")
        self._return_code = BROKEN
        self.ends_by = PracticeEvent.BROKEN
        self.panic(
            Text(
                "kara had to stop because of an error of its own. What was saved is kept, and "
                "unsaved text is offered again at the next start. Noted in "
                f"{self.note_error(fault)}"
            )
        )
