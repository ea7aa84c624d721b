"""How a day's work looks: profile, agenda, note, schedule, closing, payments."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.screens.home.workstation import Workstation, opened
from tests.snapshots.care import treat
from tests.snapshots.conftest import Take
from tests.support.clock import FixedClock
from tests.support.one_screen import NARROW, NORMAL, WIDE
from tests.support.practice import LocalPractice

SIZES = pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE], ids=["60x20", "80x24", "140x40"])
THEMES = pytest.mark.parametrize("theme", ["", "kara-light", "ansi-dark"], ids=str)


@pytest.fixture(scope="session")
def treated(
    tmp_path_factory: pytest.TempPathFactory, template_store: Path, store_key: bytes
) -> Path:
    """A store of a practice at work."""
    path = Path(shutil.copy(template_store, tmp_path_factory.mktemp("treated") / "store.kara"))

    async def fill() -> None:
        practice = LocalPractice(path, store_key, FixedClock())
        await treat(practice)
        await practice.close()

    asyncio.run(fill())
    return path


@pytest.fixture
async def at_work(treated: Path, store_key: bytes, tmp_path: Path) -> AsyncIterator[LocalPractice]:
    """A copy of the practice at work: what is typed for a picture is kept as a draft."""
    path = Path(shutil.copy(treated, tmp_path / "store.kara"))
    practice = LocalPractice(path, store_key, FixedClock())
    yield practice
    await practice.close()


@THEMES
@SIZES
async def test_the_profile_and_the_agenda(
    at_work: LocalPractice, picture: Take, size: tuple[int, int], theme: str
) -> None:
    async with opened(at_work.backend, at_work.clock, size, theme=theme) as work:
        await _one_by_one(work, "enter", "2", "down", "down", "enter")
        await picture(work, "activities")
        await work.press("3")
        await picture(work, "wellbeing")
        await work.press("4")
        await picture(work, "payments")
        await work.press("f3")
        await picture(work, "day")
        await work.press("w")
        await picture(work, "week")


@SIZES
async def test_what_is_written_and_planned(
    at_work: LocalPractice, picture: Take, size: tuple[int, int]
) -> None:
    async with opened(at_work.backend, at_work.clock, size) as work:
        await _one_by_one(work, "enter", "6")
        await picture(work, "files")
        await _one_by_one(work, "2", "w")
        await picture(work, "note")
        await _one_by_one(work, "escape", "s")
        await work.press(*"mon 10")
        await picture(work, "schedule")
        await work.press("escape")


@SIZES
async def test_what_the_practice_takes_and_offers(
    at_work: LocalPractice, picture: Take, size: tuple[int, int]
) -> None:
    async with opened(at_work.backend, at_work.clock, size) as work:
        await work.press("f7")
        await picture(work, "payments")
        await _one_by_one(work, "escape", "f5")
        await picture(work, "practice")
        await work.press("w")
        await picture(work, "hours")
        await _one_by_one(work, "escape", "f5", "s")
        await picture(work, "services")
        await _one_by_one(work, "escape", "ctrl+o")
        await picture(work, "hidden")
        await _one_by_one(work, "ctrl+o", "ctrl+g")
        await work.press(*"bja")
        await picture(work, "going")


async def _one_by_one(work: Workstation, *keys: str) -> None:
    """Press each key when what the one before it shows has been read."""
    for key in keys:
        await work.press(key)
