"""Locking: the screen is covered, the process has forgotten, and everything is found again."""

import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kara_tui.backend.opening import open_local
from kara_tui.beside import keys_of
from kara_tui.domain.clock import system_clock
from kara_tui.operations.clients import AddClient
from kara_tui.vault.argon import FLOOR
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import create_vault
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.secret import Key
from tests.support.memory import found_in_memory
from tests.support.people import details
from tests.support.terminal import Terminal, home_of, kara

PASSPHRASE = "purple otter walks sideways"
CLIENT = "Kolfinna Quartermaine"
REASON = "sleeps badly since the avalanche"
TYPED = "zugzwangtyped"


class Locked:
    """A practice with one client, behind a passphrase."""

    def __init__(self, home: Path) -> None:
        self.home = home
        store = home / "practice.db"
        vault = create_vault(
            keys_of(store),
            Passphrase.typed(PASSPHRASE),
            datetime(2026, 3, 2, tzinfo=UTC),
            FLOOR,
            code=RecoveryCode.new(),
        )
        self.key: Key = vault.key
        self.store_key = vault.key.derive(Use.STORE)
        opened = open_local(store, self.store_key, "Dr Anna", system_clock)
        client = details(CLIENT, reason_by_professional=REASON)
        opened.dispatch(AddClient(details=client), opened.actor)
        opened.store.close()

    @property
    def needles(self) -> dict[str, bytes]:
        """What must not be found in memory after locking."""
        return {
            "data key": self.key.reveal(),
            "store key": self.store_key,
            "store key in hex": self.store_key.hex().encode(),
            "passphrase": PASSPHRASE.encode(),
            "a client's name": CLIENT.encode(),
            "a reason": REASON.encode(),
            "typed text": TYPED.encode(),
        }


@pytest.fixture
def practice(tmp_path: Path) -> Locked:
    return Locked(tmp_path)


@pytest.fixture
def terminal(practice: Locked) -> Iterator[Terminal]:
    running = Terminal(kara(), home_of(practice.home), lines=64)
    yield running
    running.close()


def _unlock(terminal: Terminal) -> None:
    terminal.wait_for("Your practice is locked")
    terminal.send(PASSPHRASE)
    terminal.read(0.2)
    terminal.send("\r")


def test_locked_it_has_forgotten_everything_and_unlocked_all_is_there_again(
    practice: Locked, terminal: Terminal
) -> None:
    _unlock(terminal)
    terminal.wait_for(CLIENT)
    terminal.send("\r")
    terminal.wait_for("Health record")
    terminal.wait_for(REASON.rpartition(" ")[0])
    terminal.send("e")
    terminal.wait_for("F2 Save")
    terminal.send(TYPED)
    terminal.wait_for(TYPED)
    number = terminal.process.pid
    before = found_in_memory(number, practice.needles)
    assert {"data key", "store key", "a client's name", "typed text"} <= before

    terminal.send("\x0c")
    terminal.wait_until(lambda: CLIENT not in terminal.text, "a covered screen")
    terminal.wait_for("Your practice is locked")
    assert terminal.process.pid == number
    assert terminal.process.poll() is None
    assert found_in_memory(number, practice.needles) == set()
    for told in ("cmdline", "environ"):
        content = Path(f"/proc/{number}/{told}").read_bytes()
        assert not [name for name, needle in practice.needles.items() if needle in content]

    _unlock(terminal)
    terminal.wait_for("F2 Save")
    terminal.wait_for(TYPED)


def test_the_screen_is_covered_at_once(practice: Locked, terminal: Terminal) -> None:
    del practice
    _unlock(terminal)
    terminal.wait_for(CLIENT)
    terminal.drain()
    sent = time.monotonic()
    terminal.send("\x0c")
    terminal.wait_until(lambda: CLIENT not in terminal.text, "a covered screen")
    assert time.monotonic() - sent < 10
    terminal.wait_for("Your practice is locked")


def test_put_aside_for_a_shell_it_comes_back_locked(terminal: Terminal) -> None:
    _unlock(terminal)
    terminal.wait_for(CLIENT)
    terminal.kill(signal.SIGTSTP)
    status = Path(f"/proc/{terminal.process.pid}/stat")
    terminal.wait_until(lambda: status.read_text().rpartition(")")[2].split()[0] == "T", "a stop")
    terminal.kill(signal.SIGCONT)
    terminal.wait_for("Your practice is locked")
    terminal.drain()
    assert CLIENT not in terminal.text


def test_when_the_terminal_of_a_locked_practice_is_gone_the_program_goes_too(
    terminal: Terminal,
) -> None:
    terminal.wait_for("Your practice is locked")
    terminal.hang_up()
    terminal.process.wait(timeout=30)


def test_killed_while_locked_nothing_opens_without_the_passphrase(
    practice: Locked, terminal: Terminal
) -> None:
    _unlock(terminal)
    terminal.wait_for(CLIENT)
    terminal.send("\x0c")
    terminal.wait_for("Your practice is locked")
    terminal.kill()
    terminal.wait_for_end()
    again = Terminal(kara(), home_of(practice.home))
    try:
        again.wait_for("Your practice is locked")
        again.drain()
        assert CLIENT not in again.text
        assert CLIENT.encode() not in bytes(again.raw)
    finally:
        again.close()
