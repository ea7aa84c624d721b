"""Locking while an import runs: it goes on behind the cover, and its report waits to be read."""

from pathlib import Path

import pytest
from textual.widgets import Static

from kara_tui.backend.protocol import Backend
from kara_tui.locking import LockingApp
from kara_tui.operations.clients import GetOverview
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.import_choose import PathInput
from kara_tui.screens.import_clients import LOOK, REPORT, RUN, ImportScreen
from kara_tui.screens.kept_report import find_report
from kara_tui.screens.unlock import UnlockScreen
from tests.screens.door.helpers import at_the_door, on_screen, type_into
from tests.screens.home.workstation import Workstation
from tests.support.trouble import Gate
from tests.support.vaulted import PASSPHRASE, Vaulted

_NOT_NOW = (
    "workstation.new_client",
    "workstation.invite",
    "workstation.undo",
    "workstation.import_clients",
)


class _Gated(Gate):
    """Lets one batch of clients through, and holds up the second."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend, free=1)

    async def close(self) -> None:
        await self._backend.close()


@pytest.fixture(autouse=True)
def retries_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LockingApp, "RETRY_SECONDS", 0.01)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return Vaulted(tmp_path / "practice").store


def _gate(work: Workstation) -> _Gated:
    gate = work.app.desk.backend
    assert isinstance(gate, _Gated)
    return gate


def _importing(work: Workstation) -> ImportScreen:
    screen = work.app.screen
    assert isinstance(screen, ImportScreen)
    return screen


async def _unlock(work: Workstation) -> None:
    await on_screen(work, UnlockScreen)
    await type_into(work, "passphrase", PASSPHRASE)


async def _begin_import(work: Workstation, file: Path) -> None:
    await _unlock(work)
    await on_screen(work, HomeScreen)
    await work.settle()
    await work.press("f6")
    _importing(work).query_one(PathInput).value = str(file)
    await work.press("enter")
    assert _importing(work).step == LOOK
    await work.pilot.press("f2")
    await work.until(_gate(work).reached.is_set, "the second batch does not come")
    assert _importing(work).step == RUN


async def test_locking_lets_the_import_end_and_its_report_is_read_after_unlocking(
    store: Path, big_file: Path
) -> None:
    async with at_the_door(store, around=_Gated) as work:
        await _begin_import(work, big_file)
        await work.pilot.press("ctrl+l")
        await on_screen(work, UnlockScreen)
        words = str(work.app.screen.query_one(".words", Static).render())
        assert words.startswith("Clients are being imported.")
        assert work.app.locked_at is None
        _gate(work).opened.set()
        await work.until(lambda: work.app.locked_at is not None, "it did not lock")
    async with at_the_door(store, locked=True) as work:
        await _unlock(work)
        await on_screen(work, ImportScreen)
        await work.settle()
        assert _importing(work).step == REPORT
        assert "Imported." in work.screen_text()
        assert "1,980 added" in work.screen_text()
        assert "There is no name." in work.screen_text()
        assert (await work.app.desk.backend(GetOverview())).active == 1981
        await work.press("escape")
        await on_screen(work, HomeScreen)
        assert await find_report(work.app.desk) is None


async def test_whoever_unlocks_meanwhile_sees_the_import_again(store: Path, big_file: Path) -> None:
    async with at_the_door(store, around=_Gated) as work:
        await _begin_import(work, big_file)
        await work.pilot.press("ctrl+l")
        await _unlock(work)
        await on_screen(work, ImportScreen)
        assert _importing(work).step == RUN
        _gate(work).opened.set()
        await work.settle()
        assert _importing(work).step == REPORT
        assert work.app.locked_at is None


async def test_during_an_import_nothing_leads_away_from_it(store: Path, big_file: Path) -> None:
    async with at_the_door(store, around=_Gated) as work:
        await _begin_import(work, big_file)
        assert not any(work.shows(one) for one in _NOT_NOW)
        assert work.can("workstation.lock")
        await work.pilot.press("n", "i", "u", "f10")
        await work.until(lambda: any("Stop that first" in one for one in work.toasts))
        assert _importing(work).step == RUN
        _gate(work).opened.set()
        await work.settle()
        assert all(work.shows(one) for one in _NOT_NOW)


async def test_an_import_that_was_cut_off_says_so_at_the_next_start(
    store: Path, big_file: Path
) -> None:
    async with at_the_door(store, around=_Gated) as work:
        await _begin_import(work, big_file)
        assert await find_report(work.app.desk) is None, "another program must not show it yet"
    async with at_the_door(store) as work:
        await _unlock(work)
        await on_screen(work, ImportScreen)
        await work.settle()
        assert "The import was cut off before its end." in work.screen_text()
        assert "990 added" in work.screen_text()
