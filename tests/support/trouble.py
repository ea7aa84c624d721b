"""Backends that fail or wait at a chosen moment."""

import asyncio
from typing import Any

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.operations.base import Operation
from kara_tui.operations.imports import ImportClients


class Failing:
    """A backend on which one kind of operation fails as long as it is told so."""

    def __init__(self, backend: Backend, kind: type[Operation[Any]]) -> None:
        self._backend = backend
        self._kind = kind
        self.fails = True
        self.asked: list[Operation[Any]] = []

    async def __call__(self, operation: Operation[Any]) -> Any:
        self.asked.append(operation)
        if self.fails and isinstance(operation, self._kind):
            raise StoreUnavailable("The disk is full.", "Make room and try again.")
        return await self._backend(operation)

    def changes(self) -> Any:
        return self._backend.changes()

    async def close(self) -> None:
        """Leave the real one open."""


class Gate:
    """A backend whose writes of clients wait until somebody lets them pass."""

    def __init__(self, backend: Backend, free: int) -> None:
        self._backend = backend
        self._free = free
        self.reached = asyncio.Event()
        self.opened = asyncio.Event()

    async def __call__(self, operation: Operation[Any]) -> Any:
        if isinstance(operation, ImportClients):
            self._free -= 1
            if self._free < 0:
                self.reached.set()
                await self.opened.wait()
        return await self._backend(operation)

    def changes(self) -> Any:
        return self._backend.changes()

    async def close(self) -> None:
        """Leave the real one open."""
