"""`kara vault`: looking after the keys without a screen."""

import json
from pathlib import Path

import pytest

from kara_tui.beside import guesses_of, keys_of
from kara_tui.domain.clock import system_clock
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.secret import Key
from tests.unit.cli.conftest import PASSPHRASE, Kara, MemoryKeyring, Vault, handed_over

OTHER = "heron gravel teapot drizzle"


def test_a_practice_is_set_up_and_told_about(no_home: Path, vault: Vault, kara: Kara) -> None:
    status = kara("vault", "status", "--json").json()
    assert status["ways"] == ["passphrase", "recovery"]
    assert status["memory_mib"] >= 64
    assert (no_home / "practice.db").exists(), "a key file alone would look like a lost practice"
    assert kara("--passphrase-fd", handed_over(PASSPHRASE), "clients").code == 0


def test_nothing_is_set_up_when_the_code_is_not_typed_back(
    no_home: Path, kara: Kara, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = RecoveryCode.new().spelled()
    monkeypatch.setattr("builtins.input", lambda: other)
    told = kara("vault", "set-up", "--new-passphrase-fd", handed_over(PASSPHRASE))
    assert told.code == 6
    assert "another code" in told.err
    assert not keys_of(no_home / "practice.db").exists()


def test_no_new_keys_are_made_for_a_practice_whose_key_file_was_lost(
    no_home: Path, kara: Kara, papers: list[str]
) -> None:
    no_home.mkdir()
    store = no_home / "practice.db"
    store.write_bytes(b"sealed" * 1000)
    told = kara("vault", "set-up", "--new-passphrase-fd", handed_over(PASSPHRASE))
    assert told.code == 8
    assert "kara restore BACKUP --key-file" in told.err
    assert not papers, "no code is written down for nothing"
    assert not keys_of(store).exists()


def test_a_weak_passphrase_is_refused_before_a_code_is_shown(no_home: Path, kara: Kara) -> None:
    told = kara("vault", "set-up", "--new-passphrase-fd", handed_over("password"))
    assert told.code == 6
    assert "weak" in told.err
    assert told.out == ""
    assert not keys_of(no_home / "practice.db").exists()


def test_the_passphrase_is_changed_and_the_old_one_opens_nothing(vault: Vault, kara: Kara) -> None:
    told = vault("change-passphrase", "--new-passphrase-fd", handed_over(OTHER))
    assert told.code == 0, told.err
    assert kara("--passphrase-fd", handed_over(OTHER), "clients").code == 0
    assert kara("--passphrase-fd", handed_over(PASSPHRASE), "clients").code == 14


def test_a_wrong_passphrase_changes_nothing_and_makes_the_next_one_wait(
    vault: Vault, no_home: Path
) -> None:
    before = keys_of(no_home / "practice.db").read_bytes()
    counted = guesses_of(no_home / "practice.db")
    assert vault("rotate", passphrase="something else").code == 14
    count = json.loads(counted.read_bytes())
    assert count["wrong"] == 1
    # After seven the wait is a minute: longer than any machine takes to look at one passphrase.
    counted.write_text(json.dumps(count | {"wrong": 7}))
    assert vault("new-recovery-code").code == 16
    assert keys_of(no_home / "practice.db").read_bytes() == before


def test_another_recovery_code_takes_the_place_of_the_first(
    vault: Vault, papers: list[str], no_home: Path
) -> None:
    from kara_tui.backend.vault_keys import VaultKeys
    from kara_tui.domain.errors import WrongKey

    assert vault("new-recovery-code").code == 0
    keys = VaultKeys(no_home / "practice.db", system_clock)
    with pytest.raises(WrongKey):
        keys.by_code(papers[0], OTHER)
    keys_of(no_home / "practice.db").with_suffix(".guesses").unlink()
    keys.by_code(papers[1], OTHER)


def test_the_keyring_unlocks_until_it_is_told_not_to(
    vault: Vault, kara: Kara, keyring: MemoryKeyring
) -> None:
    assert vault("keyring", "on").code == 0
    assert "keyring" in kara("vault", "status", "--json").json()["ways"]
    assert kara("clients").code == 0
    assert vault("keyring", "off").code == 0
    assert keyring.kept is None
    assert kara("clients").code == 17


def test_a_keyring_that_holds_something_else_is_not_believed(
    vault: Vault, kara: Kara, keyring: MemoryKeyring
) -> None:
    assert vault("keyring", "on").code == 0
    keyring.kept = Key(bytes(32))
    assert kara("clients").code == 17


def test_over_ssh_the_keyring_is_left_alone(
    vault: Vault, kara: Kara, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert vault("keyring", "on").code == 0
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    assert kara("clients").code == 17


def test_everything_is_encrypted_with_a_new_key(
    vault: Vault, kara: Kara, no_home: Path, papers: list[str]
) -> None:
    added = kara(
        *("--passphrase-fd", handed_over(PASSPHRASE)),
        *("do", "add-client", "--details", '{"name": "Áslaug"}'),
    )
    assert added.code == 0, added.err
    before = (no_home / "practice.db").read_bytes()
    told = vault("rotate")
    assert told.code == 0, told.err
    assert len(papers) == 2
    assert (no_home / "practice.db").read_bytes()[:16] != before[:16]
    clients = kara("--passphrase-fd", handed_over(PASSPHRASE), "clients")
    assert "Áslaug" in clients.out


@pytest.mark.parametrize("words", [("keyring",), ("status", "on"), ("keyring", "maybe"), ()])
def test_what_makes_no_sense_is_refused(kara: Kara, words: tuple[str, ...], no_home: Path) -> None:
    assert kara("vault", *words).code == 2
    assert not no_home.exists()


def test_a_made_up_practice_has_no_keys_to_look_after(home: Path, kara: Kara) -> None:
    told = kara("vault", "status")
    assert told.code == 5
    assert "made-up" in told.err


def test_a_descriptor_that_is_not_open_is_told(vault: Vault, kara: Kara) -> None:
    told = kara("--passphrase-fd", "987", "clients")
    assert told.code == 17
    assert "987 cannot be read" in told.err
