"""A backend that fails when a test wants it to."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, TypeVar

from kara_tui.backend.protocol import Backend
from kara_tui.domain.history import Change
from kara_tui.operations.base import Operation

T = TypeVar("T")


class Faulty:
    """Passes operations on, except those that were told to fail or to wait."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.fails: dict[type[Operation[Any]], Exception] = {}
        """What is raised instead of an answer."""
        self.waits: dict[type[Operation[Any]], asyncio.Event] = {}
        """What is awaited before an answer."""

    async def __call__(self, operation: Operation[T]) -> T:
        kind = type(operation)
        if event := self.waits.get(kind):
            await event.wait()
        if fault := self.fails.get(kind):
            raise fault
        return await self._backend(operation)

    def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        return self._backend.changes()

    async def close(self) -> None:
        """Leave the real one open."""
