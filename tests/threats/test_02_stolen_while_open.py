"""Whoever takes the machine while it is locked finds neither keys nor words in its memory."""

from pathlib import Path

from tests.support.memory import found_in_memory
from tests.support.terminal import Terminal, home_of, kara
from tests.support.vaulted import CLIENT, PASSPHRASE, REASON, Vaulted


def test_02_a_locked_program_has_forgotten_the_key(tmp_path: Path) -> None:
    """Threat: a stolen machine, still on. Control: locking starts the program anew, without."""
    practice = Vaulted(tmp_path)
    needles = {
        "data key": practice.vault.key.reveal(),
        "store key": practice.key,
        "store key in hex": practice.key.hex().encode(),
        "passphrase": PASSPHRASE.encode(),
        "name": CLIENT.encode(),
        "reason": REASON.encode(),
    }
    terminal = Terminal(kara(), home_of(tmp_path))
    try:
        terminal.wait_for("Your practice is locked")
        terminal.send(PASSPHRASE)
        terminal.drain()
        terminal.send("\r")
        terminal.wait_for(CLIENT)
        assert {"data key", "store key", "name"} <= found_in_memory(terminal.process.pid, needles)
        terminal.send("\x0c")
        terminal.wait_until(lambda: CLIENT not in terminal.text, "a covered screen")
        terminal.wait_for("Your practice is locked")
        terminal.drain()
        assert found_in_memory(terminal.process.pid, needles) == set()
    finally:
        terminal.close()
