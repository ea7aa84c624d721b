"""A keyring that writes what it keeps into a readable file is never used."""

import os
from pathlib import Path

from kara_tui.vault.os_keyring import NONE_FOUND
from tests.support.vaulted import ROOT, python

_PLAIN = """
from pathlib import Path
from keyring.backend import KeyringBackend

class PlaintextKeyring(KeyringBackend):
    priority = 9.0
    file = Path(__file__).with_name("secrets.cfg")

    def get_password(self, service, username):
        return self.file.read_text() if self.file.exists() else None

    def set_password(self, service, username, password):
        self.file.write_text(password)
"""
_USE = """
import sys
import keyring
from kara_tui.vault.os_keyring import OsKeyring
from kara_tui.vault.secret import Key
if sys.argv[1:] == ["directly"]:
    keyring.set_password("kara", "x", "readable")
print(OsKeyring().put(bytes(16), Key(b"s" * 32)).reason)
"""


def test_10_an_installed_plaintext_keyring_is_left_alone(tmp_path: Path) -> None:
    """Threat: a keyring that keeps secrets readable. Control: a list of those allowed."""
    folder = tmp_path / "keyrings" / "alt"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "file.py").write_text(_PLAIN)
    around = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "PYTHON_KEYRING_BACKEND": "keyrings.alt.file.PlaintextKeyring",
    }
    ended = python(_USE, environment=around)
    assert (ended.stdout.strip(), ended.stderr) == (NONE_FOUND, "")
    assert not (folder / "secrets.cfg").exists()
    python(_USE, "directly", environment=around)
    assert (folder / "secrets.cfg").exists(), "it would have been used"
