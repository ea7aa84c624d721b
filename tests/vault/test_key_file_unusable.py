"""A key file that is missing, open to others, or no file at all is refused in words."""

import os
from pathlib import Path

import pytest

from kara_tui.domain.errors import StoreUnavailable
from kara_tui.vault.argon import Work
from kara_tui.vault.changes import put_recovery_code
from kara_tui.vault.opening import OpenVault, open_with_passphrase
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_may_read_is_refused_with_the_remedy(
    vault: OpenVault, passphrase: Passphrase, light: Work, mode: int
) -> None:
    vault.path.chmod(mode)

    with pytest.raises(StoreUnavailable, match="chmod 600"):
        open_with_passphrase(vault.path, passphrase, light)


def test_a_missing_key_file_is_said_to_be_missing(
    keys_path: Path, passphrase: Passphrase, light: Work
) -> None:
    with pytest.raises(StoreUnavailable, match="missing"):
        open_with_passphrase(keys_path, passphrase, light)


def test_a_pipe_in_its_place_does_not_stop_the_program(
    keys_path: Path, passphrase: Passphrase, light: Work
) -> None:
    os.mkfifo(keys_path, 0o600)

    with pytest.raises(StoreUnavailable, match="ordinary file"):
        open_with_passphrase(keys_path, passphrase, light)


def test_a_folder_that_takes_no_files_is_not_mended_with_chmod_on_the_key_file(
    vault: OpenVault, code: RecoveryCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kara_tui.vault.header_file.replace_with", read_only)
    with pytest.raises(StoreUnavailable, match="Permission denied") as told:
        put_recovery_code(vault, code)
    assert "chmod" not in told.value.advice
    assert f"write in its folder, {vault.path.parent}" in told.value.advice
