"""A practice in a vault, with a client whose words can be looked for."""

import atexit
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.beside import keys_of
from kara_tui.domain.clock import system_clock
from kara_tui.domain.ids import ClientId
from kara_tui.operations.clients import AddClient
from kara_tui.vault.argon import FLOOR
from kara_tui.vault.changes import put_keyring_secret
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import OpenVault, create_vault
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.secret import Key
from tests.support.people import PROFESSIONAL_NAME, details

ROOT = Path(__file__).parents[2]
PASSPHRASE = "purple otter walks sideways"
CLIENT = "Kolfinna Quartermaine"
REASON = "sleeps badly since the avalanche"

_STORE = "practice.db"


class Vaulted:
    """A practice that a passphrase and a code on paper open."""

    def __init__(
        self, folder: Path, *, keyring_secret: Key | None = None, stranger: bool = False
    ) -> None:
        """Put it into a folder; a stranger's has another key than all the others."""
        made = _made("stranger" if stranger else "own")
        shutil.copytree(made.folder.name, folder, dirs_exist_ok=True)
        self.store = folder / _STORE
        self.code = made.code
        self.client_id = made.client_id
        self.vault = replace(made.vault, path=keys_of(self.store))
        if keyring_secret is not None:
            self.vault = put_keyring_secret(self.vault, keyring_secret)
        self.key = self.vault.key.derive(Use.STORE)

    def opened(self) -> OpenStore:
        """Return the opened store."""
        return open_local(self.store, self.key, PROFESSIONAL_NAME, system_clock)


@dataclass(frozen=True)
class _Made:
    """A practice that is copied: to make one takes seconds of guarding its key."""

    folder: "TemporaryDirectory[str]"
    code: RecoveryCode
    vault: OpenVault
    client_id: ClientId


@cache
def _made(_whose: str) -> _Made:
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    store, code = Path(folder.name) / _STORE, RecoveryCode.new()
    now = datetime(2026, 3, 2, tzinfo=UTC)
    vault = create_vault(keys_of(store), Passphrase.typed(PASSPHRASE), now, FLOOR, code=code)
    opened = open_local(store, vault.key.derive(Use.STORE), PROFESSIONAL_NAME, system_clock)
    client = details(CLIENT, reason_by_professional=REASON)
    added = opened.dispatch(AddClient(details=client), opened.actor)
    opened.store.close()
    return _Made(folder, code, vault, added.id)


def python(
    code: str, *arguments: str, environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run some Python of ours in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
