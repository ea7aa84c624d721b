"""The whole workstation in front of a test: opened on a real store, driven, and read."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC
from typing import Any

from textual.binding import ActiveBinding
from textual.pilot import Pilot
from textual.widgets import Input, Static
from textual.widgets._toast import Toast
from textual.worker import WorkerCancelled, WorkerFailed

from kara_tui.app import WorkstationApp
from kara_tui.backend.protocol import Backend
from kara_tui.domain.clock import Clock
from kara_tui.domain.listing import ClientRow
from kara_tui.ending import Noting
from kara_tui.screens.client_columns import details_of
from kara_tui.screens.desk import Desk
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.list_pane import ListPane
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.terminal_guard import terminal_guard
from kara_tui.widgets.top_bar import TopBar
from tests.support.clock import FixedClock
from tests.support.one_screen import NORMAL, painted

PATIENCE = 60.0
"""Seconds until a test gives up hope; far more than anything should take."""

_ENDLESS = {"feed", "chores"}


class Workstation:
    """What a user sees and does."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        app = pilot.app
        assert isinstance(app, WorkstationApp)
        self.app = app

    @property
    def home(self) -> HomeScreen:
        """The four lists."""
        home = self.app.screen_stack[0]
        assert isinstance(home, HomeScreen)
        return home

    @property
    def pane(self) -> ListPane:
        """The list that is shown."""
        return self.home.pane

    @property
    def row(self) -> ClientRow:
        """The row under the cursor."""
        row = self.pane.row
        assert row is not None
        return row

    @property
    def name(self) -> str:
        """Who stands under the cursor."""
        return details_of(self.row).name

    @property
    def names(self) -> list[str]:
        """Who is in sight, from the top."""
        table = self.pane.table
        first, last = table.visible_range
        rows = [table.at_hand.row(index) for index in range(first - 1, last)]
        return [details_of(row).name for row in rows if row is not None]

    @property
    def range_words(self) -> str:
        """What stands at the right of the search line."""
        return str(self.pane.query_one(".range", Static).render())

    @property
    def tabs(self) -> str:
        """The top line."""
        return str(self.home.query_one(TopBar).render()).rstrip()

    @property
    def search_line(self) -> Input:
        """Where a search is typed."""
        return self.pane.query_one(Input)

    @property
    def toasts(self) -> list[str]:
        """What is said at the moment, titles in front."""
        return [str(one.render()) for one in self.app.screen.query(Toast)]

    @property
    def key_line(self) -> str:
        """The bottom line."""
        return str(self.app.screen.query_one(KeyLine).render()).rstrip()

    def shows(self, command_id: str) -> bool:
        """Tell whether a key is shown, be it dim."""
        return any(one.binding.id == command_id for one in self._live())

    def can(self, command_id: str) -> bool:
        """Tell whether a key does anything now."""
        return any(one.binding.id == command_id and one.enabled for one in self._live())

    def _live(self) -> list[ActiveBinding]:
        return list(self.app.screen.active_bindings.values())

    @property
    def is_home(self) -> bool:
        """Whether the four lists are on top."""
        return self.app.screen is self.app.screen_stack[0]

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until the program has nothing left to do."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        await self._released()
        while busy := [one for one in self.app.workers if one.group not in _ENDLESS]:
            for worker in busy:
                with suppress(WorkerCancelled, WorkerFailed):
                    await worker.wait()
            await self._released()

    async def _released(self) -> None:
        """Wait until no key waits for what the one before it opens."""
        await self.pilot.pause()
        while self.app.is_holding_keys:
            await self.pilot.pause(0.005)
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool], what: str = "") -> None:
        """Wait until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, what or self.screen_text()
            await self.pilot.pause(0.01)

    def screen_text(self) -> str:
        """Return what stands on the terminal, line by line."""
        return painted(self.pilot)


@asynccontextmanager
async def opened(
    backend: Backend,
    clock: Clock | None = None,
    size: tuple[int, int] = NORMAL,
    *,
    note_error: Noting = repr,
    theme: str = "",
    settled: bool = True,
) -> AsyncIterator[Workstation]:
    """Open the workstation; no text may steer the terminal meanwhile."""
    desk = Desk(backend=_Lent(backend), clock=clock or FixedClock(), zone=UTC)
    app = WorkstationApp(desk, note_error=note_error, theme=theme)
    with terminal_guard():
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            work = Workstation(pilot)
            if settled:
                await work.settle()
            yield work


class _Lent:
    """A backend that the program cannot close: the test goes on asking it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def __call__(self, operation: Any) -> Any:
        return await self._backend(operation)

    def changes(self) -> Any:
        return self._backend.changes()

    async def close(self) -> None:
        """Leave the real one open."""
