"""Keys typed right behind a command belong to what the command opens."""

from typing import Protocol, runtime_checkable

from textual import events, on
from textual.timer import Timer

from kara_tui.commands.command import Answered
from kara_tui.ending import EndingApp

LONGEST_HOLD = 1.0
"""Seconds after which keys go on in any case."""
LOOK_SECONDS = 0.02


@runtime_checkable
class TakesTime(Protocol):
    """A screen that has to ask the store before anything can be typed on it."""

    @property
    def is_ready(self) -> bool:
        """Whether it takes keys now."""
        ...


class TypingAheadApp(EndingApp):
    """Holds keys back from a command on until whoever handles it has done so.

    Otherwise they would still reach the screen before: as commands nobody meant, while the
    form that they were typed for stays empty.
    """

    _held: list[events.Key] | None = None
    """Keys that wait, in order; None when none have to."""
    _patience: Timer | None = None

    @property
    def is_holding_keys(self) -> bool:
        """Whether keys have to wait at the moment."""
        return self._held is not None

    @property
    def is_arriving(self) -> bool:
        """Whether the screens are still being opened that the user had open before."""
        return False

    def hold_keys(self, longest: float = LONGEST_HOLD) -> None:
        """Let keys wait until `Answered` has come.

        Args:
            longest: Seconds after which they go on in any case.
        """
        if self._held is None:
            self._held = []
        if self._patience is not None:
            self._patience.stop()
        # Whoever was asked may be gone before it could answer.
        self._patience = self.set_timer(longest, self._let_go)

    def drop_keys(self) -> None:
        """Forget the keys that wait: where they would go now, they were never meant to be seen."""
        if self._held is not None:
            self._held.clear()

    async def on_event(self, event: events.Event) -> None:
        """Put keys aside while they have to wait."""
        if self._held is not None and isinstance(event, events.Key):
            self._held.append(event)
        else:
            await super().on_event(event)

    @on(Answered)
    def wait_for_screen(self) -> None:
        """Wait until what was opened has been drawn, and has the keyboard."""
        if not self.screen_stack:
            # It may have been asked to leave, and is on its way out.
            return
        takes_time = isinstance(self.screen, TakesTime) and not self.screen.is_ready
        if takes_time or self.is_arriving:
            self.set_timer(LOOK_SECONDS, self.wait_for_screen)
        else:
            self.screen.call_after_refresh(self.call_later, self._let_go)

    async def _let_go(self) -> None:
        held, self._held = self._held, None
        if self._patience is not None:
            self._patience.stop()
        # Some had been sent to the screen before and came back: in the order they were typed in,
        # and as if they had never been anywhere.
        for event in sorted(held or (), key=lambda one: one.time):
            await self.on_event(events.Key(event.key, event.character))
