"""A keyring that never answers keeps nobody from unlocking with the passphrase."""

import time
from pathlib import Path

from kara_tui.vault.secret import Key
from tests.support.deaf_bus import DeafBus
from tests.support.terminal import Terminal, home_of, kara
from tests.support.vaulted import CLIENT, PASSPHRASE, Vaulted

_ALLOWED = 4.0
"""Seconds more than where there is no keyring: three for it, one for a busy machine."""


def test_08_the_passphrase_is_asked_for_when_the_keyring_hangs(tmp_path: Path) -> None:
    """Threat: the keyring hangs. Control: it has three seconds, on a thread of its own."""
    Vaulted(tmp_path, keyring_secret=Key(bytes(range(32))))
    nowhere = f"unix:path={tmp_path}/nowhere"
    terminal, usual = _asked({**home_of(tmp_path), "DBUS_SESSION_BUS_ADDRESS": nowhere})
    terminal.close()
    with DeafBus(tmp_path / "bus") as bus:
        around = {**home_of(tmp_path), "DBUS_SESSION_BUS_ADDRESS": bus.address}
        terminal, deaf = _asked(around)
        try:
            assert deaf < usual + _ALLOWED
            terminal.wait_until(lambda: bool(bus.asked), "the keyring to be asked")
            terminal.send(PASSPHRASE)
            terminal.drain()
            terminal.send("\r")
            terminal.wait_for(CLIENT)
        finally:
            terminal.close()


def _asked(around: dict[str, str]) -> tuple[Terminal, float]:
    """Start kara; return its terminal, and after how many seconds it asked for the passphrase."""
    started = time.monotonic()
    terminal = Terminal(kara(), around)
    terminal.wait_for("Your practice is locked")
    return terminal, time.monotonic() - started
