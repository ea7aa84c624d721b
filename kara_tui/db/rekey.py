"""A store under another key: written anew beside the old one, proved, then put in its place.

Never `PRAGMA rekey`: in WAL mode the file keeps the old key until a checkpoint, and a kill on
the way leaves pages under both.
"""

from pathlib import Path
from typing import Any

from kara_tui.beside import wal_of
from kara_tui.db.ballast import MIB, free_bytes
from kara_tui.db.engine import connect_encrypted
from kara_tui.db.faults import faults_told
from kara_tui.db.file_records import rewrap_files
from kara_tui.db.occupancy import alone_with
from kara_tui.disk import sync
from kara_tui.domain.errors import DiskFull, StoreUnavailable

_SPARE = 4 * MIB
"""For what is written beside the new file."""


def bring_under(store: Path, key: bytes, key_before: bytes) -> None:
    """Encrypt a store with a key, unless it is under it already.

    Killed at any moment, the store opens with exactly one of the two keys, and calling this
    again finishes the work. The copy of the old file under the old key is gone then.

    Args:
        store: The store's file; nothing is done when there is none.
        key: 32 bytes that open it from now on.
        key_before: 32 bytes that open it so far.

    Raises:
        StoreUnavailable: When another program has it open, neither key opens it, it is
            damaged, or the disk is full. The store is then as it was.
    """
    import sqlcipher3.dbapi2 as driver

    if not store.exists():
        return
    fresh = store.with_name(f"{store.name}.under-new-key")
    with faults_told(store), alone_with(store):
        if not _opens(driver, store, key):
            _write_anew(driver, store, fresh, key_before, key)
            fresh.replace(store)
            sync(store.parent)
        _remove(fresh)


def require_room_anew(store: Path) -> None:
    """Refuse to begin where a store would not fit on the disk a second time.

    Asked before a key file changes: a store that cannot be brought under its key cannot be read.

    Raises:
        DiskFull: Then; says how much is needed.
    """
    if not store.exists():
        return
    needed = sum(one.stat().st_size for one in (store, wal_of(store)) if one.exists()) + _SPARE
    if (free := free_bytes(store.parent)) < needed:
        raise DiskFull(
            f"To encrypt everything anew takes {needed // MIB + 1:,} MB for a while, and"
            f" {free // MIB:,} MB are free ({store.parent}).",
            "Nothing was changed. Free some space, then try again.",
        )


def _opens(driver: Any, store: Path, key: bytes) -> bool:
    try:
        connect_encrypted(driver, store, key).close()
    except driver.DatabaseError:
        return False
    return True


def _write_anew(driver: Any, store: Path, fresh: Path, key_before: bytes, key: bytes) -> None:
    _remove(fresh)
    try:
        old = connect_encrypted(driver, store, key_before)
        try:
            # What the log still holds belongs to the old file, and must not outlive it.
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            new = connect_encrypted(driver, fresh, key)
            try:
                old.backup(new, pages=-1)
                _bring_files_along(new, key_before, key)
                _require_sound(new, store)
                new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                new.close()
        finally:
            old.close()
        fresh.chmod(store.stat().st_mode & 0o777)
        sync(fresh)
    except BaseException:
        _remove(fresh)
        raise


def _bring_files_along(new: Any, key_before: bytes, key: bytes) -> None:
    new.execute("BEGIN IMMEDIATE")
    rewrap_files(new, key_before, key)
    new.execute("COMMIT")


def _require_sound(connection: Any, store: Path) -> None:
    checks = ("PRAGMA quick_check", "PRAGMA cipher_integrity_check")
    faults = [row for check in checks for row in connection.execute(check) if row[0] != "ok"]
    if faults:
        raise StoreUnavailable(
            f"The store {store} is damaged, so it is not written anew.",
            "Nothing was changed. Run “kara doctor” to see what can be done.",
        )


def _remove(fresh: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
