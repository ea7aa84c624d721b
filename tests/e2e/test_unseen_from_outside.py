"""What others on the machine see of a running kara, and what stays in the terminal after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kara_tui.db.backup import backups_in
from kara_tui.vault.recovery_code import RecoveryCode
from tests.support.terminal import Terminal, home_of, kara
from tests.support.vaulted import CLIENT, PASSPHRASE, Vaulted

_SECOND_SCREEN, _FIRST_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture
def practice(tmp_path: Path) -> Vaulted:
    return Vaulted(tmp_path)


@pytest.fixture
def terminal(practice: Vaulted) -> Iterator[Terminal]:
    running = Terminal(kara(), home_of(practice.store.parent), lines=45)
    yield running
    running.close()


def _unlock(terminal: Terminal) -> None:
    terminal.wait_for("Your practice is locked")
    terminal.send(PASSPHRASE)
    terminal.drain()
    terminal.send("\r")
    terminal.wait_for(CLIENT)


def test_a_locked_practice_does_not_name_the_open_record_to_others(
    practice: Vaulted, terminal: Terminal
) -> None:
    _unlock(terminal)
    terminal.send("\r")
    terminal.wait_for("Record class")
    terminal.send("\x0c")
    terminal.wait_for("Your practice is locked")
    line = Path(f"/proc/{terminal.process.pid}/cmdline").read_bytes()
    assert b"--locked" in line
    assert str(practice.client_id).encode() not in line
    _unlock(terminal)
    terminal.wait_for("Record class")


def test_a_short_sitting_gets_its_backup_when_its_user_leaves(
    practice: Vaulted, terminal: Terminal
) -> None:
    _unlock(terminal)
    terminal.send("\x1b[21~")
    assert terminal.wait_for_end() == 0
    assert len(backups_in(practice.store.parent / "backups")) == 1


def test_a_code_that_a_command_shows_stays_in_no_scrollback(practice: Vaulted) -> None:
    home = home_of(practice.store.parent)
    terminal = Terminal(kara("vault", "new-recovery-code"), home, lines=45)
    try:
        terminal.wait_for("Passphrase:")
        terminal.send(f"{PASSPHRASE}\r")
        terminal.wait_for("Then press enter")
        assert "█▀▀▀▀▀█" in terminal.text, "a phone can read it too"
        code = terminal.text.partition("Recovery code: ")[2].splitlines()[0].strip()
        assert RecoveryCode.typed(code).spelled() == code
        terminal.send("\r")
        terminal.wait_for("type it from the paper")
        assert code not in terminal.text
        terminal.send(f"{code.lower()}\r")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.close()
    before, _, rest = bytes(terminal.raw).partition(_SECOND_SCREEN)
    shown, _, after = rest.partition(_FIRST_SCREEN)
    assert code.encode() in shown
    for part in (before, after):
        assert code.encode() not in part
        assert code.lower().encode() not in part
    assert b"The new code holds." in after
