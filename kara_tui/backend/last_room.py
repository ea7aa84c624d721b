"""A backend that saves the last note although the disk is full."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import DiskFull
from kara_tui.domain.history import Change
from kara_tui.operations.base import ChangeOperation, Operation

T = TypeVar("T")

OPENED_ON_RESERVE = (
    "The disk is full. The practice could be opened only because room is kept for such a moment, "
    "and there is none left: free some space before you go on."
)

SAVED_ON_RESERVE = (
    "The disk is full. This was saved in the room that is kept for such a moment, and there is "
    "none left: free some space before you go on."
)


class LastRoom:
    """Gives the reserve free when the disk is full, and tries once more."""

    def __init__(
        self, backend: Backend, give_free: Callable[[], bool], tell: Callable[[str], object]
    ) -> None:
        """Stand before another backend.

        Args:
            backend: Carries everything out.
            give_free: Gives the reserve free; says whether there was any.
            tell: Shows a sentence to the professional.
        """
        self._backend = backend
        self._give_free = give_free
        self._tell = tell
        self._times_given = 0
        self._untold = False
        self._giving = asyncio.Lock()

    async def __call__(self, operation: Operation[T]) -> T:
        """Carry out an operation; on a full disk once more, after making room."""
        before = self._times_given
        try:
            return await self._backend(operation)
        except DiskFull:
            if not await self._has_made_room(since=before):
                raise
        answer = await self._backend(operation)
        if self._untold:
            self._untold = False
            is_saved = isinstance(operation, ChangeOperation)
            self._tell(SAVED_ON_RESERVE if is_saved else OPENED_ON_RESERVE)
        return answer

    async def _has_made_room(self, *, since: int) -> bool:
        # Several questions wait for a store that is being opened, and all are told of the disk.
        async with self._giving:
            if self._times_given == since and await asyncio.to_thread(self._give_free):
                self._times_given += 1
                self._untold = True
            return self._times_given > since

    def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        """Follow what changes."""
        return self._backend.changes()

    async def close(self) -> None:
        """Close the backend behind."""
        await self._backend.close()
