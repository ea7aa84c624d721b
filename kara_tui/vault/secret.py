"""Bytes that must not be seen: in no repr, no log, no traceback, no pickle."""

import hmac
from typing import NoReturn


class Secret:
    """Bytes that show themselves only when they are asked for by name."""

    __slots__ = ("_hidden",)

    def __init__(self, hidden: bytes) -> None:
        self._hidden = bytes(hidden)

    def reveal(self) -> bytes:
        """Return the bytes themselves; hold them no longer than one call."""
        return self._hidden

    def __repr__(self) -> str:
        return f"{type(self).__name__}(hidden)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return type(self) is type(other) and hmac.compare_digest(self._hidden, other.reveal())

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"A {type(self).__name__} is neither copied nor written down.")


class Key(Secret):
    """A secret of exactly 32 bytes."""

    __slots__ = ()

    SIZE = 32

    def __init__(self, hidden: bytes) -> None:
        if len(hidden) != self.SIZE:
            raise ValueError(f"A key has {self.SIZE} bytes, and {len(hidden)} were given.")
        super().__init__(hidden)
