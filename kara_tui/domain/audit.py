"""The chain that holds history together: each row carries a hash over itself and the one before.

Whoever edits, drops or moves a row breaks the chain there. There is no key in it: any key would
lie where the store's own key lies, so it would keep out nobody who can write the store.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

GENESIS = bytes(32)
"""What stands in place of a hash before the first row."""

SHARED = (
    "professional_id", "intent", "at", "role", "place", "operation", "kind", "entity", "undoes",
)  # fmt: skip
"""Columns in which all rows of one operation on one kind of record agree."""

OWN = ("number", "entity_id", "version", "fields")
"""Columns that differ from row to row; a row's number counts from 1 for each professional."""

SOMETIMES = ("about",)
"""Columns that a row may leave empty; what is empty adds nothing to the hash."""

_FORMAT = b"kara history row 1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING = b"\xff\xff\xff\xff"


class Hasher(Protocol):
    """A hash in the making, that can be continued in several ways."""

    def copy(self) -> "Hasher":
        """Return another one that has taken in the same."""
        ...

    def update(self, data: bytes, /) -> None:
        """Take more in."""
        ...

    def digest(self) -> bytes:
        """Return the hash of what was taken in."""
        ...


def begun(row: Mapping[str, Any]) -> Hasher:
    """Return the beginning of the hash of every row that shares the `SHARED` columns."""
    return hashlib.sha256(_FORMAT + _canonical(row, SHARED))


def finished(beginning: Hasher, row: Mapping[str, Any], before: bytes) -> bytes:
    """Return a row's hash: 32 bytes.

    Args:
        beginning: As `begun` made it for the row, or for one that shares those columns.
        row: Its columns by name.
        before: The hash of the row before it.
    """
    hasher = beginning.copy()
    told = tuple(name for name in SOMETIMES if row.get(name) is not None)
    hasher.update(_canonical(row, OWN) + _named(row, told) + before)
    return hasher.digest()


def row_hash(row: Mapping[str, Any], before: bytes) -> bytes:
    """Return a row's hash, made in one go."""
    return finished(begun(row), row, before)


def _canonical(row: Mapping[str, Any], columns: tuple[str, ...]) -> bytes:
    return b"".join([_sized(row[column]) for column in columns])


def _named(row: Mapping[str, Any], columns: tuple[str, ...]) -> bytes:
    """Return columns under their names: which of them are there differs from row to row."""
    return b"".join([_sized(name) + _sized(row[name]) for name in columns])


def _sized(value: object) -> bytes:
    if value is None:
        return _NOTHING
    data = _plain(value)
    return len(data).to_bytes(4, "big") + data


def _plain(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, datetime):
        return b"%d" % ((value - _EPOCH) // timedelta(microseconds=1))
    raise TypeError(f"History keeps no {type(value).__name__}.")
