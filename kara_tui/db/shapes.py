"""Telling from rows alone which table they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_KINDS = (
    ("INT", int),
    ("CHAR", str),
    ("TEXT", str),
    ("DATE", str),
    ("BLOB", bytes),
)


@dataclass(frozen=True)
class Column:
    """What may stand in a column."""

    name: str
    kind: type | None
    """None for anything."""
    is_needed: bool
    is_number_of_row: bool
    """Whether the row's own number stands for it; nothing is stored then."""

    def takes(self, value: Any) -> bool:
        """Say whether a stored value may be this column's."""
        if self.is_number_of_row:
            return value is None
        if value is None:
            return not self.is_needed
        return self.kind is None or type(value) is self.kind


@dataclass(frozen=True)
class Shape:
    """A table, as far as its rows show it."""

    table: str
    columns: tuple[Column, ...]

    def fits(self, row: Sequence[Any]) -> bool:
        """Say whether a row may be of this table."""
        own, rest = row[: len(self.columns)], row[len(self.columns) :]
        return all(value is None for value in rest) and all(
            column.takes(value) for column, value in zip(self.columns, own, strict=True)
        )


def shapes_of(connection: Any, tables: Sequence[str]) -> tuple[Shape, ...]:
    """Return the shapes of the tables whose rows have numbers."""
    return tuple(
        Shape(table, _columns(connection, table))
        for table in tables
        if _has_numbers(connection, table)
    )


def shape_of_rows(rows: Sequence[Sequence[Any]], shapes: Sequence[Shape]) -> Shape | None:
    """Return the only table to which all these rows can belong; None when that is not clear."""
    fitting = [shape for shape in shapes if all(shape.fits(row) for row in rows)]
    return fitting[0] if len(fitting) == 1 else None


def _columns(connection: Any, table: str) -> tuple[Column, ...]:
    told = connection.execute(
        'SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY cid', (table,)
    ).fetchall()
    keys = sum(1 for one in told if one[3])
    return tuple(
        Column(
            name=name,
            kind=next((kind for sign, kind in _KINDS if sign in declared.upper()), None),
            is_needed=bool(needed),
            is_number_of_row=keys == 1 and bool(key) and declared.upper() == "INTEGER",
        )
        for name, declared, needed, key in told
    )


def _has_numbers(connection: Any, table: str) -> bool:
    found = connection.execute(
        "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?", (table,)
    ).fetchone()
    return found is not None and not found[0]
