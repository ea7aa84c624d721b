"""A backend that saves the last note although the disk is full."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import DiskFull
from kara_tui.domain.history import Change
from kara_tui.operations.base import Operation

T = TypeVar("T")

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

    async def __call__(self, operation: Operation[T]) -> T:
        """Carry out an operation; on a full disk once more, after making room."""
        try:
            return await self._backend(operation)
        except DiskFull:
            if not await asyncio.to_thread(self._give_free):
                raise
            answer = await self._backend(operation)
        self._tell(SAVED_ON_RESERVE)
        return answer

    def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        """Follow what changes."""
        return self._backend.changes()

    async def close(self) -> None:
        """Close the backend behind."""
        await self._backend.close()
