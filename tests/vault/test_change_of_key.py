"""A practice gets a new key: what it holds stays, and a kill at any step loses nothing."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from kara_tui.backend.vault_keys import VaultKeys
from kara_tui.beside import keys_of, old_key_of
from kara_tui.db import rekey
from kara_tui.db.engine import connect_encrypted
from kara_tui.db.occupancy import Occupancy
from kara_tui.db.rekey import bring_under
from kara_tui.db.store import open_store
from kara_tui.domain.clock import system_clock
from kara_tui.domain.errors import DiskFull, StoreUnavailable
from kara_tui.vault.argon import Work
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import OpenVault, create_vault, open_with_recovery_code
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode

LIGHT = Work(memory=8 * 2**20, passes=1)
PASSPHRASE = "purple otter walks sideways"
NOTES = 200

_STEPS = ("open", "os.rename", "os.remove", "os.truncate", "os.chmod", "fcntl.flock")
"""What a program tells Python of before it does it (audit events)."""


class Practice:
    """A practice in a vault, with notes in its store."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "practice.db"
        self.code = RecoveryCode.new()
        self.new_code = RecoveryCode.new()
        self.vault = create_vault(
            keys_of(self.store),
            Passphrase.typed(PASSPHRASE),
            datetime(2026, 3, 2, tzinfo=UTC),
            LIGHT,
            LIGHT,
            code=self.code,
        )
        _write_notes(self.store, self.vault.key.derive(Use.STORE))

    def rotate(self, vault: OpenVault | None = None) -> OpenVault:
        """Give it a new key."""
        return _keys(self.store).rotate(vault or self.vault, PASSPHRASE, self.new_code)

    def unlock(self) -> OpenVault:
        """Unlock it with whichever code on paper holds, and finish what was cut short."""
        path = keys_of(self.store)
        try:
            vault = open_with_recovery_code(path, self.code, LIGHT)
        except Exception:
            vault = open_with_recovery_code(path, self.new_code, LIGHT)
        return _keys(self.store).finish(vault)


def _keys(store: Path) -> VaultKeys:
    return VaultKeys(store, system_clock, choosing=lambda: LIGHT)


def _write_notes(store: Path, key: bytes) -> None:
    connection = connect_encrypted(driver, store, key)
    connection.execute("CREATE TABLE notes (number INTEGER PRIMARY KEY, words TEXT)")
    connection.executemany(
        "INSERT INTO notes VALUES (?, ?)", [(one, f"note {one} " * 40) for one in range(NOTES)]
    )
    connection.close()


def _notes(store: Path, key: bytes) -> int | None:
    """Return how many notes a key opens; None when it opens nothing."""
    try:
        connection = connect_encrypted(driver, store, key)
    except driver.DatabaseError:
        return None
    try:
        return int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])
    finally:
        connection.close()


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(tmp_path)


def test_everything_opens_with_the_new_key_and_nothing_with_the_old_one(
    practice: Practice,
) -> None:
    rotated = practice.rotate()
    assert _notes(practice.store, rotated.key.derive(Use.STORE)) == NOTES
    assert _notes(practice.store, practice.vault.key.derive(Use.STORE)) is None
    assert practice.unlock().key == rotated.key
    leftovers = {one.name for one in practice.store.parent.iterdir()}
    assert leftovers <= {"practice.db", "practice.keys", "practice.lock", "practice.keys.lock"}


def test_a_copy_of_the_new_file_without_its_log_does_not_open_with_the_old_key(
    practice: Practice, tmp_path: Path
) -> None:
    practice.rotate()
    copy = Path(shutil.copy(practice.store, tmp_path / "copy.db"))
    assert _notes(copy, practice.vault.key.derive(Use.STORE)) is None


def test_a_practice_that_is_open_elsewhere_keeps_its_key(practice: Practice) -> None:
    elsewhere = Occupancy(practice.store)
    with pytest.raises(StoreUnavailable, match="open"):
        practice.rotate()
    elsewhere.give_back()
    assert practice.unlock().key == practice.vault.key
    assert _notes(practice.store, practice.vault.key.derive(Use.STORE)) == NOTES


