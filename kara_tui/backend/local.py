"""The backend over a store on this machine.

One thread writes and two read, so that a long count never holds up a page; the event loop
only ever waits. What is behind is imported on the threads: the first frame needs none of it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from kara_tui.domain.errors import DiskFull, StoreUnavailable
from kara_tui.domain.history import Change
from kara_tui.operations.base import ChangeOperation, Operation
from kara_tui.operations.history import ListChanges

if TYPE_CHECKING:
    from kara_tui.backend.opening import OpenStore

T = TypeVar("T")

POLL_SECONDS = 0.25
_READERS = 2


class LocalBackend:
    """Operations on a store that a function opens; it opens on first use, or when told."""

    def __init__(self, opening: "Callable[[], OpenStore]") -> None:
        self._opening = opening
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="store-writer")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="store-reader")
        self._opened: Future[OpenStore] | None = None
        self._closed = False
        self._news_after = 0

    def start_opening(self) -> None:
        """Begin to open the store in the background."""
        if self._opened is None and not self._closed:
            self._opened = self._writer.submit(self._open)

    def _open(self) -> "OpenStore":
        opened = self._opening()
        # Before anybody has read anything: what is saved from here on is news to every reader.
        self._news_after = opened.newest_change()
        return opened

    async def __call__(self, operation: Operation[T]) -> T:
        """Carry out an operation on a thread of the store."""
        opened = await self._store()
        if isinstance(operation, ChangeOperation):
            return await self._on(self._writer, lambda: opened.dispatch(operation, opened.actor))
        # The access log is written behind the answer's back, on the thread that writes.
        return await self._on(
            self._readers,
            lambda: opened.dispatch(operation, opened.actor, later=self._writer.submit),
        )

    async def on_store(self, work: "Callable[[OpenStore], T]") -> T:
        """Work on the store itself, as its only writer: for copies of all that is in it."""
        opened = await self._store()
        return await self._on(self._writer, lambda: work(opened))

    async def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        """Follow what has changed since the store was opened, by this program or another one."""
        opened = await self._store()
        last = self._news_after
        seen: int | None = None
        while True:
            version = await self._on(self._readers, opened.store.data_version)
            if version != seen:
                seen = version
                while batch := await self(ListChanges(after=last)):
                    last = batch[-1].seq
                    yield batch
            await asyncio.sleep(POLL_SECONDS)

    async def close(self) -> None:
        """Wait for what is under way and close the store; nothing can be asked of it after."""
        self._closed = True
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        # Readers and the writer first: no connection may be closed under a thread that uses it.
        self._readers.shutdown()
        self._writer.shutdown()
        if self._opened is not None and self._opened.exception() is None:
            self._opened.result().store.close()

    async def _store(self) -> "OpenStore":
        if self._is_worth_another_try():
            self._opened = None
        self.start_opening()
        if self._opened is None:
            raise _closed()
        # Nearly always it is open: a question that need not wait is not sent round the loop.
        if self._opened.done():
            return self._opened.result()
        return await asyncio.wrap_future(self._opened)

    def _is_worth_another_try(self) -> bool:
        """Tell whether the store could not be opened for want of room, which may be there now."""
        opened = self._opened
        return opened is not None and opened.done() and isinstance(opened.exception(), DiskFull)

    async def _on(self, threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        if self._closed:
            raise _closed()
        return await asyncio.get_running_loop().run_in_executor(threads, work)


def _closed() -> StoreUnavailable:
    return StoreUnavailable("The store is closed.", "Open it again to go on.")
