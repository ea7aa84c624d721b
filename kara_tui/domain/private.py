"""The private part of a record: open on the professional's terminal, sealed everywhere else.

A handler may look at the structural part of a record only. Its private part is typed
`Private[T]`, so the type checker refuses code that reads it without asking whether it is open.
"""

from typing import TypeAlias, TypeVar

from kara_tui.domain.errors import StillSealed

T = TypeVar("T")

Sealed: TypeAlias = bytes
"""Ciphertext of a private part. It never begins with `{`, which is how stores tell it apart."""

Private: TypeAlias = T | Sealed


def opened(part: T | Sealed) -> T:
    """Return the private part in the clear.

    Raises:
        StillSealed: When this process holds ciphertext only, as a server does.
    """
    if isinstance(part, bytes):
        raise StillSealed
    return part
