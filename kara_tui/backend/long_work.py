"""Work on a thread that tells how far it is, and stops soon after nobody waits for it any more."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import TypeVar

from kara_tui.domain.errors import NotAllowedNow

T = TypeVar("T")

_TELL_SECONDS = 0.05


class LongWork:
    """One piece of work. What it tells arrives on the loop of whoever began it."""

    def __init__(self, progress: Callable[[int, int], object]) -> None:
        self._progress = progress
        self._loop = asyncio.get_running_loop()
        self._stopped = Event()
        self._told_at = 0.0

    def tell(self, done: int, total: int) -> None:
        """Say from the thread how far it is.

        Raises:
            NotAllowedNow: When nobody waits for it any more.
        """
        if self._stopped.is_set():
            raise NotAllowedNow("It was stopped.", "Nothing half is left.")
        now = time.monotonic()
        if done < total and now - self._told_at < _TELL_SECONDS:
            return
        self._told_at = now
        # A loop that has ended listens to nobody.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._progress, done, total)

    async def done(self, work: Callable[[], T]) -> T:
        """Carry it out on a thread; who is cancelled here waits until the thread has stopped."""
        future = self._loop.run_in_executor(None, work)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            self._stopped.set()
            await asyncio.wait({future})
            if not future.cancelled():
                future.exception()
            raise
