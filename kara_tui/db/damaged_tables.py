"""Reading rows where pages are missing: along the tables, then page by page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from kara_tui.db.patched_copy import PatchedCopy
from kara_tui.db.quiet import looking_into
from kara_tui.db.shapes import Shape, shape_of_rows

Row = tuple[Any, ...]
"""The row's number, then its columns."""

_BATCH = 500
_FURTHEST = 2**62
_MOST_ROWS_IN_A_PAGE = 1000
"""More cannot be in one page: it is then one that only points to others."""


def walk(connection: Any, shape: Shape, found: Callable[[list[Row]], object]) -> bool:
    """Hand out all rows of a table that can be reached; say whether none was in the way."""
    import sqlcipher3.dbapi2 as driver

    names = ", ".join(f'"{one.name}"' for one in shape.columns)
    question = (
        f'SELECT rowid, {names} FROM "{shape.table}" NOT INDEXED WHERE rowid >= ? ORDER BY rowid'
    )
    start, whole = -_FURTHEST, True
    while True:
        rows: list[Row] = []
        try:
            for row in connection.execute(question, (start,)):
                rows.append(row)
                if len(rows) == _BATCH:
                    found(rows)
                    start, rows = rows[-1][0] + 1, []
        except driver.Error:
            whole = False
        else:
            found(rows)
            return whole
        # The driver reads one row ahead: the last good one may have been dropped with the error.
        rows += _one_row(connection, f"{question} LIMIT 1", rows[-1][0] + 1 if rows else start)
        if rows:
            found(rows)
            start = rows[-1][0] + 1
            continue
        after = _after_gap(connection, f"{question} LIMIT 1", start)
        if after is None:
            return False
        start = after


def expected_rows(connection: Any, table: str) -> int | None:
    """Return how many rows a table had, by whichever of its indexes can still be read."""
    import sqlcipher3.dbapi2 as driver

    with suppress(driver.Error):
        indexes = connection.execute(
            "SELECT name FROM pragma_index_list(?) WHERE partial = 0", (table,)
        ).fetchall()
        for (index,) in indexes:
            with suppress(driver.Error):
                question = f'SELECT count(*) FROM "{table}" INDEXED BY "{index}"'
                return int(connection.execute(question).fetchone()[0])
    return None


def rows_of_pages(
    copy: PatchedCopy, shapes: Sequence[Shape], progress: Callable[[float], object]
) -> Iterator[tuple[Shape, list[Row]]]:
    """Give what each page holds by itself, where that can only be of one table."""
    copy.forget_schema()
    width = max(len(shape.columns) for shape in shapes) + 1
    for first in range(2, copy.pages + 1, _BATCH):
        pages = range(first, min(first + _BATCH, copy.pages + 1))
        _declare(copy, pages, width)
        with looking_into(copy.file, copy.key, still=True) as connection:
            for page in pages:
                rows = _rows_in(connection, page)
                shape = shape_of_rows([row[1:] for row in rows], shapes) if rows else None
                if shape is not None:
                    kept = len(shape.columns) + 1
                    yield shape, [row[:kept] for row in rows]
        progress(pages[-1] / copy.pages)


def _one_row(connection: Any, question: str, start: int) -> list[Row]:
    import sqlcipher3.dbapi2 as driver

    with suppress(driver.Error):
        row: Row | None = connection.execute(question, (start,)).fetchone()
        return [] if row is None else [row]
    return []


def _after_gap(connection: Any, question: str, start: int) -> int | None:
    """Return the first number from `start` on behind which reading goes on; None at the end."""
    import sqlcipher3.dbapi2 as driver

    def readable(number: int) -> bool:
        try:
            connection.execute(question, (number,)).fetchone()
        except driver.Error:
            return False
        return True

    # Before the first row there is nothing to step over.
    low = max(start, 0)
    step = 1
    while not readable(low + step):
        step *= 2
        if low + step > _FURTHEST:
            return None
    low, high = low + step // 2, low + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if readable(middle) else (middle, high)
    return high


def _declare(copy: PatchedCopy, pages: Sequence[int], width: int) -> None:
    """Let each page be known as a table of its own."""
    import sqlcipher3.dbapi2 as driver

    columns = ",".join(f"c{at}" for at in range(width))
    connection = driver.connect(str(copy.file), isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{copy.key.hex()}'\"")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("BEGIN")
        connection.execute("DELETE FROM sqlite_master")
        connection.executemany(
            "INSERT INTO sqlite_master VALUES ('table', ?1, ?1, ?2, ?3)",
            [(f"p{page}", page, f"CREATE TABLE p{page}({columns})") for page in pages],
        )
        connection.execute("COMMIT")
    finally:
        connection.close()


def _rows_in(connection: Any, page: int) -> list[Row]:
    import sqlcipher3.dbapi2 as driver

    with suppress(driver.Error):
        rows: list[Row] = connection.execute(f"SELECT rowid, * FROM p{page}").fetchmany(
            _MOST_ROWS_IN_A_PAGE
        )
        return rows if len(rows) < _MOST_ROWS_IN_A_PAGE else []
    return _whole_rows_in(connection, page)


def _whole_rows_in(connection: Any, page: int) -> list[Row]:
    """Return the rows of a page of which nothing lies on a page that is missing."""
    import sqlcipher3.dbapi2 as driver

    rows: list[Row] = []
    with suppress(driver.Error):
        numbers = connection.execute(f"SELECT rowid FROM p{page}").fetchmany(_MOST_ROWS_IN_A_PAGE)
        for (number,) in numbers:
            with suppress(driver.Error):
                row = connection.execute(f"SELECT rowid, * FROM p{page} WHERE rowid = ?", (number,))
                rows.append(row.fetchone())
    return [row for row in rows if row]
