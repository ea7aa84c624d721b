"""The wellbeing block on a screen of its own, and what is typed into its questions."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.screen import Screen

from kara_tui.backend.protocol import Backend
from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure_response import MeasureResponse
from kara_tui.interchange.measure_shelf import MeasureShelf
from kara_tui.screens.answers_dialog import AnswersDialog
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import RecordsChanged
from kara_tui.screens.wellbeing_block import WellbeingBlock
from kara_tui.widgets.key_line import KeyLine
from tests.support.answering import answered
from tests.support.clock import FixedClock
from tests.support.measures import OWN_FILE
from tests.support.one_screen import NORMAL, OneScreenApp, painted, settled, shown

SOON = 200
"""Looks, 20 ms apart at least, before something that has to happen counts as missing."""


class BlockScreen(Screen[None]):
    """Holds the block as a profile does."""

    def __init__(self, block: WellbeingBlock) -> None:
        super().__init__()
        self.block = block

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield self.block
        yield KeyLine()

    def on_records_changed(self, changed: RecordsChanged) -> None:
        self.block.keep_up(changed.changes)


def desk(backend: Backend, folder: Path | None = None) -> Desk:
    """Return a desk; with a measure of an operator's own when there is a folder for it."""
    shelf = MeasureShelf(folder)
    if folder is not None and not folder.exists():
        shelf.add(OWN_FILE.encode())
    return Desk(backend, FixedClock(), measures=shelf)


@asynccontextmanager
async def wellbeing(
    backend: Backend,
    client_id: ClientId,
    size: tuple[int, int] = NORMAL,
    folder: Path | None = None,
    language: str = "",
) -> AsyncIterator[Pilot[None]]:
    """Show a client's wellbeing, with the keyboard on it."""
    block = WellbeingBlock(desk(backend, folder), client_id)
    block.language = language
    async with shown(BlockScreen(block), backend, size) as pilot:
        block.focus()
        await settled(pilot)
        yield pilot


async def answered_weekly(
    backend: Backend, client_id: ClientId, *scores: int
) -> list[MeasureResponse]:
    """Save answers two weeks apart, the last ones today, that come to these scores."""
    now = FixedClock().now
    saved = []
    for place, score in enumerate(scores):
        points = score // 4
        values = [min(5, max(0, points - 5 * item)) for item in range(5)]
        at = now - timedelta(weeks=2 * (len(scores) - 1 - place))
        saved.append(await answered(backend, client_id, *values, at=at))
    return saved


def block(pilot: Pilot[None]) -> WellbeingBlock:
    app = pilot.app
    assert isinstance(app, OneScreenApp)
    return app.screen_stack[1].query_one(WellbeingBlock)


def dialog(pilot: Pilot[None]) -> AnswersDialog:
    screen = pilot.app.screen
    assert isinstance(screen, AnswersDialog)
    return screen


async def tell_changes(pilot: Pilot[None]) -> None:
    """Let the program hear what changed elsewhere."""
    assert isinstance(pilot.app, OneScreenApp)
    await pilot.app.tell_changes()
    await settled(pilot)


def flat(pilot: Pilot[None]) -> str:
    """Return what stands on the terminal without frames and line breaks."""
    return " ".join(painted(pilot).replace("│", " ").replace("▌", " ").split())


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait until something is so; fail when it does not come to that."""
    for _ in range(SOON):
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came to that")
