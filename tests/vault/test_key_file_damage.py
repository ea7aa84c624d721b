"""Whatever is changed in a key file, it never opens, and the professional is told in words."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kara_tui.domain.errors import KaraError, VaultDamaged, WrongKey
from kara_tui.vault.argon import MIB, Work
from kara_tui.vault.canonical import canonical
from kara_tui.vault.opening import (
    OpenVault,
    create_vault,
    open_with_keyring_secret,
    open_with_passphrase,
    open_with_recovery_code,
)
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.rotation import begin_rotation
from kara_tui.vault.secret import Key
from tests.support.clock import NOON

BITS = (0x01, 0x08, 0x20, 0x80)
Openings = list[Callable[[], OpenVault]]


@pytest.fixture
def openings(
    keys_path: Path, passphrase: Passphrase, code: RecoveryCode, keyring_secret: Key, light: Work
) -> Openings:
    return [
        lambda: open_with_passphrase(keys_path, passphrase, light),
        lambda: open_with_recovery_code(keys_path, code, light),
        lambda: open_with_keyring_secret(keys_path, keyring_secret, light),
    ]


@pytest.fixture
def content(vault: OpenVault) -> bytes:
    return vault.path.read_bytes()


def refusal(opening: Callable[[], OpenVault]) -> KaraError:
    with pytest.raises((VaultDamaged, WrongKey)) as refused:
        opening()
    assert refused.value.sentence.endswith(".")
    assert refused.value.advice.endswith(".")
    return refused.value


def with_right_checksum(content: bytes) -> bytes:
    """Return a changed file as somebody who knows the format would leave it."""
    file = json.loads(content)
    body = as_written(file["body"])
    digest = hashlib.sha256(canonical("checksum", body)).digest()
    file["checksum"] = base64.b64encode(digest).decode()
    return as_written(file) + b"\n"


def as_written(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_the_file_is_canonical_json(content: bytes) -> None:
    assert as_written(json.loads(content)) + b"\n" == content
    assert with_right_checksum(content) == content


def test_any_changed_bit_is_noticed(keys_path: Path, content: bytes, openings: Openings) -> None:
    for at in range(len(content)):
        for bit in BITS:
            changed = bytearray(content)
            changed[at] ^= bit
            keys_path.write_bytes(changed)

            assert isinstance(refusal(openings[2]), VaultDamaged), (at, bit)


def test_any_changed_bit_is_noticed_though_the_checksum_was_put_right(
    keys_path: Path, content: bytes, openings: Openings
) -> None:
    tried = 0
    for at in range(len(content)):
        for bit in BITS:
            changed = bytearray(content)
            changed[at] ^= bit
            try:
                forged = with_right_checksum(bytes(changed))
            except (ValueError, KeyError, TypeError):
                continue
            if forged == content:
                continue
            tried += 1
            keys_path.write_bytes(forged)
            for opening in openings:
                refusal(opening)

    assert tried > len(content)


@pytest.mark.parametrize("kept", [0, 1, 100, -1, -2])
def test_a_cut_file_is_refused(
    keys_path: Path, content: bytes, openings: Openings, kept: int
) -> None:
    keys_path.write_bytes(content[:kept])

    for opening in openings:
        assert isinstance(refusal(opening), VaultDamaged)


def another_spelling(content: bytes) -> list[bytes]:
    file = json.loads(content)
    return [
        content + b"\n",
        content[:-1],
        b" " + content,
        b"\xef\xbb\xbf" + content,
        content + content,
        json.dumps(file, sort_keys=True).encode() + b"\n",
        as_written(file | {"extra": 1}) + b"\n",
        content.replace(b'{"body"', b'{"mac":"AAAA","body"'),
        content.replace(b"passphrase", b"pass\\u0070hrase"),
        content.replace(b'"passes":1', b'"passes":1.0'),
        b"[" * 50_000,
        b"\xff" * 300,
        b" " * 70_000,
    ]


def test_only_one_spelling_is_accepted(keys_path: Path, content: bytes, openings: Openings) -> None:
    for spelling in another_spelling(content):
        assert spelling != content
        keys_path.write_bytes(spelling)

        assert isinstance(refusal(openings[1]), VaultDamaged)


def edited(content: bytes, edit: Callable[[dict[str, Any]], object]) -> bytes:
    file = json.loads(content)
    edit(file["body"])
    return with_right_checksum(as_written(file))


def passphrase_slot(body: dict[str, Any]) -> dict[str, Any]:
    found = next(one for one in body["slots"] if one["kind"] == "passphrase")
    assert isinstance(found, dict)
    return found


EDITS: dict[str, Callable[[dict[str, Any]], object]] = {
    "more passes": lambda body: passphrase_slot(body)["work"].update(passes=2),
    "less memory": lambda body: passphrase_slot(body)["work"].update(memory=8191),
    "no passes": lambda body: passphrase_slot(body)["work"].update(passes=0),
    "negative passes": lambda body: passphrase_slot(body)["work"].update(passes=-1),
    "memory of a galaxy": lambda body: passphrase_slot(body)["work"].update(memory=2**62),
    "no work": lambda body: passphrase_slot(body).update(work=None),
    "work on a code": lambda body: body["slots"][1].update(work={"memory": 8192, "passes": 1}),
    "kinds changed": lambda body: passphrase_slot(body).update(kind="recovery"),
    "unknown kind": lambda body: passphrase_slot(body).update(kind="friend"),
    "slot twice": lambda body: body["slots"].append(body["slots"][0]),
    "slot gone": lambda body: body["slots"].pop(1),
    "slots turned": lambda body: body["slots"].reverse(),
    "other public key": lambda body: body.update(public_key="A" * 43 + "="),
    "other vault": lambda body: body.update(vault_id="A" * 22 + "=="),
    "short salt": lambda body: passphrase_slot(body).update(salt="AAAA"),
    "short nonce": lambda body: passphrase_slot(body).update(nonce="AAAA"),
    "other time": lambda body: body.update(created="2020-01-01T00:00:00Z"),
    "newer format": lambda body: body.update(format="kara-vault-2"),
}


@pytest.mark.parametrize("name", EDITS)
def test_no_edit_passes_for_the_real_file(
    keys_path: Path, content: bytes, openings: Openings, name: str
) -> None:
    forged = edited(content, EDITS[name])
    assert forged != content
    keys_path.write_bytes(forged)

    for opening in openings:
        refusal(opening)


def test_a_newer_format_is_said_to_be_newer(
    keys_path: Path, content: bytes, openings: Openings
) -> None:
    keys_path.write_bytes(edited(content, EDITS["newer format"]))

    assert "does not know" in refusal(openings[0]).sentence


@pytest.mark.parametrize("change", [{"passes": 1}, {"memory": 8 * MIB}, {"memory": 512 * MIB}])
def test_a_stretching_that_somebody_changed_is_refused_at_the_real_floor(
    keys_path: Path, passphrase: Passphrase, change: dict[str, int]
) -> None:
    create_vault(keys_path, passphrase, NOON, work=Work(64 * MIB, 3))
    real = keys_path.read_bytes()
    keys_path.write_bytes(edited(real, lambda body: passphrase_slot(body)["work"].update(**change)))

    refused = refusal(lambda: open_with_passphrase(keys_path, passphrase))
    assert isinstance(refused, WrongKey if change == {"memory": 512 * MIB} else VaultDamaged)


def test_a_slot_of_another_vault_does_not_open_this_one(
    vault: OpenVault, tmp_path: Path, passphrase: Passphrase, light: Work
) -> None:
    other = create_vault(tmp_path / "other.keys", passphrase, NOON, work=light, floor=light)
    foreign = json.loads(other.path.read_bytes())["body"]["slots"][0]
    content = vault.path.read_bytes()
    vault.path.write_bytes(edited(content, lambda body: body["slots"].__setitem__(0, foreign)))

    refusal(lambda: open_with_passphrase(vault.path, passphrase, light))


def test_the_key_before_cannot_be_exchanged(
    vault: OpenVault, passphrase: Passphrase, code: RecoveryCode, light: Work
) -> None:
    begun = begin_rotation(vault, passphrase, code, light)
    content = begun.path.read_bytes()
    for edit in (
        lambda body: body.update(retired=None),
        lambda body: body.update(retired=body["private_key"]),
    ):
        begun.path.write_bytes(edited(content, edit))

        refusal(lambda: open_with_recovery_code(begun.path, code, light))
