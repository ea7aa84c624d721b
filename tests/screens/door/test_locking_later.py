"""Locking while what is typed cannot be kept: covered at once, ended as soon as it can be."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Static

from kara_tui.backend.protocol import Backend
from kara_tui.locking import LockingApp
from kara_tui.operations.drafts import ListDrafts, SaveDraft
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.unlock import UnlockScreen
from tests.screens.door.helpers import at_the_door, on_screen, type_into
from tests.screens.home.workstation import Workstation
from tests.support.trouble import Failing
from tests.support.vaulted import CLIENT, PASSPHRASE, Vaulted


class _FullDisk(Failing):
    """Takes no draft until somebody makes room."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend, SaveDraft)

    async def close(self) -> None:
        await self._backend.close()


@pytest.fixture(autouse=True)
def retries_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LockingApp, "RETRY_SECONDS", 0.1)


def _disk(work: Workstation) -> _FullDisk:
    disk = work.app.desk.backend
    assert isinstance(disk, _FullDisk)
    return disk


async def _type_and_lock(work: Workstation) -> None:
    await on_screen(work, UnlockScreen)
    await type_into(work, "passphrase", PASSPHRASE)
    await on_screen(work, HomeScreen)
    await work.settle()
    await work.press("enter")
    profile = work.app.screen
    assert isinstance(profile, ProfileScreen)
    await work.press("e")
    await work.until(lambda: profile.form is not None)
    await work.pilot.press(*"xyz")
    work.app.copy_to_clipboard("something private")
    work.app.post_message(Key("ctrl+l", None))
    await on_screen(work, UnlockScreen)


async def test_it_is_covered_at_once_and_locks_as_soon_as_there_is_room(tmp_path: Path) -> None:
    async with at_the_door(Vaulted(tmp_path).store, around=_FullDisk) as work:
        await _type_and_lock(work)
        words = str(work.app.screen.query_one(".words", Static).render())
        assert words.startswith("What you typed could not be kept yet")
        assert CLIENT not in work.screen_text()
        assert work.app.clipboard == ""
        asked = len(_disk(work).asked)
        await work.until(lambda: len(_disk(work).asked) > asked, "it is not tried again")
        assert work.app.locked_at is None
        _disk(work).fails = False
        await work.until(lambda: work.app.locked_at is not None, "it did not lock")
        (draft,) = await work.app.desk.backend(ListDrafts())
        assert "xyz" in str(draft.content)


async def test_whoever_unlocks_before_goes_on_typing(tmp_path: Path) -> None:
    async with at_the_door(Vaulted(tmp_path).store, around=_FullDisk) as work:
        await _type_and_lock(work)
        await type_into(work, "passphrase", PASSPHRASE)
        await on_screen(work, ProfileScreen)
        await work.until(lambda: "xyz" in work.screen_text())
        assert work.app.locked_at is None
