"""Saving what can be read of a damaged store into a new one."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kara_tui.beside import keys_of
from kara_tui.db.backup_files import bring_files
from kara_tui.db.contents import table_names
from kara_tui.db.copying import Progress, no_progress
from kara_tui.db.damaged_tables import Row, expected_rows, rows_of_pages, walk
from kara_tui.db.derived_rows import DERIVED, anchor_history, derive_rows
from kara_tui.db.engine import connect_encrypted, open_engine
from kara_tui.db.faults import faults_told
from kara_tui.db.file_faults import file_faults_told
from kara_tui.db.patched_copy import PatchedCopy, patched_copy
from kara_tui.db.quiet import looking_into
from kara_tui.db.restoring import require_free_place
from kara_tui.db.schema import NEWEST, REVISIONS
from kara_tui.db.shapes import Shape, shapes_of
from kara_tui.db.workshop import hand_over, private_file, workshop
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.rescuing import Rescued, TableRescued
from kara_tui.home import make_private_folder


def rescue(store: Path, key: bytes, out: Path, progress: Progress = no_progress) -> Rescued:
    """Write what can be read of a store into a new one under the same key; touch nothing else.

    Args:
        store: The damaged store, which no program should have open.
        key: Its 32 bytes.
        out: The new store; the key file of the vault is put beside it.
        progress: Told how far it has come.

    Raises:
        DiskFull: When it does not fit.
        NotAllowedNow: When something is in the way of the new store.
        StoreUnavailable: When nothing at all can be read with this key.
    """
    require_free_place(out)
    with file_faults_told("The rescued practice", out.parent), faults_told(store):
        make_private_folder(out.parent)
        with workshop(out.parent) as bench:
            progress("reading", 0.0)
            copy = patched_copy(store, key, bench)
            _require_something(store, copy)
            fresh = bench / "fresh"
            rescued = _Rescue(copy, fresh, progress).done()
            if keys_of(store).exists():
                keys = private_file(bench / "keys")
                keys.write_bytes(keys_of(store).read_bytes())
                hand_over(keys, keys_of(out))
            bring_files(store, out)
            hand_over(fresh, out)
    return rescued


def _require_something(store: Path, copy: PatchedCopy) -> None:
    if not copy.pages or len(copy.damaged) >= copy.pages:
        raise StoreUnavailable(
            f"Nothing in {store} can be read with this key.",
            "Nothing was changed. Restore your newest backup: kara restore FILE",
        )


class _Rescue:
    """One rescue: from the patched copy into a fresh store."""

    def __init__(self, copy: PatchedCopy, fresh: Path, progress: Progress) -> None:
        self._copy = copy
        self._fresh = fresh
        self._progress = progress
        self._expected: dict[str, int | None] = {}
        self._saved: Counter[str] = Counter()

    def done(self) -> Rescued:
        import sqlcipher3.dbapi2 as driver

        _make_store(self._fresh, self._copy.key, self._revision())
        target = connect_encrypted(driver, self._fresh, self._copy.key)
        try:
            target.execute("PRAGMA foreign_keys = OFF")
            tables = [name for name in table_names(target) if name not in DERIVED]
            target.execute("BEGIN IMMEDIATE")
            self._take_all(target, shapes_of(target, tables))
            derive_rows(target)
            anchor_lost = anchor_history(target)
            target.execute("COMMIT")
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            target.close()
        return Rescued(
            pages=self._copy.pages,
            damaged=len(self._copy.damaged),
            tables=tuple(self._told(name) for name in tables),
            anchor_lost=anchor_lost,
        )

    def _revision(self) -> str:
        """Return the schema of the store; the newest when it cannot be read."""
        import sqlcipher3.dbapi2 as driver

        with (
            suppress(driver.Error),
            looking_into(self._copy.file, self._copy.key, still=True) as source,
        ):
            found = source.execute("SELECT version_num FROM alembic_version").fetchone()
            if found and found[0] in REVISIONS:
                return str(found[0])
            if found:
                raise StoreUnavailable(
                    "A newer version of kara made this store.",
                    "Nothing was changed. Update kara, then try again.",
                )
        return NEWEST

    def _take_all(self, target: Any, shapes: Sequence[Shape]) -> None:
        with looking_into(self._copy.file, self._copy.key, still=True) as source:
            whole = {shape.table for shape in shapes} <= _known_tables(source)
            for at, shape in enumerate(shapes if whole else ()):
                self._progress("along the tables", at / len(shapes))
                whole = self._walk(source, target, shape) and whole
        if not whole:
            for shape, rows in rows_of_pages(
                self._copy, shapes, lambda share: self._progress("page by page", share)
            ):
                self._put(target, shape, rows)

    def _walk(self, source: Any, target: Any, shape: Shape) -> bool:
        complete = walk(source, shape, lambda rows: self._put(target, shape, rows))
        saved = self._saved[shape.table]
        self._expected[shape.table] = saved if complete else expected_rows(source, shape.table)
        return complete

    def _put(self, target: Any, shape: Shape, rows: Sequence[Row]) -> None:
        new = _unknown(target, shape.table, rows)
        columns = [at for at, one in enumerate(shape.columns, 1) if not one.is_number_of_row]
        names = ", ".join(f'"{shape.columns[at - 1].name}"' for at in columns)
        marks = ", ".join("?" * (len(columns) + 1))
        # Ignored: an older version of a row that is saved already.
        done = target.executemany(
            f'INSERT OR IGNORE INTO "{shape.table}" (rowid, {names}) VALUES ({marks})',
            [(row[0], *(row[at] for at in columns)) for row in new],
        )
        self._saved[shape.table] += max(done.rowcount, 0)

    def _told(self, table: str) -> TableRescued:
        saved, expected = self._saved[table], self._expected.get(table)
        lost = None if expected is None else max(expected - saved, 0)
        return TableRescued(name=table, saved=saved, lost=lost)


def _unknown(target: Any, table: str, rows: Sequence[Row]) -> list[Row]:
    """Return the rows that are not saved yet."""
    if not rows:
        return []
    numbers = [row[0] for row in rows]
    known = {
        number
        for (number,) in target.execute(
            f'SELECT rowid FROM "{table}" WHERE rowid BETWEEN ? AND ?', (min(numbers), max(numbers))
        )
    }
    return [row for row in rows if row[0] not in known]


def _known_tables(source: Any) -> set[str]:
    import sqlcipher3.dbapi2 as driver

    with suppress(driver.Error):
        return set(table_names(source))
    return set()


def _make_store(path: Path, key: bytes, revision: str) -> None:
    from kara_tui.db.migrate import migrate

    engine = open_engine(path, key)
    try:
        migrate(engine, revision)
    finally:
        engine.dispose()
