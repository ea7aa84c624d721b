"""A copy of a damaged store that can be read on after its bad pages.

SQLCipher stops at the first page whose seal is broken and reads nothing more on that connection.
So each bad page is replaced by an empty one from another file under the same key and salt: its
seal fits its place, and what needs it is merely missing.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kara_tui.beside import wal_of
from kara_tui.db.integrity import PAGE, damaged_pages
from kara_tui.db.quiet import looking_into

_SALT = 16
_PIECE_PAGES = 65536
"""Pages that one value of the empty file fills: 256 MB."""


@dataclass(frozen=True)
class PatchedCopy:
    """What can be read of a store, in a file whose every page has its seal."""

    file: Path
    key: bytes = field(repr=False)
    pages: int
    """Of the store."""
    damaged: tuple[int, ...]
    first_page: bytes = field(repr=False)
    """Of a file with the same key in which nothing else is known."""

    def forget_schema(self) -> None:
        """Put an empty first page in place of the store's own."""
        with self.file.open("r+b") as stream:
            stream.write(self.first_page)


def patched_copy(store: Path, key: bytes, bench: Path) -> PatchedCopy:
    """Make such a copy in an empty folder; the store itself is not touched.

    Raises:
        OSError: When there is no room.
    """
    import sqlcipher3.dbapi2 as driver

    copy = bench / "copy"
    shutil.copyfile(store, copy)
    if wal_of(store).exists():
        shutil.copyfile(wal_of(store), wal_of(copy))
        _take_in_wal(driver, copy, key)
    pages = copy.stat().st_size // PAGE
    with looking_into(copy, key, still=True) as connection:
        damaged = damaged_pages(connection)
    file = bench / "patched"
    _write_empty(driver, file, key, copy, pages)
    with file.open("r+b") as target, copy.open("rb") as source:
        first = target.read(PAGE)
        bad = set(damaged)
        for number in range(1, pages + 1):
            page = source.read(PAGE)
            if number not in bad:
                target.seek((number - 1) * PAGE)
                target.write(page)
    copy.unlink()
    return PatchedCopy(file, key, pages, damaged, first)


def _take_in_wal(driver: Any, copy: Path, key: bytes) -> None:
    from kara_tui.db.engine import connect_encrypted

    # A damaged WAL is left out: what was taken into the file before it is still there.
    with suppress(driver.Error):
        connection = connect_encrypted(driver, copy, key)
        with suppress(driver.Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()
    wal_of(copy).unlink(missing_ok=True)


def _write_empty(driver: Any, file: Path, key: bytes, like: Path, pages: int) -> None:
    """Write a file of at least that many pages that hold nothing, under the same key and salt."""
    with like.open("rb") as stream:
        salt = stream.read(_SALT)
    connection = driver.connect(str(file), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("CREATE TABLE empty (hole BLOB)")
        for start in range(0, pages + 2, _PIECE_PAGES):
            size = min(_PIECE_PAGES, pages + 2 - start) * PAGE
            connection.execute("INSERT INTO empty VALUES (zeroblob(?))", (size,))
    finally:
        connection.close()
