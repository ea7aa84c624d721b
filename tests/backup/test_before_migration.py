"""Before an older store is changed, it is backed up; when that fails, it stays as it is."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kara_tui.db import before_migration
from kara_tui.db.archive import read_manifest
from kara_tui.db.backup import Source
from kara_tui.db.before_migration import back_up_before
from kara_tui.db.engine import open_engine
from kara_tui.db.migrate import migrate_down
from kara_tui.db.schema import NEWEST, revision_of
from kara_tui.db.store import open_store
from kara_tui.domain.errors import DiskFull
from tests.backup.conftest import NAMES
from tests.support.clock import NOON, FixedClock
from tests.support.stores import read_names


def _taken_back(path: Path, key: bytes) -> None:
    engine = open_engine(path, key)
    migrate_down(engine, "0001")
    engine.dispose()


def _revision(path: Path, key: bytes) -> str | None:
    engine = open_engine(path, key)
    with engine.connect() as connection:
        found = revision_of(connection)
    engine.dispose()
    return found


def _before(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").glob("before-*"))


def test_an_older_store_is_backed_up_before_it_is_changed(source: Source) -> None:
    _taken_back(source.store, source.key)
    assert read_names(source.store, source.key) == list(NAMES)
    (made,) = _before(source.store)
    assert made.name.startswith(f"before-{NEWEST}-")
    manifest = read_manifest(made)
    assert (manifest.schema, manifest.clients) == ("0001", len(NAMES))
    assert _revision(source.store, source.key) == NEWEST


def test_a_new_store_and_one_without_anything_in_it_need_no_backup(
    tmp_path: Path, store_key: bytes, template_store: Path
) -> None:
    path = tmp_path / "new.db"
    open_store(path, store_key).close()
    _taken_back(path, store_key)
    open_store(path, store_key).close()
    copy = Path(shutil.copy(template_store, tmp_path / "empty.db"))
    _taken_back(copy, store_key)
    open_store(copy, store_key).close()
    assert _before(path) == []


def test_without_room_for_the_backup_nothing_is_changed(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    _taken_back(source.store, source.key)

    def full(*_: object, **__: object) -> None:
        raise DiskFull("The backup does not fit.")

    monkeypatch.setattr(before_migration, "take_backup", full)
    with pytest.raises(DiskFull, match="makes a backup before it first opens") as told:
        open_store(source.store, source.key)
    assert "Free some space" in told.value.advice
    assert _revision(source.store, source.key) == "0001"


def test_a_migration_that_fails_leaves_the_old_schema(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    _taken_back(source.store, source.key)
    engine = open_engine(source.store, source.key)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE chain_heads (in_the_way TEXT)")
        connection.commit()
    engine.dispose()
    with pytest.raises(Exception, match="already exists"):
        open_store(source.store, source.key)
    assert _revision(source.store, source.key) == "0001"
    assert len(_before(source.store)) == 1


def test_the_newest_three_are_kept(source: Source) -> None:
    for day in range(5):
        clock = FixedClock(NOON + timedelta(days=day))
        back_up_before(source, "0009" if day < 2 else "0002", clock)
    assert [one.name for one in _before(source.store)] == [
        "before-0002-20260304-120000.kara-backup",
        "before-0002-20260305-120000.kara-backup",
        "before-0002-20260306-120000.kara-backup",
    ]
