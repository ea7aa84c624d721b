"""What the pictures share: the practice they show, and how one is taken."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input, TextArea

from tests.screens.home.workstation import Workstation
from tests.snapshots.practice import furnish
from tests.support.clock import FixedClock
from tests.support.practice import LocalPractice

Take = Callable[[Workstation, str], Awaitable[None]]


@pytest.fixture(scope="session")
def furnished(
    tmp_path_factory: pytest.TempPathFactory, template_store: Path, store_key: bytes
) -> tuple[Path, FixedClock]:
    """A store full of people, and what time it is then."""
    path = Path(shutil.copy(template_store, tmp_path_factory.mktemp("furnished") / "store.kara"))

    async def fill() -> FixedClock:
        practice = LocalPractice(path, store_key, FixedClock())
        await furnish(practice)
        await practice.close()
        return practice.clock

    return path, asyncio.run(fill())


@pytest.fixture
async def busy(
    furnished: tuple[Path, FixedClock], store_key: bytes
) -> AsyncIterator[LocalPractice]:
    """The practice full of people; the pictures change nothing in it."""
    path, clock = furnished
    practice = LocalPractice(path, store_key, clock)
    yield practice
    await practice.close()


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> Take:
    """Compares what stands on the screen with the picture of that name."""

    async def take(work: Workstation, name: str) -> None:
        for one in [*work.app.screen.query(Input), *work.app.screen.query(TextArea)]:
            one.cursor_blink = False
        await work.settle()
        await work.pilot.wait_for_scheduled_animations()
        svg = work.app.export_screenshot(simplify=True)
        assert svg == snapshot(name=name, extension_class=SVGImageExtension)

    return take
