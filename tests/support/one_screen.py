"""A program around one screen: it carries moves out and tells the screen what changed."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from html import unescape
from typing import Any

from textual import on, work
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import WorkerCancelled

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import KaraError
from kara_tui.operations.history import ListChanges
from kara_tui.screens.messages import AskFailed, CopyWanted, MoveWanted, RecordsChanged
from kara_tui.widgets.terminal_guard import terminal_guard

_TEXT = re.compile(r'<text class="[^"]*" x="[^"]*" y="([^"]*)"[^>]*>(.*?)</text>')

NARROW, NORMAL, WIDE = (60, 20), (80, 24), (140, 40)


class OneScreenApp(App[None]):
    """Shows one screen over an empty one, and keeps what it dismisses with."""

    def __init__(self, screen: Screen[Any], backend: Backend) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [
            (0, "-tiny"),
            (60, "-narrow"),
            (80, "-normal"),
            (120, "-wide"),
        ]
        self._shown = screen
        self._backend = backend
        self._seen = 0
        self.results: list[Any] = []
        """What the screen was left with."""
        self.moves: list[MoveWanted] = []
        self.problems: list[KaraError] = []
        self.copied: list[str] = []

    def on_mount(self) -> None:
        self.push_screen(self._shown, self.results.append)

    @on(MoveWanted)
    def carry_out(self, wanted: MoveWanted) -> None:
        self.moves.append(wanted)
        self._carry_out(wanted)

    @work(group="moves", exit_on_error=False)
    async def _carry_out(self, wanted: MoveWanted) -> None:
        try:
            await self._backend(wanted.operation)
        except KaraError as problem:
            self.problems.append(problem)
        await self.tell_changes()

    @on(CopyWanted)
    def keep_copied(self, wanted: CopyWanted) -> None:
        self.copied.append(wanted.text)

    @on(AskFailed)
    def keep_problem(self, failed: AskFailed) -> None:
        self.problems.append(failed.problem)

    async def tell_changes(self) -> None:
        """Tell the screens what changed since last time."""
        if changes := await self._backend(ListChanges(after=self._seen)):
            self._seen = changes[-1].seq
            for screen in self.screen_stack:
                screen.post_message(RecordsChanged(changes))


@asynccontextmanager
async def shown(
    screen: Screen[Any], backend: Backend, size: tuple[int, int] = NORMAL
) -> AsyncIterator[Pilot[None]]:
    """Show a screen to a user; no text may steer the terminal meanwhile."""
    app = OneScreenApp(screen, backend)
    with terminal_guard():
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await settled(pilot)
            yield pilot


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the program has nothing left to do."""
    for _ in range(3):
        await pilot.pause()
        for one in list(pilot.app.workers):
            # Another question may have taken its place meanwhile.
            with suppress(WorkerCancelled):
                await one.wait()
    await pilot.pause()


def painted(pilot: Pilot[None]) -> str:
    """Return what stands on the terminal, line by line."""
    picture = pilot.app.export_screenshot(simplify=True)
    lines: dict[float, str] = {}
    for y, text in _TEXT.findall(picture):
        lines[float(y)] = lines.get(float(y), "") + unescape(text).replace("\xa0", " ")
    return "\n".join(lines[y] for y in sorted(lines))


def said(pilot: Pilot[None], selector: str) -> str:
    """Return the words of one part of the screen."""
    return str(pilot.app.screen.query_one(selector, Static).render())
