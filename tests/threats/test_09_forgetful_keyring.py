"""A keyring that drops what it is given is found out at once."""

import os
from pathlib import Path

from keyring.backend import KeyringBackend

from kara_tui.backend.vault_keys import VaultKeys
from kara_tui.domain.clock import system_clock
from kara_tui.vault.os_keyring import NONE_FOUND, UNRELIABLE, OsKeyring
from kara_tui.vault.slots import SlotKind
from tests.support.vaulted import Vaulted, python

_KEEP = """
from kara_tui.vault.os_keyring import OsKeyring
from kara_tui.vault.secret import Key
print(OsKeyring().put(bytes(16), Key(bytes(32))).reason)
"""


class _Forgetful(KeyringBackend):
    """Says that it has kept what it has not."""

    priority = 5.0
    viable = False

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


def test_09_the_null_keyring_counts_as_none() -> None:
    """Threat: a keyring drops data without a word. Control: only known ones are used."""
    around = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    ended = python(_KEEP, environment=around)
    assert (ended.stdout.strip(), ended.stderr) == (NONE_FOUND, "")


def test_09_what_a_known_keyring_does_not_give_back_is_not_relied_on(
    tmp_path: Path,
) -> None:
    known = type("DBusKeyring", (_Forgetful,), {"__module__": "keyring.backends.kwallet"})
    practice = Vaulted(tmp_path)
    keys = VaultKeys(practice.store, system_clock, keyring=OsKeyring(known))
    vault, why_not = keys.keep_in_keyring(practice.vault)
    assert why_not == UNRELIABLE
    assert not vault.opens_by(SlotKind.KEYRING)
