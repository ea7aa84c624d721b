"""What was written once opens for ever, by this program and by anybody who reads the format."""

import hashlib
import hmac
import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from kara_tui.vault.argon import FLOOR
from kara_tui.vault.chunked import unseal_file
from kara_tui.vault.derivation import Use
from kara_tui.vault.intake import open_intake, public_key_id
from kara_tui.vault.key_pair import fingerprint
from kara_tui.vault.opening import (
    OpenVault,
    open_with_keyring_secret,
    open_with_passphrase,
    open_with_recovery_code,
)
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.record_keys import items_key, unwrap_record_key
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.sealing import Place, unseal
from kara_tui.vault.secret import Key
from tests.vault import independent_reader as reader

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text())


def hexed(name: str) -> bytes:
    return bytes.fromhex(VECTORS[name])


@pytest.fixture
def written(keys_path: Path) -> OpenVault:
    keys_path.write_text(VECTORS["key_file"])
    keys_path.chmod(0o600)
    return open_with_keyring_secret(keys_path, Key(hexed("keyring_secret")))


def test_this_program_opens_the_key_file_by_all_three_ways(written: OpenVault) -> None:
    passphrase = Passphrase.typed(VECTORS["passphrase"])
    code = RecoveryCode.typed(VECTORS["recovery_code"])

    assert open_with_passphrase(written.path, passphrase) == written
    assert open_with_recovery_code(written.path, code) == written
    assert written.key.reveal() == hexed("data_key")
    assert written.retired
    assert written.retired.reveal() == hexed("retired_key")
    assert written.key_pair.reveal() == hexed("secret_half")
    assert fingerprint(written.public_key) == VECTORS["fingerprint"]
    assert {use.value: written.key.derive(use).hex() for use in Use} == VECTORS["derived"]
    assert code.spelled() == VECTORS["recovery_code"]


def test_this_program_opens_everything_sealed(written: OpenVault, tmp_path: Path) -> None:
    record_type, record_id, field, version = VECTORS["place"]
    place = Place(
        vault_id=written.vault_id,
        record_type=record_type,
        record_id=record_id,
        field=field,
        version=version,
    )
    key = unwrap_record_key(
        hexed("record_key"), items_key(written.key), written.vault_id, record_type, record_id
    )
    (tmp_path / "sealed").write_bytes(hexed("file"))
    unseal_file(tmp_path / "sealed", tmp_path / "plain", key, place)

    plain = VECTORS["plain"].encode()
    assert unseal(hexed("blob"), key, place) == plain
    assert open_intake(hexed("intake"), written.key_pair, place) == plain
    assert (tmp_path / "plain").read_bytes() == plain


BODY: dict[str, Any] = json.loads(VECTORS["key_file"])["body"]
VAULT_ID = b64decode(BODY["vault_id"])


@pytest.mark.parametrize(
    ("kind", "secret"),
    [
        ("passphrase", VECTORS["passphrase"].encode()),
        ("recovery", RecoveryCode.typed(VECTORS["recovery_code"]).reveal()),
        ("keyring", hexed("keyring_secret")),
    ],
)
def test_a_stranger_with_the_format_opens_each_slot(kind: str, secret: bytes) -> None:
    assert reader.data_key(BODY, kind, secret) == hexed("data_key")


def test_a_stranger_with_the_format_proves_the_key_file() -> None:
    file = json.loads(VECTORS["key_file"])
    body = json.dumps(BODY, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    mac_key = reader.hkdf(hexed("data_key"), reader.facts("key", "header"))

    checksum = hashlib.sha256(reader.facts("checksum", body)).digest()
    assert checksum == b64decode(file["checksum"])
    assert hmac.digest(mac_key, reader.facts("header", body), "sha256") == b64decode(file["mac"])


@pytest.mark.parametrize(
    ("part", "use", "inner"),
    [("private_key", "key pair", "secret_half"), ("retired", "retired", "retired_key")],
)
def test_a_stranger_with_the_format_opens_the_inner_keys(part: str, use: str, inner: str) -> None:
    key = reader.hkdf(hexed("data_key"), reader.facts("key", use))
    sealed = b64decode(BODY[part]["nonce"]) + b64decode(BODY[part]["sealed"])

    assert reader.aead(key, sealed, reader.facts("header key", use, VAULT_ID)) == hexed(inner)


def test_a_stranger_with_the_format_opens_everything_sealed() -> None:
    items = reader.hkdf(hexed("data_key"), reader.facts("key", "items"))
    wrapped, blob, file = hexed("record_key"), hexed("blob"), hexed("file")
    facts = reader.facts("record key", VAULT_ID, *VECTORS["place"][:2], wrapped[2:10])
    key = reader.aead(items, wrapped[10:], facts)
    plain, place = VECTORS["plain"].encode(), VECTORS["place"]

    padded = reader.aead(key, blob[10:], reader.facts("blob", VAULT_ID, *place, blob[2:10]))
    assert reader.counted(padded, 4) == plain
    assert reader.file(key, file, reader.facts("file", VAULT_ID, *place, file[2:10])) == plain
    assert [one[:2].hex() for one in (blob, file, wrapped)] == ["0101", "0102", "0103"]
    assert blob[2:10] == reader.hkdf(key, reader.facts("key id"))[:8]


def test_a_stranger_with_the_format_opens_what_clients_sent() -> None:
    sealed = hexed("intake")
    key_id = public_key_id(b64decode(BODY["public_key"]))
    facts = reader.facts("intake", VAULT_ID, *VECTORS["place"], key_id)

    assert sealed[:10] == b"\x01\x04" + key_id
    assert reader.intake(hexed("secret_half"), sealed, facts) == VECTORS["plain"].encode()


def test_the_strangers_reader_is_short_and_knows_nothing_of_the_program() -> None:
    lines = Path(reader.__file__).read_text().splitlines()
    code = [line for line in lines if line and not line.startswith(("import", "from"))]

    assert len(code) <= 30
    assert not [line for line in lines if "kara_tui" in line]
    assert BODY["slots"][0]["work"] == {"memory": FLOOR.memory, "passes": FLOOR.passes}
