"""Streams on the way into an archive."""

import hashlib
from collections.abc import Callable
from typing import IO


class HashingWriter:
    """Hands bytes on, and takes note of what passes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.length = 0

    @property
    def sha256(self) -> str:
        """The hash of what was written so far, in hexadecimal."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        """Hand bytes on."""
        self._digest.update(data)
        self.length += len(data)
        return self._stream.write(data)


class WriteOnly:
    """What the standard library takes for a file: it can be written, and nothing else."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write

    def write(self, data: bytes) -> int:
        """Hand bytes over."""
        self._write(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: everything was handed over already."""
