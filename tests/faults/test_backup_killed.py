"""kill -9 at every step of a backup, a restore, a migration: all of it is there, or none."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kara_tui.db.archive import read_manifest
from kara_tui.db.backup import Source, backups_in, take_backup
from kara_tui.db.engine import open_engine
from kara_tui.db.migrate import migrate_down
from kara_tui.db.restoring import restore_backup
from kara_tui.db.schema import NEWEST, revision_of
from kara_tui.operations.clients import AddClient
from tests.support.clock import NOON
from tests.support.people import details
from tests.support.stores import open_at, read_names

_ROOT = Path(__file__).parents[2]
_STRIDE = 10
_NAMES = [f"Client {place}" for place in range(8)]


class Killer:
    """Another process whose children are killed at a given step."""

    def __init__(self, key: bytes) -> None:
        command = [sys.executable, "-m", "tests.faults.backup_killed", key.hex()]
        self.process = subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self._line() == "ready"

    def was_killed(self, action: str, step: int, *paths: Path) -> bool:
        """Carry an action out; say whether the step was reached before its end."""
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join([action, str(step), *map(str, paths)]) + "\n")
        self.process.stdin.flush()
        answer = self._line()
        assert answer in {"killed", "ended 0"}
        return answer == "killed"

    def end(self) -> None:
        """Let it end by itself."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture
def killer(store_key: bytes) -> Iterator[Killer]:
    process = Killer(store_key)
    yield process
    process.end()


@pytest.fixture
def filled(store_path: Path, store_key: bytes) -> Path:
    opened = open_at(store_path, store_key)
    for name in _NAMES:
        opened.dispatch(AddClient(details=details(name)), opened.actor)
    opened.store.close()
    return store_path


def _is_good(backup: Path, key: bytes, place: Path) -> None:
    restore_backup(backup, place, lambda _: key)
    assert read_names(place, key) == _NAMES


def test_a_killed_backup_is_whole_or_not_there_and_strays_never_pile_up(
    killer: Killer, filled: Path, store_key: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "usb"
    for step in count(1):
        if not killer.was_killed("backup", step, filled, folder):
            break
        if folder.exists():
            files = [one for one in folder.iterdir() if one.is_file()]
            assert set(files) == {one.path for one in backups_in(folder)}
            assert len(list(folder.iterdir())) - len(files) <= 1, "at most one folder is left over"
    assert step > 30
    take_backup(Source(filled, store_key), folder, NOON)
    made = backups_in(folder)
    assert {one.path for one in made} == set(folder.iterdir()), "the next backup tidies up"
    for at, one in enumerate(made):
        assert read_manifest(one.path).clients == len(_NAMES)
        _is_good(one.path, store_key, tmp_path / f"back-{at}.db")
    assert read_names(filled, store_key) == _NAMES


def test_a_killed_restore_leaves_no_half_store_and_can_be_repeated(
    killer: Killer, filled: Path, store_key: bytes, tmp_path: Path
) -> None:
    backup = take_backup(Source(filled, store_key), tmp_path / "usb", NOON).path
    place = tmp_path / "new" / "practice.db"
    for step in count(1):
        if not killer.was_killed("restore", step, backup, place):
            break
        if place.exists():
            assert read_names(place, store_key) == _NAMES
            shutil.rmtree(place.parent)
    assert step > 20
    assert read_names(place, store_key) == _NAMES


def test_a_killed_migration_leaves_the_old_schema_or_the_new_one(
    killer: Killer, filled: Path, store_key: bytes, tmp_path: Path
) -> None:
    engine = open_engine(filled, store_key)
    migrate_down(engine, "0001")
    engine.dispose()
    old = tmp_path / "old"
    old.mkdir()
    shutil.copy(filled, old / "practice.db")
    seen: set[str | None] = set()
    step, ended = 1, False
    while not ended:
        folder = tmp_path / f"at-{step}"
        store = Path(shutil.copytree(old, folder)) / "practice.db"
        ended = not killer.was_killed("migrate", step, store)
        seen.add(_revision(store, store_key))
        assert read_names(store, store_key) == _NAMES
        for one in (folder / "backups").glob("before-*"):
            assert read_manifest(one).schema == "0001"
        shutil.rmtree(folder)
        step += _STRIDE
    assert seen == {"0001", NEWEST}


def _revision(store: Path, key: bytes) -> str | None:
    engine = open_engine(store, key)
    try:
        with engine.connect() as connection:
            return revision_of(connection)
    finally:
        engine.dispose()