def test_without_room_for_a_second_store_no_key_changes(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keys_of(practice.store).read_bytes()
    monkeypatch.setattr(rekey, "free_bytes", lambda _: practice.store.stat().st_size)
    with pytest.raises(DiskFull, match="To encrypt everything anew takes") as told:
        practice.rotate()
    assert "Nothing was changed" in told.value.advice
    assert keys_of(practice.store).read_bytes() == before
    assert _notes(practice.store, practice.vault.key.derive(Use.STORE)) == NOTES


def test_without_room_a_practice_from_before_waits_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "practice.db"
    old_key_of(store).write_bytes(bytes(range(32)))
    old_key_of(store).chmod(0o600)
    _write_notes(store, bytes(range(32)))
    monkeypatch.setattr(rekey, "free_bytes", lambda _: 0)
    with pytest.raises(DiskFull, match="0 MB are free"):
        _keys(store).create(PASSPHRASE, RecoveryCode.new())
    assert not keys_of(store).exists()
    assert _notes(store, bytes(range(32))) == NOTES


def test_a_store_that_is_being_written_anew_is_not_opened(tmp_path: Path) -> None:
    from kara_tui.db.occupancy import alone_with

    with alone_with(tmp_path / "practice.db"), pytest.raises(StoreUnavailable, match="anew"):
        open_store(tmp_path / "practice.db", bytes(32))


def test_a_practice_from_before_there_were_vaults_is_encrypted_anew(tmp_path: Path) -> None:
    store, old = tmp_path / "practice.db", bytes(range(32))
    old_key_of(store).write_bytes(old)
    old_key_of(store).chmod(0o600)
    _write_notes(store, old)
    vault = _keys(store).create(PASSPHRASE, RecoveryCode.new())
    assert _notes(store, vault.key.derive(Use.STORE)) == NOTES
    assert _notes(store, old) is None
    assert not old_key_of(store).exists()


def test_a_damaged_store_is_not_written_anew(practice: Practice) -> None:
    with practice.store.open("r+b") as file:
        file.seek(4096 * 8 + 100)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))
    before = practice.store.read_bytes()
    with pytest.raises(StoreUnavailable):
        bring_under(practice.store, bytes(32), practice.vault.key.derive(Use.STORE))
    assert practice.store.read_bytes() == before


def test_killed_at_any_step_exactly_one_key_opens_it_and_the_next_unlocking_finishes(
    tmp_path: Path,
) -> None:
    ended = []
    for step in _steps():
        folder = tmp_path / str(step)
        folder.mkdir()
        practice = Practice(folder)
        killed = _killed_at(step, practice)
        opens = _opening_keys(practice)
        assert len(opens) == 1, f"step {step}"
        unlocked = practice.unlock()
        assert _notes(practice.store, unlocked.key.derive(Use.STORE)) == NOTES
        ended.append(opens[0])
        if not killed:
            break
    assert step > 15, "so many steps there are at least"
    assert ended[0] == "before"
    assert ended[-1] == "after"


def _steps() -> Iterator[int]:
    yield from range(1, 400)


def _opening_keys(practice: Practice) -> list[str]:
    """Return which of the keys that the key file leads to open the store."""
    path = keys_of(practice.store)
    with suppress(Exception):
        vault = open_with_recovery_code(path, practice.code, LIGHT)
        return ["before"] if _notes(practice.store, vault.key.derive(Use.STORE)) == NOTES else []
    vault = open_with_recovery_code(path, practice.new_code, LIGHT)
    known = {"after": vault.key, "before": vault.retired}
    return [
        name
        for name, key in known.items()
        if key is not None and _notes(practice.store, key.derive(Use.STORE)) == NOTES
    ]


def _killed_at(step: int, practice: Practice) -> bool:
    """Change the key in another process that is killed at its n-th step; tell whether it was."""
    child = os.fork()
    if child == 0:
        left = [step]

        def count(event: str, _arguments: tuple[Any, ...]) -> None:
            if event in _STEPS:
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            practice.rotate()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
