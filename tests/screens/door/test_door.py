"""The way into a practice: the first start, unlocking, the lost passphrase, locking."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input, Static

from kara_tui.backend.door import DoorState
from kara_tui.beside import keys_of, old_key_of
from kara_tui.domain.client import Stage
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.place import Place
from kara_tui.idling import Idling
from kara_tui.operations.clients import AddClient
from kara_tui.screens.choosing_passphrase import PassphraseScreen
from kara_tui.screens.form_screen import FormScreen
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.recovery_paper import PaperScreen, TypeBackScreen
from kara_tui.screens.unlock import UnlockScreen
from kara_tui.vault.bare_key import bare_key_for
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
from tests.support.people import details


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "practice.db"


@pytest.fixture
async def code(store: Path) -> str:
    """A practice with one client, set up by its professional; the code on the paper."""
    async with at_the_door(store) as work:
        paper = await set_up(work)
        await work.app.desk.backend(AddClient(details=details("Áslaug Þórðardóttir")))
    return paper


async def test_nothing_is_there_until_the_code_was_typed_back(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, PassphraseScreen)
        await type_into(work, "passphrase", PASSPHRASE)
        await type_into(work, "again", PASSPHRASE)
        await on_screen(work, PaperScreen)
        assert list(store.parent.iterdir()) == []
        code = str(work.app.screen.query_one(".code", Static).render())
        await work.pilot.press("enter")
        await on_screen(work, TypeBackScreen)
        assert code.split()[0] not in work.screen_text()
        await type_into(work, "code", "AAAA BBBB")
        await told(work, "has 36 letters")
        await work.pilot.press("escape")
        await on_screen(work, PaperScreen)
        assert str(work.app.screen.query_one(".code", Static).render()) == code
        await work.pilot.press("enter")
        await on_screen(work, TypeBackScreen)
        await type_into(work, "code", code.lower().replace("\n", " "))
        await on_screen(work, HomeScreen)
        await work.until(lambda: store.exists())
    assert keys_of(store).exists()


async def test_a_weak_passphrase_is_refused_with_the_reason(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, PassphraseScreen)
        await type_into(work, "passphrase", "password")
        await told(work, "This passphrase is very weak.")
        await type_into(work, "passphrase", PASSPHRASE)
        await type_into(work, "again", PASSPHRASE + "x")
        await told(work, "The two differ.")
        assert isinstance(work.app.screen, PassphraseScreen)


async def test_the_code_is_shown_as_a_picture_too(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, PassphraseScreen)
        await type_into(work, "passphrase", PASSPHRASE)
        await type_into(work, "again", PASSPHRASE)
        await on_screen(work, PaperScreen)
        assert "█" not in work.screen_text()
        await work.pilot.press("f2")
        await work.until(lambda: "█▀▀▀▀▀█" in work.screen_text())


@pytest.mark.usefixtures("code")
async def test_the_passphrase_opens_it_and_a_wrong_one_has_to_wait(store: Path) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, UnlockScreen)
        assert "Áslaug" not in work.screen_text()
        await type_into(work, "passphrase", "something else entirely")
        await told(work, "does not open")
        assert door_before(store).seconds_to_wait() == 1
        await work.until(lambda: door_before(store).seconds_to_wait() == 0)
        await type_into(work, "passphrase", PASSPHRASE)
        await on_screen(work, HomeScreen)
        await work.settle()
        assert work.names == ["Áslaug Þórðardóttir"]


async def test_the_lost_passphrase_is_replaced_with_the_code(store: Path, code: str) -> None:
    async with at_the_door(store) as work:
        await on_screen(work, UnlockScreen)
        await work.pilot.press("f2")
        await type_into(work, "code", code.replace("\n", " "))
        await type_into(work, "passphrase", "heron gravel teapot drizzle")
        await type_into(work, "again", "heron gravel teapot puddle")
        await told(work, "The two passphrases differ.")
        await work.until(lambda: not work.app.screen.query_one("#again", Input).disabled)
        await type_into(work, "passphrase", "heron gravel teapot drizzle")
        await type_into(work, "again", "heron gravel teapot drizzle")
        await on_screen(work, HomeScreen)
        await work.settle()
        assert work.names == ["Áslaug Þórðardóttir"]
    door = door_before(store)
    await door.open_with_passphrase("heron gravel teapot drizzle")
    assert door.state is DoorState.OPEN


async def test_a_practice_from_before_asks_for_a_passphrase_and_keeps_what_it_holds(
    store: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.db"
    key = bare_key_for(bare)
    old_key_of(store).write_bytes(key)
    old_key_of(store).chmod(0o600)
    from kara_tui.backend.opening import open_local
    from kara_tui.domain.clock import system_clock

    opened = open_local(store, key, "", system_clock)
    opened.dispatch(AddClient(details=details("Björn Ægisson")), opened.actor)
    opened.store.close()
    async with at_the_door(store) as work:
        await set_up(work)
        await work.settle()
        assert work.names == ["Björn Ægisson"]
    assert not old_key_of(store).exists()


@pytest.mark.usefixtures("code")
async def test_a_lost_key_file_is_told_and_nothing_is_made(store: Path) -> None:
    keys_of(store).unlink()
    async with at_the_door(store) as work:
        await work.until(lambda: work.app.return_code == StoreUnavailable.exit_code)
    assert not keys_of(store).exists()


async def _unlocked(work: Workstation) -> None:
    await on_screen(work, UnlockScreen)
    await type_into(work, "passphrase", PASSPHRASE)
    await on_screen(work, HomeScreen)
    await work.settle()


@pytest.mark.usefixtures("code")
async def test_ctrl_l_covers_the_screen_keeps_what_is_typed_and_ends_locked(store: Path) -> None:
    async with at_the_door(store) as work:
        await _unlocked(work)
        await work.press("2", "1", "enter")
        profile = work.app.screen
        assert isinstance(profile, ProfileScreen)
        await work.press("e")
        await work.until(
            lambda: isinstance(work.app.screen, FormScreen) or _typing(work.app.screen)
        )
        await work.press(*"xyz")
        work.app.post_message(Key("ctrl+l", None))
        await work.until(lambda: work.app.locked_at is not None)
        place = work.app.locked_at
        assert place is not None
        assert (place.stage, place.client_id) == (Stage.ACTIVE, profile.client_id)
        assert "Áslaug" not in work.screen_text()
    async with at_the_door(store, place=Place.read(str(place)), locked=True) as work:
        await on_screen(work, UnlockScreen)
        await type_into(work, "passphrase", PASSPHRASE)
        await on_screen(work, ProfileScreen)
        await work.until(lambda: "xyz" in work.screen_text())
        again = work.app.screen
        assert isinstance(again, ProfileScreen)
        await work.until(lambda: again.form is not None, "the form is open again")


def _typing(screen: Screen[object]) -> bool:
    return bool(screen.query(Input))


@pytest.mark.usefixtures("code")
async def test_after_a_while_without_a_key_it_locks_by_itself(store: Path) -> None:
    now = [0.0]
    idling = Idling(300, awake=lambda: now[0], passed=lambda: now[0])
    async with at_the_door(store, idling=idling) as work:
        await _unlocked(work)
        now[0] = 299.0
        await work.press("down")
        now[0] = 598.0
        await work.pilot.pause(1.2)
        assert work.app.locked_at is None
        now[0] = 599.0
        await work.until(lambda: work.app.locked_at is not None)


@pytest.mark.usefixtures("code")
async def test_a_machine_that_slept_wakes_up_locked(store: Path) -> None:
    passed = [0.0]
    idling = Idling(300, awake=lambda: 0.0, passed=lambda: passed[0])
    async with at_the_door(store, idling=idling) as work:
        await _unlocked(work)
        passed[0] = 8.0
        await work.until(lambda: work.app.locked_at is not None)


async def test_a_made_up_practice_has_nothing_to_lock(store: Path) -> None:
    bare_key_for(store)
    async with at_the_door(store) as work:
        await work.settle()
        await work.press("ctrl+l")
        assert work.app.locked_at is None
        assert "nothing is locked" in work.screen_text()
