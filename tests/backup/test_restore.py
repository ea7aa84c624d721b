"""A backup goes where nothing lies, and only if it is whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kara_tui.beside import keys_of
from kara_tui.db import restoring
from kara_tui.db.backup import take_backup
from kara_tui.db.restoring import restore_backup
from kara_tui.domain.errors import KaraError, NotAllowedNow, StoreUnavailable, WrongKey
from kara_tui.vault.recovery_code import RecoveryCode
from tests.backup.conftest import NAMES, Vaulted
from tests.support.clock import NOON
from tests.support.stores import read_names


@pytest.fixture
def backup(vaulted: Vaulted, tmp_path: Path) -> Path:
    return take_backup(vaulted.source, tmp_path / "usb", NOON).path


@pytest.mark.parametrize("in_the_way", [".db", ".db-wal", ".db-shm", ".keys"])
def test_nothing_is_ever_restored_over(
    vaulted: Vaulted, backup: Path, tmp_path: Path, in_the_way: str
) -> None:
    place = tmp_path / "new" / "practice.db"
    place.parent.mkdir()
    other = place.with_name(f"practice{in_the_way}")
    other.write_text("somebody's")
    with pytest.raises(NotAllowedNow, match="exists already"):
        restore_backup(backup, place, vaulted.key_of)
    assert other.read_text() == "somebody's"
    assert list(place.parent.iterdir()) == [other]


def test_the_key_file_comes_back_beside_the_store(
    vaulted: Vaulted, backup: Path, tmp_path: Path
) -> None:
    place = tmp_path / "new" / "practice.db"
    restore_backup(backup, place, vaulted.key_of)
    assert keys_of(place).read_bytes() == keys_of(vaulted.source.store).read_bytes()
    assert {one.name for one in place.parent.iterdir()} == {"practice.db", "practice.keys"}
    assert read_names(place, vaulted.source.key) == list(NAMES[:10])


def test_where_nothing_can_be_written_a_clear_sentence_says_so(
    vaulted: Vaulted, backup: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    place = tmp_path / "file" / "new" / "practice.db"
    with pytest.raises(StoreUnavailable) as told:
        restore_backup(backup, place, vaulted.key_of)
    assert told.value.sentence == (
        f"The unpacked backup could not be written to {place.parent}: Not a directory."
    )


def test_the_wrong_code_restores_nothing(vaulted: Vaulted, backup: Path, tmp_path: Path) -> None:
    place = tmp_path / "new" / "practice.db"
    stranger = Vaulted(vaulted.source, RecoveryCode.new())
    with pytest.raises(WrongKey, match="does not open"):
        restore_backup(backup, place, stranger.key_of)
    assert list(place.parent.iterdir()) == []


def test_restoring_that_was_cut_short_can_be_repeated(
    vaulted: Vaulted, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "new" / "practice.db"
    with monkeypatch.context() as cut:
        cut.setattr(restoring, "hand_over", _cut_at(place))
        with pytest.raises(KeyboardInterrupt):
            restore_backup(backup, place, vaulted.key_of)
    assert [one.name for one in place.parent.iterdir()] == ["practice.keys"]
    restore_backup(backup, place, vaulted.key_of)
    assert read_names(place, vaulted.source.key) == list(NAMES[:10])


def _cut_at(place: Path) -> Callable[[Path, Path], None]:
    def hand_over(made: Path, target: Path) -> None:
        if target == place:
            raise KeyboardInterrupt
        made.replace(target)

    return hand_over


def test_a_backup_that_was_cut_off_restores_nothing(
    vaulted: Vaulted, backup: Path, tmp_path: Path
) -> None:
    whole = backup.read_bytes()
    place = tmp_path / "new" / "practice.db"
    for length in (0, 1, 511, 512, 5000, len(whole) // 2, len(whole) - 20000):
        backup.write_bytes(whole[:length])
        with pytest.raises(StoreUnavailable, match="cannot be used"):
            restore_backup(backup, place, vaulted.key_of)
        assert not place.exists()


@pytest.mark.parametrize("content", [b"", b"no tar", b"\x00" * 4096, b"\x1f\x8b" + b"x" * 4096])
def test_other_files_are_no_backups(vaulted: Vaulted, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "holiday.kara-backup"
    file.write_bytes(content)
    with pytest.raises(KaraError, match="no backup of kara"):
        restore_backup(file, tmp_path / "new.db", vaulted.key_of)
