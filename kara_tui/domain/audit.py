"""The chain that holds history together: each row carries a hash over itself and the one before.

Whoever edits, drops or moves a row breaks the chain there. Without a key the hash is SHA-256,
which anybody can compute anew for a whole history; with a key it is HMAC-SHA-256, which only
its holder can.
"""

import hashlib
import hmac
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


def begun(row: Mapping[str, Any], key: bytes | None = None) -> Hasher:
    """Return the beginning of the hash of every row that shares the `SHARED` columns."""
    shared = _FORMAT + _canonical(row, SHARED)
    return hashlib.sha256(shared) if key is None else hmac.new(key, shared, hashlib.sha256)


def finished(beginning: Hasher, row: Mapping[str, Any], before: bytes) -> bytes:
    """Return a row's hash: 32 bytes.

    Args:
        beginning: As `begun` made it for the row, or for one that shares those columns.
        row: Its columns by name.
        before: The hash of the row before it.
    """
    hasher = beginning.copy()
    hasher.update(_canonical(row, OWN) + before)
    return hasher.digest()


def row_hash(row: Mapping[str, Any], before: bytes, key: bytes | None = None) -> bytes:
    """Return a row's hash, made in one go."""
    return finished(begun(row, key), row, before)


def _canonical(row: Mapping[str, Any], columns: tuple[str, ...]) -> bytes:
    return b"".join([_sized(row[column]) for column in columns])


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
