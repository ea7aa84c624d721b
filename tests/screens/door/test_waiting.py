"""After wrong guesses: the wait is told beside everything else, and the code on paper has none."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.widgets import Static

from kara_tui.backend.vault_door import VaultDoor
from kara_tui.beside import guesses_of
from kara_tui.domain.errors import WrongKey
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.unlock import UnlockScreen
from kara_tui.vault.recovery_code import RecoveryCode
from tests.screens.door.helpers import at_the_door, door_before, on_screen, told, type_into
from tests.screens.home.workstation import Workstation
from tests.support.clock import NOON, FixedClock
from tests.support.vaulted import CLIENT, PASSPHRASE, Vaulted

_NEW = "heron gravel teapot drizzle"


@pytest.fixture
def practice(tmp_path: Path) -> Vaulted:
    """A practice whose passphrase was typed wrong six times just now."""
    vaulted = Vaulted(tmp_path)
    count = f'{{"wrong":6,"last":{NOON.timestamp()}}}'
    guesses_of(vaulted.store).write_text(count)
    guesses_of(vaulted.store).chmod(0o600)
    return vaulted


@pytest.fixture
def door(practice: Vaulted) -> VaultDoor:
    """Its door, before which time stands still."""
    return door_before(practice.store, FixedClock())


@pytest.fixture
async def work(practice: Vaulted, door: VaultDoor) -> AsyncIterator[Workstation]:
    async with at_the_door(practice.store, door=door) as opened:
        await on_screen(opened, UnlockScreen)
        yield opened


def _wait(work: Workstation) -> str:
    return str(work.app.screen.query_one(".wait", Static).render())


async def _stays_told(work: Workstation, words: str) -> None:
    """Look whether words stand there still after the countdown was drawn anew, twice."""
    await told(work, words)
    screen = work.app.screen
    assert isinstance(screen, UnlockScreen)
    screen.count_down()
    screen.count_down()
    await told(work, words)


async def test_the_wait_is_told_and_nothing_else_is_wiped_away(work: Workstation) -> None:
    assert _wait(work) == "The next passphrase is looked at in 32 s."
    await type_into(work, "passphrase", PASSPHRASE)
    await _stays_told(work, "the next one is taken in 32 s")
    assert _wait(work) == "The next passphrase is looked at in 32 s."


async def test_with_the_code_there_is_no_wait_and_every_answer_stays(
    work: Workstation, practice: Vaulted
) -> None:
    await work.pilot.press("f2")
    assert _wait(work) == ""
    await type_into(work, "code", practice.code.spelled())
    await work.pilot.press(*"password")
    await _stays_told(work, "very weak")
    await type_into(work, "passphrase", _NEW)
    await type_into(work, "again", _NEW + "x")
    await _stays_told(work, "The two passphrases differ.")
    await type_into(work, "passphrase", _NEW)
    await type_into(work, "again", _NEW)
    await on_screen(work, HomeScreen)
    await work.settle()
    assert work.names == [CLIENT]


async def test_another_practices_code_counts_as_a_wrong_guess(door: VaultDoor) -> None:
    with pytest.raises(WrongKey):
        await door.open_with_code(RecoveryCode.new().spelled(), _NEW)
    assert door.seconds_to_wait() == 60
