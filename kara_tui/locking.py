"""A program that locks: on a key, when nobody is there, when the machine has slept."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.screen import Screen

from kara_tui.backend.door import Door, DoorState
from kara_tui.domain.place import Place
from kara_tui.domain.practice_events import PracticeEvent
from kara_tui.ending import Noting
from kara_tui.idling import Idling
from kara_tui.screens.at_work import work_under_way
from kara_tui.screens.keeps_draft import keep_drafts
from kara_tui.typing_ahead import TypingAheadApp

if TYPE_CHECKING:
    from kara_tui.workflows.practice_log import PracticeLog

LOOK_SECONDS = 1.0


class LockingApp(TypingAheadApp):
    """Comes in through a door, and leaves through it when it locks.

    Locking keeps what is typed, covers the screen and ends the program with `locked_at` set;
    whoever started it then starts it anew, since only a new process has forgotten the keys.
    """

    LOCK_KEY = "ctrl+l"
    RETRY_SECONDS: ClassVar[float] = 2.0
    """So long after each other it is tried to lock where that could not be done at once."""

    def __init__(
        self,
        *,
        door: Door | None,
        idling: Idling | None,
        log: "PracticeLog | None",
        close: Callable[[], Awaitable[None]],
        note_error: Noting,
    ) -> None:
        async def let_go() -> None:
            await self._note_end()
            # Whoever opens the store may wait for its key, and would be waited for.
            if door is not None:
                door.abandon()
            await close()

        super().__init__(close=let_go, note_error=note_error)
        self._door = door
        self._idling = idling
        self._practice_log = log
        self._is_locking = False
        self.locked_at: Place | None = None
        """Where the user was when the program locked; None when it ended for good."""

    def on_mount(self) -> None:
        """Look now and then whether anybody is there; who comes back from a shell is asked."""
        if self.can_lock:
            self.set_interval(LOOK_SECONDS, self._look_whether_idle)
            self.app_resume_signal.subscribe(
                self, lambda _: self.lock(PracticeEvent.LOCKED_FROM_BACKGROUND)
            )

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

    async def keep_place(self, place: Place) -> Place:
        """Keep what has to be found again at a place, and return where it is then."""
        return place

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
            has_slept = self._idling.has_slept()
            self.lock(PracticeEvent.LOCKED_AFTER_SLEEP if has_slept else PracticeEvent.LOCKED_IDLE)

    def lock(self, by: PracticeEvent = PracticeEvent.LOCKED_BY_KEY) -> None:
        """Keep what is typed, cover the screen, and end in order to begin anew, locked.

        Args:
            by: What history keeps of it.
        """
        if not self.can_lock:
            self.notify("This made-up practice has no passphrase: nothing is locked.", markup=False)
        elif self.is_unlocked and not self._is_locking:
            self._is_locking = True
            self._lock(by)

    @property
    def is_unlocked(self) -> bool:
        """Whether there is anything to lock."""
        return self._door is not None and self._door.state is DoorState.OPEN

    @work(group="locking", exclusive=True, exit_on_error=False)
    async def _lock(self, by: PracticeEvent) -> None:
        from kara_tui.screens.door_screen import BusyScreen

        self.clear_notifications()
        self.forget_copied()
        place, screens = self.place, list(self.screen_stack)
        await self.push_screen(BusyScreen("Locked"))
        why_not = await self._why_not_yet(screens)
        if why_not and not await self._stay_covered(screens, why_not):
            self._is_locking = False
            return
        self.locked_at, self.ends_by = await self.keep_place(place), by
        self.exit()

    async def _why_not_yet(self, screens: list[Screen[Any]]) -> str:
        """Keep what is typed; say what would be lost if the program ended now, if anything."""
        if words := work_under_way(screens):
            return f"{words} kara goes on underneath until that has ended, and then locks."
        problem = await keep_drafts(screens)
        if problem is None:
            return ""
        return f"What you typed could not be kept yet, so kara goes on underneath. {problem}"

    async def _note_end(self) -> None:
        log, self._practice_log = self._practice_log, None
        if log is not None and self.is_unlocked:
            await log.note_end(self.ends_by)

    async def _stay_covered(self, screens: list[Screen[Any]], why: str) -> bool:
        """Cover the screen, and try again now and then; say whether the program can end now.

        It cannot when somebody unlocked it before.
        """
        from kara_tui.screens.unlock import UnlockScreen

        assert self._door is not None
        unlocking = UnlockScreen(self._door, why)
        await self.push_screen(unlocking)
        while await self._waited_under(unlocking):
            if not (why := await self._why_not_yet(screens)):
                return True
            unlocking.say(why)
        await self.pop_screen()
        return False

    async def _waited_under(self, cover: Screen[Any]) -> bool:
        await asyncio.sleep(self.RETRY_SECONDS)
        return cover.is_attached
