"""A practice whose files are lost, damaged or not one's own: told in words, nothing made anew."""

import os
import stat
from pathlib import Path

import pytest

from kara_tui.backend.vault_keys import VaultKeys
from kara_tui.beside import guesses_of, keys_of, lock_of, wal_of
from kara_tui.domain.clock import system_clock
from kara_tui.domain.errors import StoreUnavailable
from tests.support.ordinary_user import as_ordinary_user
from tests.unit.cli.conftest import PASSPHRASE, Kara, Told, Vault, handed_over

OTHER = "heron gravel teapot drizzle"
UNAVAILABLE = 8


@pytest.fixture
def opened(vault: Vault, kara: Kara) -> Kara:
    """Type a command in a practice that has a backup, the passphrase handed over."""
    assert vault("status").code == 0

    def type_command(*words: str | Path, passphrase: str = PASSPHRASE) -> Told:
        return kara("--passphrase-fd", handed_over(passphrase), *words)

    for words in ("clients", "backup"):
        assert type_command(words).code == 0
    return type_command


def test_a_lost_store_is_told_and_no_empty_one_put_in_its_place(
    opened: Kara, no_home: Path
) -> None:
    store = no_home / "practice.db"
    for one in (store, wal_of(store)):
        one.unlink(missing_ok=True)
    for words in (["clients"], ["do", "get-overview"], ["import", no_home / "none.csv"]):
        told = opened(*words)
        assert not store.exists(), words
        assert told.code in {UNAVAILABLE, 6}
    told = opened("clients")
    assert "is gone" in told.err
    assert f"kara restore {no_home}/backups/" in told.err
    backup = next((no_home / "backups").glob("kara-*"))
    assert opened("restore", backup, "--yes").code == 0
    assert opened("clients").code == 0


def test_a_key_file_copied_to_another_machine_opens_no_empty_practice(
    opened: Kara, no_home: Path, kara: Kara, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = no_home / "practice.db"
    for one in (store, wal_of(store), lock_of(store)):
        one.unlink(missing_ok=True)
    monkeypatch.setattr("kara_tui.backend.usable._JUST_NOW", -system_clock().resolution)
    assert opened("clients").code == UNAVAILABLE
    assert kara("--store", no_home / "other" / "x.db", "clients").code == 17
    assert not store.exists()


@pytest.mark.parametrize("damage", ["lost", "damaged"])
def test_the_key_file_alone_is_put_back_from_a_backup(
    opened: Kara, no_home: Path, damage: str
) -> None:
    store = no_home / "practice.db"
    keys, before = keys_of(store), keys_of(store).read_bytes()
    if damage == "lost":
        keys.unlink()
    else:
        keys.write_bytes(before[:-9])
    told = opened("clients")
    assert "kara restore BACKUP --key-file" in told.err
    backup = next((no_home / "backups").glob("kara-*"))
    well = opened("doctor", "--json")
    findings = {one["about"]: one for one in well.json()["findings"]}
    assert findings["key file"]["verdict"] == "bad"
    assert f"kara restore {backup} --key-file" in findings["key file"]["words"]
    assert "disk" in findings, "all the rest is looked at too"
    back = opened("restore", backup, "--key-file", "--yes")
    assert back.code == 0, back.err
    assert keys.read_bytes() == before
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    aside = list(no_home.glob("practice.keys.before-*"))
    assert len(aside) == (damage == "damaged")
    assert opened("clients").code == 0


def test_a_key_file_that_does_not_open_the_store_is_not_put_there(
    opened: Kara, vault: Vault, no_home: Path, tmp_path: Path
) -> None:
    backup = Path(opened("backup", tmp_path / "usb").out.partition(":")[0])
    assert vault("rotate").code == 0
    before = keys_of(no_home / "practice.db").read_bytes()
    told = opened("restore", backup, "--key-file", "--yes")
    assert told.code == UNAVAILABLE
    assert "does not open" in told.err
    assert keys_of(no_home / "practice.db").read_bytes() == before
    same = next((no_home / "backups").glob("kara-*"))
    assert "already" in opened("restore", same, "--key-file", "--yes").err
    wrong = opened("restore", backup, "--key-file", "--yes", passphrase="something else")
    assert wrong.code == 14


@pytest.mark.parametrize("kind", ["open to others", "a folder"])
def test_a_count_of_guesses_that_cannot_be_used_refuses_no_right_passphrase(
    opened: Kara, no_home: Path, kind: str
) -> None:
    counted = guesses_of(no_home / "practice.db")
    counted.unlink(missing_ok=True)
    if kind == "a folder":
        counted.mkdir()
    else:
        counted.write_text('{"wrong":0,"last":0}')
        counted.chmod(0o644)
    told = opened("clients")
    assert told.code == 0
    assert f"cannot be kept in {counted}" in told.err
    again = opened("clients")
    assert again.code == 0
    assert ("cannot be kept" in again.err) is (kind == "a folder")


def test_the_folder_of_somebody_else_is_told_in_words(
    kara: Kara, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o700)
    for one in (tmp_path, *tmp_path.parents):
        if one.stat().st_uid == os.geteuid() and len(one.parts) > 2:
            one.chmod(one.stat().st_mode | 0o011)
    if os.geteuid() != 0:
        theirs.chmod(0)
    monkeypatch.setenv("KARA_HOME", str(theirs / "home"))
    with as_ordinary_user():
        told = [
            kara(*words)
            for words in (["settings"], ["clients"], ["doctor"], ["settings", "--json"])
        ]
    theirs.chmod(0o700)
    for answer in told:
        assert answer.code not in {0, 1}
        assert "did not foresee" not in answer.err
        assert str(theirs) in answer.err


def test_a_read_only_folder_is_told_before_a_passphrase_is_chosen(
    kara: Kara, no_home: Path, papers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    told = kara("vault", "set-up", "--new-passphrase-fd", handed_over(PASSPHRASE))
    assert told.code == UNAVAILABLE
    assert "Nothing can be written" in told.err
    assert "chmod" not in told.err
    assert not papers
    assert not no_home.exists()


@pytest.mark.usefixtures("vault")
def test_the_code_says_why_it_cannot_open_what_cannot_be_written(
    no_home: Path, papers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kara_tui.vault.header_file.replace_with", full)
    keys = VaultKeys(no_home / "practice.db", system_clock)
    with pytest.raises(StoreUnavailable, match="code is right") as told:
        keys.by_code(papers[0], OTHER)
    assert "No space left" in told.value.sentence
    assert "as soon as" in told.value.advice
