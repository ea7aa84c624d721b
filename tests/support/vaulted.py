"""A practice in a vault, with a client whose words can be looked for."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.beside import keys_of
from kara_tui.domain.clock import system_clock
from kara_tui.domain.ids import ClientId
from kara_tui.operations.clients import AddClient
from kara_tui.vault.argon import FLOOR
from kara_tui.vault.changes import put_keyring_secret
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import create_vault
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.secret import Key
from tests.support.people import PROFESSIONAL_NAME, details

ROOT = Path(__file__).parents[2]
PASSPHRASE = "purple otter walks sideways"
CLIENT = "Kolfinna Quartermaine"
REASON = "sleeps badly since the avalanche"


class Vaulted:
    """A practice that a passphrase and a code on paper open."""

    def __init__(self, folder: Path, *, keyring_secret: Key | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.store = folder / "practice.db"
        self.code = RecoveryCode.new()
        self.vault = create_vault(
            keys_of(self.store),
            Passphrase.typed(PASSPHRASE),
            datetime(2026, 3, 2, tzinfo=UTC),
            FLOOR,
            code=self.code,
        )
        if keyring_secret is not None:
            self.vault = put_keyring_secret(self.vault, keyring_secret)
        self.key = self.vault.key.derive(Use.STORE)
        self.client_id = self._add_client()

    def opened(self) -> OpenStore:
        """Return the opened store."""
        return open_local(self.store, self.key, PROFESSIONAL_NAME, system_clock)

    def _add_client(self) -> ClientId:
        opened = self.opened()
        client = details(CLIENT, reason_by_professional=REASON)
        added = opened.dispatch(AddClient(details=client), opened.actor)
        opened.store.close()
        return added.id


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
