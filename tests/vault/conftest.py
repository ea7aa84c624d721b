"""A vault that opens fast: its floor is lowered for tests, as nothing else can lower it."""

from pathlib import Path

import pytest

from kara_tui.vault.argon import Work
from kara_tui.vault.changes import put_keyring_secret, put_recovery_code
from kara_tui.vault.opening import OpenVault, create_vault
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.sealing import Place
from kara_tui.vault.secret import Key
from tests.support.clock import NOON

LIGHT = Work(memory=8192, passes=1)


@pytest.fixture
def light() -> Work:
    return LIGHT


@pytest.fixture
def passphrase() -> Passphrase:
    return Passphrase.typed("heron gravel teapot þúsund")


@pytest.fixture
def code() -> RecoveryCode:
    return RecoveryCode(bytes(range(20)))


@pytest.fixture
def keyring_secret() -> Key:
    return Key(bytes(range(100, 132)))


@pytest.fixture
def keys_path(tmp_path: Path) -> Path:
    return tmp_path / "practice.keys"


@pytest.fixture
def vault(
    keys_path: Path, passphrase: Passphrase, code: RecoveryCode, keyring_secret: Key
) -> OpenVault:
    """Return a vault with all three ways to open it."""
    made = create_vault(keys_path, passphrase, NOON, work=LIGHT, floor=LIGHT)
    return put_keyring_secret(put_recovery_code(made, code), keyring_secret)


@pytest.fixture
def place() -> Place:
    return Place(
        vault_id=b"v" * 16, record_type="client", record_id="c-1", field="details", version=3
    )
