"""A new machine, the backup and the code on paper bring the whole practice back."""

from pathlib import Path

from kara_tui.backend.opening import open_local
from kara_tui.beside import keys_of
from kara_tui.db.backup import Source, take_backup
from kara_tui.domain.clock import system_clock
from kara_tui.domain.details import ClientDetails
from kara_tui.operations.clients import GetClient
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import open_with_recovery_code
from tests.support.clock import NOON
from tests.support.terminal import Terminal, home_of, kara
from tests.support.vaulted import CLIENT, REASON, Vaulted


def test_52_the_code_and_a_backup_open_everything_elsewhere(tmp_path: Path) -> None:
    """Threat: machine and passphrase are lost. Control: a code on paper, and backups with keys."""
    practice = Vaulted(tmp_path / "lost")
    backup = take_backup(Source(practice.store, practice.key), tmp_path / "usb", NOON).path
    home = tmp_path / "new-machine"
    spoken = tmp_path / "code"
    spoken.write_text(practice.code.spelled())
    command = kara("restore", str(backup), "--yes", "--recovery-code-fd", "9")
    terminal = Terminal(["sh", "-c", '"$@" 9<"$0"', str(spoken), *command], home_of(home))
    try:
        assert terminal.wait_for_end() == 0, terminal.text
        assert practice.code.spelled() not in terminal.text
    finally:
        terminal.close()
    store = home / "practice.db"
    assert store.stat().st_mode & 0o077 == 0
    vault = open_with_recovery_code(keys_of(store), practice.code)
    opened = open_local(store, vault.key.derive(Use.STORE), "", system_clock)
    client = opened.dispatch(GetClient(client_id=practice.client_id), opened.actor)
    opened.store.close()
    assert isinstance(client.details, ClientDetails)
    assert (client.details.name, client.details.reason_by_professional) == (CLIENT, REASON)
