"""A backup is one file that holds the whole practice, encrypted and checked."""

import stat
import tarfile
from pathlib import Path

import pytest

from kara_tui.db.archive import read_manifest
from kara_tui.db.backup import Source, backups_in, take_backup
from kara_tui.db.restoring import restore_backup
from kara_tui.domain.errors import NotAllowedNow, StoreUnavailable
from kara_tui.domain.soundness import Soundness
from kara_tui.operations.clients import AddClient
from tests.backup.conftest import NAMES, Vaulted
from tests.support.clock import NOON
from tests.support.people import details
from tests.support.stores import open_at, read_names

_WORDS = ("Jóna Sjöfn", "Sjöfn", "SQLite format", "clients")


def test_a_backup_comes_back_as_it_was(source: Source, tmp_path: Path) -> None:
    made = take_backup(source, tmp_path / "usb", NOON)
    assert made.path.name == "kara-20260302-120000.kara-backup"
    back = tmp_path / "other" / "practice.db"
    restore_backup(made.path, back, lambda _: source.key)
    assert read_names(back, source.key) == read_names(source.store, source.key) == list(NAMES)


def test_it_holds_the_key_file_of_the_vault_and_never_a_bare_key(
    vaulted: Vaulted, source: Source, tmp_path: Path
) -> None:
    source.store.with_suffix(".bare-key").write_bytes(source.key)
    for one, members in (
        (vaulted.source, ["practice.keys", "practice.db"]),
        (source, ["practice.db"]),
    ):
        made = take_backup(one, tmp_path / "usb", NOON)
        assert [member.name for member in read_manifest(made.path).members] == members
        assert one.key not in made.path.read_bytes()


def test_only_its_owner_may_read_it_and_nothing_in_it_can_be_read(
    source: Source, tmp_path: Path
) -> None:
    made = take_backup(source, tmp_path / "usb", NOON)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    with tarfile.open(made.path) as tar:
        member = tar.extractfile("practice.db")
        assert member is not None
        held = member.read()
    for word in _WORDS:
        assert word.encode() not in held
    assert "Jóna".encode() not in made.path.read_bytes()


def test_it_says_what_it_holds(source: Source, tmp_path: Path) -> None:
    told = read_manifest(take_backup(source, tmp_path, NOON).path)
    assert (told.made_at, told.clients, told.tables["changes"]) == (NOON, 60, 60)
    assert told.schema >= "0003"


def test_nothing_else_is_left_in_the_folder_nor_beside_the_store(
    source: Source, tmp_path: Path
) -> None:
    made = take_backup(source, tmp_path / "usb", NOON)
    assert list((tmp_path / "usb").iterdir()) == [made.path]
    beside = {one.name for one in source.store.parent.iterdir()}
    assert beside <= {"practice.db", "practice.lock"}


def test_who_stops_it_half_way_finds_nothing_left(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kara_tui.db.copying._STEPS", 50)

    def stop(_what: str, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_backup(source, tmp_path / "usb", NOON, stop)
    assert list((tmp_path / "usb").iterdir()) == []
    assert read_names(source.store, source.key) == list(NAMES)


def test_two_backups_of_one_second_are_two_files(source: Source, tmp_path: Path) -> None:
    first, second = (take_backup(source, tmp_path, NOON) for _ in range(2))
    assert first.path != second.path
    assert len(backups_in(tmp_path)) == 2


def test_progress_is_told_from_copying_to_packing(source: Source, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    take_backup(source, tmp_path, NOON, lambda what, share: told.append((what, share)))
    assert [what for what, _ in told] == sorted((what for what, _ in told), key=_ORDER.index)
    assert ("packing", 1.0) in told


_ORDER = ["copying", "checking", "packing"]


def test_an_open_practice_is_backed_up_with_what_was_just_saved(
    source: Source, tmp_path: Path
) -> None:
    opened = open_at(source.store, source.key)
    opened.dispatch(AddClient(details=details("Just now")), opened.actor)
    made = take_backup(source, tmp_path, NOON)
    opened.dispatch(AddClient(details=details("Later")), opened.actor)
    opened.store.close()
    assert read_manifest(made.path).clients == 61


def test_a_damaged_store_is_never_kept_as_a_backup(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Soundness(pages=9, damaged=(3,))
    monkeypatch.setattr("kara_tui.db.backup.check_integrity", lambda *_, **__: found)
    with pytest.raises(StoreUnavailable, match="damaged"):
        take_backup(source, tmp_path / "usb", NOON)
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_missing_store_and_a_wrong_key_are_told_in_words(source: Source, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no store at"):
        take_backup(Source(tmp_path / "none.db", source.key), tmp_path, NOON)
    with pytest.raises(StoreUnavailable, match="key does not fit"):
        take_backup(Source(source.store, bytes(32)), tmp_path / "usb", NOON)
    assert list((tmp_path / "usb").iterdir()) == []


def test_two_programs_never_work_in_one_folder_at_once(source: Source, tmp_path: Path) -> None:
    def again(_what: str, _share: float) -> None:
        with pytest.raises(NotAllowedNow, match="Another kara"):
            take_backup(source, tmp_path, NOON)

    take_backup(source, tmp_path, NOON, again)
    assert len(backups_in(tmp_path)) == 1
