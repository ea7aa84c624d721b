"""A program that locks: on a key, when nobody is there, when the machine has slept."""

from collections.abc import Awaitable, Callable

from textual import events, work

from kara_tui.backend.door import Door, DoorState
from kara_tui.domain.errors import KaraError
from kara_tui.domain.place import Place
from kara_tui.ending import Noting
from kara_tui.idling import Idling
from kara_tui.screens.keeps_draft import keep_drafts
from kara_tui.typing_ahead import TypingAheadApp

LOOK_SECONDS = 1.0


class LockingApp(TypingAheadApp):
    """Comes in through a door, and leaves through it when it locks.

    Locking keeps what is typed, covers the screen and ends the program with `locked_at` set;
    whoever started it then starts it anew, since only a new process has forgotten the keys.
    """

    LOCK_KEY = "ctrl+l"

    def __init__(
        self,
        *,
        door: Door | None,
        idling: Idling | None,
        close: Callable[[], Awaitable[None]],
        note_error: Noting,
    ) -> None:
        async def let_go() -> None:
            # Whoever opens the store may wait for its key, and would be waited for.
            if door is not None:
                door.abandon()
            await close()

        super().__init__(close=let_go, note_error=note_error)
        self._door = door
        self._idling = idling
        self._is_locking = False
        self.locked_at: Place | None = None
        """Where the user was when the program locked; None when it ended for good."""

    def on_mount(self) -> None:
        """Look now and then whether anybody is there; who comes back from a shell is asked."""
        if self.can_lock:
            self.set_interval(LOOK_SECONDS, self._look_whether_idle)
            self.app_resume_signal.subscribe(self, lambda _: self.lock())

    async def pass_door(self, *, locked: bool) -> None:
        """Return once the practice is unlocked (see screens/passing_door.py)."""
        if self._door is not None and self._door.state is not DoorState.OPEN:
            from kara_tui.screens.passing_door import pass_door

            await pass_door(self, self._door, locked=locked)

    @property
    def can_lock(self) -> bool:
        """Whether there is a passphrase that opens the practice again."""
        return self._door is not None and self._door.is_protected

    @property
    def place(self) -> Place:
        """Where the user is, to return there."""
        return Place()

    async def on_event(self, event: events.Event) -> None:
        """Lock on the key whatever has the keyboard; any key shows that somebody is there."""
        if self._idling is not None and isinstance(event, events.InputEvent):
            self._idling.touch()
        if isinstance(event, events.Key) and event.key == self.LOCK_KEY:
            self.lock()
        else:
            await super().on_event(event)

    def _look_whether_idle(self) -> None:
        if self._idling is not None and self._idling.is_over():
            self.lock()

    def lock(self) -> None:
        """Keep what is typed, cover the screen, and end in order to begin anew, locked."""
        if not self.can_lock:
            self.notify("This made-up practice has no passphrase: nothing is locked.", markup=False)
        elif self.is_unlocked and not self._is_locking:
            self._is_locking = True
            self._lock()

    @property
    def is_unlocked(self) -> bool:
        """Whether there is anything to lock."""
        return self._door is not None and self._door.state is DoorState.OPEN

    @work(group="locking", exclusive=True, exit_on_error=False)
    async def _lock(self) -> None:
        from kara_tui.screens.door_screen import BusyScreen

        self.clear_notifications()
        place, typed_on = self.place, list(self.screen_stack)
        await self.push_screen(BusyScreen("Locked"))
        problem = await keep_drafts(typed_on)
        if problem is None:
            self.locked_at = place
            self.exit()
        else:
            await self._stay_covered(problem)

    async def _stay_covered(self, problem: KaraError) -> None:
        """Cover the screen, but live on: what is typed is nowhere but in this process."""
        from kara_tui.screens.unlock import UnlockScreen

        assert self._door is not None
        words = f"What you typed could not be kept, so kara goes on underneath. {problem}"
        await self.push_screen_wait(UnlockScreen(self._door, words))
        await self.pop_screen()
        self._is_locking = False
