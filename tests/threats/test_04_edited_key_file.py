"""Whoever changes the key file does not get the program to accept what it says."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kara_tui.domain.errors import VaultDamaged, WrongKey
from kara_tui.vault.argon import MIB, Work
from kara_tui.vault.canonical import canonical
from kara_tui.vault.opening import create_vault, open_with_passphrase
from kara_tui.vault.passphrase import Passphrase
from tests.support.clock import NOON

WORDS = Passphrase.typed("heron gravel teapot thousand")
LIGHT = Work(memory=8192, passes=1)


def _slot(body: dict[str, Any]) -> Any:
    return body["slots"][0]


def _more_memory(body: dict[str, Any]) -> None:
    _slot(body)["work"]["memory"] = 2 * MIB


def _more_passes(body: dict[str, Any]) -> None:
    _slot(body)["work"]["passes"] += 1


def _another_salt(body: dict[str, Any]) -> None:
    _slot(body)["salt"] = base64.b64encode(bytes(16)).decode()


def _another_public_key(body: dict[str, Any]) -> None:
    body["public_key"] = base64.b64encode(bytes(32)).decode()


def _another_vault(body: dict[str, Any]) -> None:
    body["vault_id"] = base64.b64encode(bytes(16)).decode()


CHANGES = (_more_memory, _more_passes, _another_salt, _another_public_key, _another_vault)


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "practice.keys"
    create_vault(path, WORDS, NOON, work=LIGHT, floor=LIGHT)
    open_with_passphrase(path, WORDS, LIGHT)
    return path


def test_04_every_changed_byte_is_noticed(keys: Path) -> None:
    """Threat: the work per guess is edited in the file. Control: all of it is authenticated."""
    content = keys.read_bytes()
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 0x11
        keys.write_bytes(changed)
        with pytest.raises((VaultDamaged, WrongKey)):
            open_with_passphrase(keys, WORDS, LIGHT)


@pytest.mark.parametrize("change", CHANGES)
def test_04_what_somebody_changes_who_knows_the_format_is_noticed_too(
    keys: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    file = json.loads(keys.read_bytes())
    change(file["body"])
    digest = hashlib.sha256(canonical("checksum", _written(file["body"]))).digest()
    file["checksum"] = base64.b64encode(digest).decode()
    keys.write_bytes(_written(file) + b"\n")
    with pytest.raises((VaultDamaged, WrongKey)):
        open_with_passphrase(keys, WORDS, LIGHT)


def _written(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
