"""What every test may ask for: a clock that stands still, a store of its own, a backend on it."""

import os
import shutil
from collections.abc import AsyncIterator, Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from kara_tui.backend.opening import open_local
from kara_tui.backend.protocol import Backend
from tests.support.clock import FixedClock
from tests.support.people import PROFESSIONAL_NAME
from tests.support.practice import LocalPractice

pytest_plugins = ["tests.support.no_skips", "tests.support.tables", "tests.support.stillness"]
pytest.register_assert_rewrite("tests.contract.suite")

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="session")
def store_key() -> bytes:
    return bytes(range(32))


@pytest.fixture(scope="session")
def template_store(tmp_path_factory: pytest.TempPathFactory, store_key: bytes) -> Path:
    """Return an empty store that is up to date: migrating one for each test would cost too much."""
    path = tmp_path_factory.mktemp("template") / "template.kara"
    open_local(path, store_key, PROFESSIONAL_NAME, FixedClock()).store.close()
    return path


@pytest.fixture
def store_path(template_store: Path, tmp_path: Path) -> Path:
    """Return a store of this test's own, which nobody has open."""
    return Path(shutil.copy(template_store, tmp_path / "practice.kara"))


@pytest.fixture
def new_practice(
    template_store: Path, tmp_path: Path, store_key: bytes
) -> Callable[[], LocalPractice]:
    """Return a function that gives one empty practice after another; its caller closes them."""
    numbers = count()

    def build() -> LocalPractice:
        path = shutil.copy(template_store, tmp_path / f"practice-{next(numbers)}.kara")
        return LocalPractice(Path(path), store_key, FixedClock())

    return build


@pytest.fixture
async def practice(
    store_path: Path, store_key: bytes, clock: FixedClock
) -> AsyncIterator[LocalPractice]:
    """Give an empty practice on this machine."""
    local = LocalPractice(store_path, store_key, clock)
    yield local
    await local.close()


@pytest.fixture
def backend(practice: LocalPractice) -> Backend:
    """Return the professional's own workstation in an empty practice."""
    return practice.backend
