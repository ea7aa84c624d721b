"""After a change of passphrase, code or key, a backup opens by what holds now."""

from pathlib import Path

import pytest

from kara_tui.db.backup import backups_in
from kara_tui.vault.recovery_code import RecoveryCode
from tests.unit.cli.conftest import PASSPHRASE, Kara, MemoryKeyring, Vault, handed_over

OTHER = "heron gravel teapot drizzle"
WRONG_KEY = 14


def _newest(home: Path) -> Path:
    return backups_in(home / "backups")[0].path


def _backed_up_to(kara: Kara, folder: Path) -> Path:
    told = kara("--passphrase-fd", handed_over(PASSPHRASE), "backup", folder)
    return Path(told.out.partition(":")[0])


def _restored(
    kara: Kara, backup: Path, place: Path, *, passphrase: str = "", code: str = ""
) -> int:
    """Restore a backup elsewhere with one secret; return the exit code."""
    top = ["--passphrase-fd", handed_over(passphrase)] if passphrase else []
    behind = ["--recovery-code-fd", handed_over(code)] if code else []
    words = ["restore", backup, "--store", place, "--yes", *behind]
    return kara(*top, *words).code


def test_after_a_new_passphrase_there_is_a_backup_that_it_opens(
    vault: Vault, kara: Kara, no_home: Path, tmp_path: Path
) -> None:
    old = _backed_up_to(kara, tmp_path / "usb")
    told = vault("change-passphrase", "--new-passphrase-fd", handed_over(OTHER))
    assert "Backed up to" in told.err
    assert "Backups made before still open with the old one" in told.err
    assert "opens nothing" not in told.err
    assert _restored(kara, _newest(no_home), tmp_path / "new" / "x.db", passphrase=OTHER) == 0
    assert _restored(kara, old, tmp_path / "old" / "x.db", passphrase=PASSPHRASE) == 0


def test_after_a_new_code_there_is_a_backup_that_it_opens(
    vault: Vault, kara: Kara, no_home: Path, tmp_path: Path, papers: list[str]
) -> None:
    kara("--passphrase-fd", handed_over(PASSPHRASE), "backup")
    told = vault("new-recovery-code")
    assert "keep that paper until they are gone" in told.err
    assert "destroy" not in told.err
    assert _restored(kara, _newest(no_home), tmp_path / "x.db", code=papers[1]) == 0


def test_after_a_new_key_there_is_a_backup_that_the_new_code_opens(
    vault: Vault, kara: Kara, no_home: Path, tmp_path: Path, papers: list[str]
) -> None:
    kara("--passphrase-fd", handed_over(PASSPHRASE), "backup")
    assert "keep that paper" in vault("rotate").err
    assert _restored(kara, _newest(no_home), tmp_path / "x.db", code=papers[1]) == 0


def test_without_room_for_a_backup_the_change_holds_and_that_is_told(
    vault: Vault, kara: Kara, no_home: Path
) -> None:
    (no_home / "backups").write_text("no folder")
    told = vault("change-passphrase", "--new-passphrase-fd", handed_over(OTHER))
    assert told.code == 0
    assert "No backup opens as the practice does now" in told.err
    assert "kara backup" in told.err
    assert kara("--passphrase-fd", handed_over(OTHER), "clients").code == 0


def test_who_types_todays_secret_for_an_old_backup_is_told_why_it_is_wrong(
    vault: Vault, kara: Kara, tmp_path: Path, papers: list[str]
) -> None:
    old = _backed_up_to(kara, tmp_path / "usb")
    vault("change-passphrase", "--new-passphrase-fd", handed_over(OTHER))
    vault("new-recovery-code", passphrase=OTHER)
    for words in (
        ("--passphrase-fd", handed_over(OTHER), "restore", old, "--store", tmp_path / "x", "--yes"),
        ("drill", old, "--recovery-code-fd", handed_over(papers[1])),
    ):
        told = kara(*words)
        assert told.code == WRONG_KEY
        assert "that held when it was made" in told.err


def test_two_passphrases_are_handed_over_one_behind_the_other(vault: Vault, kara: Kara) -> None:
    both = handed_over(f"{PASSPHRASE}\n{OTHER}")
    told = kara("--passphrase-fd", both, "vault", "change-passphrase", "--new-passphrase-fd", both)
    assert told.code == 0, told.err
    assert kara("--passphrase-fd", handed_over(OTHER), "clients").code == 0


def test_who_has_no_keyring_is_told_that_none_opens_the_practice_any_more(
    vault: Vault, kara: Kara, monkeypatch: pytest.MonkeyPatch, keyring: MemoryKeyring
) -> None:
    assert vault("keyring", "on").code == 0
    assert keyring.kept is not None
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    told = vault("keyring", "off")
    assert told.code == 0
    assert "No keyring opens the practice any more." in told.err
    assert kara("vault", "status", "--json").json()["ways"] == ["passphrase", "recovery"]


def test_no_code_is_written_down_where_a_change_of_the_key_cannot_be_made(
    vault: Vault, no_home: Path, papers: list[str]
) -> None:
    from kara_tui.db.occupancy import Occupancy

    share = Occupancy(no_home / "practice.db")
    told = vault("rotate")
    share.give_back()
    assert told.code == 8
    assert "Another kara has the store" in told.err
    assert len(papers) == 1


@pytest.mark.usefixtures("vault")
def test_no_code_is_written_down_where_there_is_a_key_file(kara: Kara, papers: list[str]) -> None:
    told = kara("vault", "set-up", "--new-passphrase-fd", handed_over(OTHER))
    assert told.code == 8
    assert "There is a key file already" in told.err
    assert len(papers) == 1
    assert isinstance(RecoveryCode.typed(papers[0]), RecoveryCode)
