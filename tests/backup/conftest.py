"""A practice with some clients in it, and a vault whose recovery code is known."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kara_tui.beside import keys_of
from kara_tui.db.backup import Source
from kara_tui.operations.clients import AddClient
from kara_tui.vault.argon import FLOOR
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import create_vault, open_with_recovery_code
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from tests.support.clock import NOON
from tests.support.people import details
from tests.support.stores import open_at

NAMES = tuple(f"Jóna Sjöfn {place:03}" for place in range(60))
PASSPHRASE = "six quiet words by the harbour wall"


@dataclass(frozen=True)
class Vaulted:
    """A closed practice in a vault."""

    source: Source
    code: RecoveryCode

    def key_of(self, keys: Path | None) -> bytes:
        assert keys is not None
        return open_with_recovery_code(keys, self.code).key.derive(Use.STORE)


def fill(store: Path, key: bytes, names: tuple[str, ...] = NAMES, **fields: str) -> None:
    opened = open_at(store, key)
    for name in names:
        opened.dispatch(AddClient(details=details(name, **fields)), opened.actor)
    opened.store.close()


@pytest.fixture(scope="session")
def filled_template(
    template_store: Path, store_key: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = Path(shutil.copy(template_store, tmp_path_factory.mktemp("filled") / "filled.db"))
    fill(path, store_key)
    return path


@pytest.fixture
def filled(filled_template: Path, tmp_path: Path) -> Path:
    """Return a closed store with some clients, of this test's own."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(filled_template, folder / "practice.db"))


@pytest.fixture
def source(filled: Path, store_key: bytes) -> Source:
    return Source(filled, store_key)


@pytest.fixture(scope="session")
def vault_template(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, RecoveryCode]:
    code = RecoveryCode.new()
    store = tmp_path_factory.mktemp("vault") / "practice.db"
    vault = create_vault(keys_of(store), Passphrase.typed(PASSPHRASE), NOON, FLOOR, code=code)
    fill(store, vault.key.derive(Use.STORE), NAMES[:10])
    return store, code


@pytest.fixture
def vaulted(vault_template: tuple[Path, RecoveryCode], tmp_path: Path) -> Vaulted:
    """Return a closed practice in a vault, of this test's own."""
    template, code = vault_template
    folder = tmp_path / "vaulted"
    folder.mkdir(mode=0o700)
    store = Path(shutil.copy(template, folder / "practice.db"))
    store.chmod(0o600)
    shutil.copy(keys_of(template), keys_of(store))
    key = open_with_recovery_code(keys_of(store), code).key.derive(Use.STORE)
    return Vaulted(Source(store, key), code)
