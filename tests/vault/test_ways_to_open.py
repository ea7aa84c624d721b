"""Three ways open a vault; each can be replaced without touching the data or the others."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from kara_tui.beside import keys_of
from kara_tui.domain.errors import NotAllowedNow, StoreUnavailable, WrongKey
from kara_tui.vault.argon import Work
from kara_tui.vault.changes import (
    change_passphrase,
    put_keyring_secret,
    put_recovery_code,
    remove_keyring_slot,
)
from kara_tui.vault.derivation import DataKey
from kara_tui.vault.opening import (
    OpenVault,
    create_vault,
    open_with_keyring_secret,
    open_with_passphrase,
    open_with_recovery_code,
)
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.rotation import begin_rotation, finish_rotation
from kara_tui.vault.secret import Key
from kara_tui.vault.slots import SlotKind
from tests.support.clock import NOON

OTHER = Passphrase.typed("quite another passphrase")


def test_the_key_file_lies_beside_the_store() -> None:
    assert keys_of(Path("/x/practice.db")) == Path("/x/practice.keys")


def test_all_three_ways_give_the_same_keys(
    vault: OpenVault, passphrase: Passphrase, code: RecoveryCode, keyring_secret: Key, light: Work
) -> None:
    for found in (
        open_with_passphrase(vault.path, passphrase, light),
        open_with_recovery_code(vault.path, code, light),
        open_with_keyring_secret(vault.path, keyring_secret, light),
    ):
        assert found == vault
        assert all(found.opens_by(kind) for kind in SlotKind)


def test_only_its_owner_may_read_the_key_file_and_nothing_else_is_left(vault: OpenVault) -> None:
    assert stat.S_IMODE(vault.path.stat().st_mode) == 0o600
    assert list(vault.path.parent.iterdir()) == [vault.path]


def test_wrong_keys_are_refused_in_words(vault: OpenVault, light: Work) -> None:
    with pytest.raises(WrongKey, match="passphrase does not open"):
        open_with_passphrase(vault.path, OTHER, light)
    with pytest.raises(WrongKey, match="recovery code does not open"):
        open_with_recovery_code(vault.path, RecoveryCode(bytes(20)), light)
    with pytest.raises(WrongKey, match="keyring holds does not open"):
        open_with_keyring_secret(vault.path, Key(bytes(32)), light)


def test_a_new_vault_opens_by_its_passphrase_only(
    keys_path: Path, passphrase: Passphrase, code: RecoveryCode, light: Work
) -> None:
    made = create_vault(keys_path, passphrase, NOON, work=light, floor=light)

    assert made.opens_by(SlotKind.PASSPHRASE)
    assert not made.opens_by(SlotKind.RECOVERY)
    assert made.header.created == "2026-03-02T12:00:00Z"
    with pytest.raises(WrongKey):
        open_with_recovery_code(keys_path, code, light)


def test_a_vault_never_replaces_another(vault: OpenVault, light: Work) -> None:
    before = vault.path.read_bytes()

    with pytest.raises(StoreUnavailable, match="already"):
        create_vault(vault.path, OTHER, NOON, work=light, floor=light)

    assert vault.path.read_bytes() == before


def test_a_vault_in_a_folder_that_cannot_be_made_is_told(tmp_path: Path, light: Work) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreUnavailable, match="key file"):
        create_vault(tmp_path / "file" / "x.keys", OTHER, NOON, work=light, floor=light)


def test_a_new_passphrase_makes_the_one_before_void(
    vault: OpenVault, passphrase: Passphrase, code: RecoveryCode, light: Work
) -> None:
    changed = change_passphrase(vault, OTHER, light)

    assert changed.key == vault.key
    assert open_with_passphrase(vault.path, OTHER, light) == changed
    assert open_with_recovery_code(vault.path, code, light) == changed
    with pytest.raises(WrongKey):
        open_with_passphrase(vault.path, passphrase, light)


def test_a_new_recovery_code_makes_the_one_before_void(
    vault: OpenVault, code: RecoveryCode, light: Work
) -> None:
    new = RecoveryCode.new()
    put_recovery_code(vault, new)

    assert open_with_recovery_code(vault.path, new, light).key == vault.key
    with pytest.raises(WrongKey, match="earlier paper"):
        open_with_recovery_code(vault.path, code, light)


def test_the_keyring_can_be_cut_off(
    vault: OpenVault, keyring_secret: Key, passphrase: Passphrase, light: Work
) -> None:
    without = remove_keyring_slot(vault)

    assert not without.opens_by(SlotKind.KEYRING)
    assert remove_keyring_slot(without) == without
    with pytest.raises(WrongKey):
        open_with_keyring_secret(vault.path, keyring_secret, light)
    put_keyring_secret(without, keyring_secret)
    assert open_with_keyring_secret(vault.path, keyring_secret, light).key == vault.key


def test_a_change_in_one_window_does_not_undo_the_change_in_another(
    vault: OpenVault, passphrase: Passphrase, light: Work
) -> None:
    here = open_with_passphrase(vault.path, passphrase, light)
    change_passphrase(vault, OTHER, light)
    remove_keyring_slot(here)

    with pytest.raises(WrongKey):
        open_with_passphrase(vault.path, passphrase, light)
    assert not open_with_passphrase(vault.path, OTHER, light).opens_by(SlotKind.KEYRING)


def test_who_has_another_key_changes_nothing(vault: OpenVault, light: Work) -> None:
    before = vault.path.read_bytes()

    with pytest.raises(NotAllowedNow, match="elsewhere"):
        change_passphrase(replace(vault, key=DataKey.new()), OTHER, light)

    assert vault.path.read_bytes() == before


def test_while_the_key_changes_both_keys_are_at_hand(
    vault: OpenVault, code: RecoveryCode, keyring_secret: Key, light: Work
) -> None:
    new = RecoveryCode.new()
    begun = begin_rotation(vault, OTHER, new, light)

    assert begun.key != vault.key
    assert begun.retired == vault.key
    assert begun.key_pair == vault.key_pair
    assert open_with_passphrase(vault.path, OTHER, light) == begun
    assert open_with_recovery_code(vault.path, new, light) == begun
    with pytest.raises(WrongKey):
        open_with_recovery_code(vault.path, code, light)
    with pytest.raises(WrongKey):
        open_with_keyring_secret(vault.path, keyring_secret, light)


def test_after_the_change_the_key_before_is_forgotten(vault: OpenVault, light: Work) -> None:
    begun = begin_rotation(vault, OTHER, RecoveryCode.new(), light)
    done = finish_rotation(begun)

    assert done.retired is None
    assert done.key == begun.key
    assert finish_rotation(done) == done
    assert open_with_passphrase(vault.path, OTHER, light) == done


def test_one_change_of_key_ends_before_the_next_begins(
    vault: OpenVault, code: RecoveryCode, light: Work
) -> None:
    begun = begin_rotation(vault, OTHER, code, light)

    with pytest.raises(NotAllowedNow, match="already"):
        begin_rotation(begun, OTHER, code, light)


def test_a_window_from_before_the_change_of_key_changes_nothing(
    vault: OpenVault, code: RecoveryCode, light: Work
) -> None:
    begun = begin_rotation(vault, OTHER, code, light)

    with pytest.raises(NotAllowedNow, match="elsewhere"):
        remove_keyring_slot(vault)

    assert open_with_passphrase(vault.path, OTHER, light) == begun
