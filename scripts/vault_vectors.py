"""Write tests/vault/vectors.json: one of everything the vault writes, with fixed randomness.

Run it only when the format gets a new version: what these bytes hold must open for ever.
"""

import hashlib
import json
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from unittest import mock

from kara_tui.vault.argon import FLOOR
from kara_tui.vault.changes import put_keyring_secret, put_recovery_code
from kara_tui.vault.chunked import seal_file
from kara_tui.vault.derivation import Use
from kara_tui.vault.intake import seal_for
from kara_tui.vault.key_pair import fingerprint
from kara_tui.vault.opening import OpenVault, create_vault
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.record_keys import items_key, new_record_key, wrap_record_key
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.rotation import begin_rotation
from kara_tui.vault.sealing import Place, seal
from kara_tui.vault.secret import Key

VECTORS = Path(__file__).parents[1] / "tests" / "vault" / "vectors.json"
PASSPHRASE = "heron gravel teapot þúsund"
NOTE = "Sefur betur. Sleeps better."


@contextmanager
def fixed_randomness() -> Iterator[None]:
    """Let the vault draw from a counted hash; libsodium's own draws stay random."""
    drawn = count()

    def token_bytes(size: int | None = None) -> bytes:
        return hashlib.sha512(f"vector {next(drawn)}".encode()).digest()[: size or 32]

    with mock.patch.object(secrets, "token_bytes", token_bytes):
        yield


def make_vault(folder: Path) -> tuple[OpenVault, RecoveryCode, Key]:
    """Return a vault in the middle of a change of its key, so that every part is there."""
    code, kept = RecoveryCode(secrets.token_bytes(20)), Key(secrets.token_bytes(32))
    passphrase = Passphrase.typed(PASSPHRASE)
    made = create_vault(
        folder / "practice.keys", passphrase, datetime(2026, 3, 2, 12, tzinfo=UTC), work=FLOOR
    )
    begun = begin_rotation(put_recovery_code(made, code), passphrase, code, FLOOR)
    return put_keyring_secret(begun, kept), code, kept


def vectors(folder: Path) -> dict[str, object]:
    """Return one of everything, bytes as hex."""
    vault, code, kept = make_vault(folder)
    place = Place(
        vault_id=vault.vault_id, record_type="client", record_id="c-1", field="notes", version=3
    )
    items, record_key = items_key(vault.key), new_record_key()
    plain, sealed = folder / "plain", folder / "sealed"
    plain.write_bytes(NOTE.encode())
    seal_file(plain, sealed, record_key, place)
    assert vault.retired is not None
    return {
        "passphrase": PASSPHRASE,
        "recovery_code": code.spelled(),
        "keyring_secret": kept.reveal().hex(),
        "key_file": vault.path.read_text(),
        "data_key": vault.key.reveal().hex(),
        "retired_key": vault.retired.reveal().hex(),
        "derived": {use.value: vault.key.derive(use).hex() for use in Use},
        "secret_half": vault.key_pair.reveal().hex(),
        "fingerprint": fingerprint(vault.public_key),
        "place": ["client", "c-1", "notes", 3],
        "plain": NOTE,
        "record_key": wrap_record_key(record_key, items, vault.vault_id, "client", "c-1").hex(),
        "blob": seal(NOTE.encode(), record_key, place).hex(),
        "file": sealed.read_bytes().hex(),
        "intake": seal_for(vault.public_key, NOTE.encode(), place).hex(),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, fixed_randomness():
        content = json.dumps(vectors(Path(folder)), ensure_ascii=False, indent=1)
    VECTORS.write_text(content + "\n")
