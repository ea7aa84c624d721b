"""When the practice was opened and locked stands in its history, and on the screen."""

from pathlib import Path

import pytest
from textual.events import Key

from kara_tui.backend.opening import open_local
from kara_tui.domain.clock import system_clock
from kara_tui.idling import Idling
from kara_tui.operations.audit import ListPracticeEvents, VerifyHistory
from kara_tui.screens.accesses import PracticeLogScreen
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.unlock import UnlockScreen
from kara_tui.vault.argon import FLOOR
from kara_tui.vault.bare_key import bare_key_for
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import open_with_passphrase
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.rotation import begin_rotation
from tests.screens.door.helpers import (
    PASSPHRASE,
    at_the_door,
    door_before,
    on_screen,
    set_up,
    told,
    type_into,
)
from tests.screens.home.workstation import Workstation

NEW = "heron gravel teapot drizzle"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "practice.db"


@pytest.fixture
async def code(store: Path) -> str:
    """A practice that was set up and left; the code on the paper."""
    async with at_the_door(store) as work:
        paper = await set_up(work)
        await work.pilot.press("q")
    return paper


def events(store: Path, passphrase: str = PASSPHRASE) -> list[str]:
    """Return what history tells of a closed practice, the oldest first."""
    key = bare_key_for(store) if store.with_suffix(".bare-key").exists() else None
    if key is None:
        vault = open_with_passphrase(store.with_suffix(".keys"), Passphrase.typed(passphrase))
        key = vault.key.derive(Use.STORE)
    opened = open_local(store, key, "", system_clock)
    try:
        assert opened.dispatch(VerifyHistory(), opened.actor).whole
        found = opened.dispatch(ListPracticeEvents(), opened.actor)
        return [" ".join(one.fields) for one in reversed(found)]
    finally:
        opened.store.close()


async def _unlock(work: Workstation, passphrase: str = PASSPHRASE) -> None:
    await on_screen(work, UnlockScreen)
    await type_into(work, "passphrase", passphrase)
    await on_screen(work, HomeScreen)
    await work.settle()


@pytest.mark.usefixtures("code")
async def test_setting_up_and_leaving_are_told(store: Path) -> None:
    assert events(store) == ["set_up", "left"]


@pytest.mark.usefixtures("code")
async def test_opening_after_a_wrong_guess_and_locking_are_told_on_the_screen(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, UnlockScreen)
        await type_into(work, "passphrase", "something else entirely")
        await told(work, "does not open")
        await work.until(lambda: door_before(store).seconds_to_wait() == 0)
        await _unlock(work)
        work.app.post_message(Key("ctrl+l", None))
        await work.until(lambda: work.app.locked_at is not None)
    async with at_the_door(store, locked=True, size=(100, 40)) as work:
        await _unlock(work)
        await work.press("f8")
        assert isinstance(work.app.screen, PracticeLogScreen)
        await work.until(lambda: "Locked by a key" in work.screen_text())
        shown = " ".join(work.screen_text().replace("│", " ").split())
        assert "Opened with the passphrase, after 1 wrong guess" in shown
        assert shown.index("Locked by a key") < shown.index("after 1 wrong guess")
        assert "kara audit practice" in shown
        await work.press("escape")
        assert work.is_home
    assert events(store)[2:] == [
        "opened_by_passphrase wrong_guesses=1",
        "locked_by_key",
        "opened_by_passphrase",
        "left",
    ]


async def test_the_lost_passphrase_is_told_with_the_code_that_opened_it(
    store: Path, code: str
) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, UnlockScreen)
        await work.pilot.press("f2")
        await type_into(work, "code", code.replace("\n", " "))
        await type_into(work, "passphrase", NEW)
        await type_into(work, "again", NEW)
        await on_screen(work, HomeScreen)
        await work.settle()
    assert events(store, NEW)[2:] == ["opened_by_code", "passphrase_changed", "left"]


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize(
    ("awake", "passed", "event"),
    [(700.0, 700.0, "locked_idle"), (1.0, 30.0, "locked_after_sleep")],
)
async def test_a_lock_by_itself_says_why(
    store: Path, awake: float, passed: float, event: str
) -> None:
    now = {"awake": 0.0, "passed": 0.0}
    idling = Idling(600, awake=lambda: now["awake"], passed=lambda: now["passed"])
    async with at_the_door(store, idling=idling) as work:
        await _unlock(work)
        now |= {"awake": awake, "passed": passed}
        await work.until(lambda: work.app.locked_at is not None)
    assert events(store)[-1] == event


@pytest.mark.usefixtures("code")
async def test_who_stays_locked_out_leaves_no_entry(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, UnlockScreen)
    assert events(store) == ["set_up", "left"]


async def test_a_practice_without_a_passphrase_tells_that_too(store: Path) -> None:
    bare_key_for(store)
    async with at_the_door(store) as work:
        await on_screen(work, HomeScreen)
        await work.settle()
        await work.press("f8")
        await work.until(lambda: "Opened with the key that lies beside" in work.screen_text())
    assert events(store) == ["opened_bare", "left"]


@pytest.mark.usefixtures("code")
async def test_a_change_of_key_that_was_cut_short_is_told_when_it_is_finished(store: Path) -> None:
    passphrase = Passphrase.typed(PASSPHRASE)
    vault = open_with_passphrase(store.with_suffix(".keys"), passphrase)
    begin_rotation(vault, passphrase, RecoveryCode.new(), FLOOR)
    async with at_the_door(store) as work:
        await _unlock(work)
    assert events(store)[2:] == ["opened_by_passphrase", "keys_rotated", "left"]
