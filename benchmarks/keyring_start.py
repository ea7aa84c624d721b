"""The workstation on a store in a vault that a keyring opens: one in a file, without D-Bus."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.backend.vault_door import VaultDoor
from kara_tui.beside import bare_key_of, keys_of
from kara_tui.bootstrap import settings_for
from kara_tui.domain.place import Place
from kara_tui.starting import run_workstation

if TYPE_CHECKING:
    from kara_tui.vault.os_keyring import OsKeyring

_PASSPHRASE = "purple otter walks sideways"


def in_vault(store: Path) -> None:
    """Put a store with a bare key into a vault that the keyring beside it opens."""
    from kara_tui.db.rekey import bring_under
    from kara_tui.vault.argon import FLOOR
    from kara_tui.vault.bare_key import bare_key_for
    from kara_tui.vault.changes import put_keyring_secret
    from kara_tui.vault.derivation import Use
    from kara_tui.vault.opening import create_vault
    from kara_tui.vault.passphrase import Passphrase
    from kara_tui.vault.secret import Key

    passphrase, now = Passphrase.typed(_PASSPHRASE), datetime.now(UTC)
    vault = create_vault(keys_of(store), passphrase, now, FLOOR)
    bring_under(store, vault.key.derive(Use.STORE), bare_key_for(store))
    bare_key_of(store).unlink()
    secret = Key(bytes(range(32)))
    put_keyring_secret(vault, secret)


def _keyring() -> "OsKeyring":
    from kara_tui.vault.os_keyring import Answer, OsKeyring
    from kara_tui.vault.secret import Key

    class Quick(OsKeyring):
        """Answers at once."""

        def get(self, vault_id: bytes) -> Answer:
            """Return the secret."""
            del vault_id
            return Answer(Key(bytes(range(32))))

    return Quick()


if __name__ == "__main__":
    settings = settings_for(store=sys.argv[1])
    run_workstation(settings, VaultDoor(settings.store, keyring=_keyring), Place())
