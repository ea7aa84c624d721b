"""One byte string for a list of facts, which no other list of facts can have."""

from struct import Struct

FORMAT = "kara-vault-1"
"""Stands first in everything that is authenticated, so that formats cannot be confused."""

_FORMAT_BYTES = FORMAT.encode()
_LENGTH = Struct(">I").pack


def canonical(purpose: str, *facts: str | bytes | int) -> bytes:
    """Return the facts as bytes to authenticate: each with its length before it.

    Args:
        purpose: What the bytes are for; facts of two purposes are never equal.
        facts: Text as UTF-8, whole numbers as eight bytes, big end first.
    """
    parts = [_FORMAT_BYTES, purpose.encode(), *map(_as_bytes, facts)]
    return b"".join([one for part in parts for one in (_LENGTH(len(part)), part)])


def _as_bytes(fact: str | bytes | int) -> bytes:
    if isinstance(fact, bytes):
        return fact
    if isinstance(fact, str):
        return fact.encode()
    return fact.to_bytes(8, "big")
