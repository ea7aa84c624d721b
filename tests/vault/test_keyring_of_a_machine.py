"""As a program of its own meets machines: no desktop, a keyring switched off, a bad plug-in."""

import os
import subprocess
import sys
from pathlib import Path

from kara_tui.vault.os_keyring import NONE_FOUND

_ASK = """
import time
started = time.perf_counter()
from kara_tui.vault.os_keyring import OsKeyring
from kara_tui.vault.secret import Key
print(OsKeyring().put(bytes(16), Key(bytes(32))).reason)
print(OsKeyring().get(bytes(16)).reason)
print(time.perf_counter() - started)
"""


def asked(tmp_path: Path, **environment: str) -> list[str]:
    """Return both reasons and the seconds, as a program of its own meets this machine."""
    ended = subprocess.run(
        [sys.executable, "-c", _ASK],
        env={"PATH": os.defpath, "HOME": str(tmp_path), **environment},
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert not ended.stderr
    return ended.stdout.splitlines()


def test_without_a_desktop_there_is_none(tmp_path: Path) -> None:
    assert asked(tmp_path)[:2] == [NONE_FOUND] * 2
    dead = asked(tmp_path, DBUS_SESSION_BUS_ADDRESS=f"unix:path={tmp_path}/dead")
    assert dead[:2] == [NONE_FOUND] * 2


def test_a_keyring_switched_off_by_its_owner_stays_off(tmp_path: Path) -> None:
    off = asked(tmp_path, PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")

    assert off[:2] == [NONE_FOUND] * 2


def test_a_plug_in_that_writes_in_the_clear_writes_nothing(tmp_path: Path) -> None:
    plug_in = tmp_path / "plain_plug_in.py"
    plug_in.write_text(
        "from pathlib import Path\n"
        "from keyring.backend import KeyringBackend\n"
        "class PlaintextKeyring(KeyringBackend):\n"
        "    priority = 9\n"
        "    def get_password(self, service, username): return None\n"
        "    def set_password(self, service, username, password):\n"
        "        Path.home().joinpath('clear.txt').write_text(password)\n"
    )
    answers = asked(
        tmp_path,
        PYTHONPATH=str(tmp_path),
        PYTHON_KEYRING_BACKEND="plain_plug_in.PlaintextKeyring",
    )

    assert answers[:2] == [NONE_FOUND] * 2
    assert not (tmp_path / "clear.txt").exists()
