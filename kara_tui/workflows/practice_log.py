"""Writing down what happens to the practice as a whole: behind all else, and never in its way."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

from kara_tui.backend.door import Door
from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import KaraError
from kara_tui.domain.practice_events import Happened, PracticeEvent

PATIENCE_SECONDS = 1.0
"""So long an end, or a command, waits until an event is written; then it is written behind it."""


class PracticeLog:
    """Takes events, and writes them into history as soon as the store takes them.

    What cannot be written, because the disk is full or the store is busy, waits for the next
    event, and is lost with the program: no event is worth more than the records.
    """

    def __init__(self, backend: Backend, taken: Callable[[], tuple[Happened, ...]]) -> None:
        """Begin to log.

        Args:
            backend: Where history lies; not one that gives the last room of a full disk away.
            taken: Returns what has happened at the door since it was last asked.
        """
        self._backend = backend
        self._taken = taken
        self._waiting: list[Happened] = []
        self._writing = asyncio.Lock()

    async def note(self, *events: PracticeEvent) -> None:
        """Write down what has happened at the door, and then these events."""
        self._waiting += (*self._taken(), *map(Happened, events))
        await self._write(once_an_hour=False)

    async def note_command(self) -> None:
        """Write down that a command opened the practice: once an hour, if nobody guessed."""
        self._waiting += self._taken()
        await _soon(self._write(once_an_hour=True))

    async def note_end(self, event: PracticeEvent) -> None:
        """Write down how the program ends, and wait for that only for a moment."""
        await _soon(self.note(event))

    async def _write(self, *, once_an_hour: bool) -> None:
        # The first frame of the workstation needs none of it.
        from kara_tui.operations.audit import NotePracticeEvent

        async with self._writing:
            with suppress(KaraError):
                while self._waiting:
                    one = self._waiting[0]
                    operation = NotePracticeEvent(
                        event=one.event,
                        wrong_guesses=one.wrong_guesses,
                        once_an_hour=once_an_hour and not one.wrong_guesses,
                    )
                    await self._backend(operation)
                    del self._waiting[0]


async def _soon(work: Coroutine[None, None, None]) -> None:
    # Not cancelled when time is up: the store finishes what it has begun before it closes.
    await asyncio.wait({asyncio.create_task(work)}, timeout=PATIENCE_SECONDS)


def events_of(door: Door) -> Callable[[], tuple[Happened, ...]]:
    """Return what gives the events of a door; a door without a lock is opened once."""
    bare = [] if door.is_protected else [Happened(PracticeEvent.OPENED_BARE)]

    def taken() -> tuple[Happened, ...]:
        found = (*bare, *door.take_events())
        bare.clear()
        return found

    return taken
