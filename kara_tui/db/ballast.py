"""Room that is kept free for the last note: a file that can be thrown away."""

import os
import shutil
from pathlib import Path

from kara_tui.beside import ballast_of

MIB = 1024 * 1024
BALLAST = 8 * MIB
LEAST_FREE = 50 * MIB


def free_bytes(folder: Path) -> int:
    """Return how much can still be stored where a folder is, or will be."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    return shutil.disk_usage(there).free


def low_disk_words(store: Path, least: int = LEAST_FREE) -> str:
    """Return a warning while fewer than `least` bytes are free for a store, else nothing.

    To look it up must never keep anybody from their records: a disk that does not answer is
    no reason to warn.
    """
    try:
        free = free_bytes(store.parent)
    except OSError:
        return ""
    return "" if free >= least else f"disk nearly full, {free // MIB} MB left: make room"


class Ballast:
    """A file beside a store that is thrown overboard when the disk is full."""

    def __init__(self, store: Path, size: int = BALLAST, least_free: int = LEAST_FREE) -> None:
        self._file = ballast_of(store)
        self._size = size
        self._least_free = least_free

    @property
    def is_there(self) -> bool:
        """Whether there is room left for the last note."""
        return self._file.is_file() and self._file.stat().st_size == self._size

    def make(self) -> bool:
        """Set room aside, if there is plenty; say whether it is set aside now."""
        if self.is_there:
            return True
        if free_bytes(self._file.parent) < self._size + self._least_free:
            return False
        try:
            self._write()
        except OSError:
            self.drop()
        return self.is_there

    def drop(self) -> bool:
        """Give the room free; say whether there was any."""
        try:
            self._file.unlink()
        except OSError:
            return False
        return True

    def _write(self) -> None:
        opened = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "wb") as stream:
            # Random bytes: a disk that packs or skips zeros would set no room aside.
            for _ in range(self._size // MIB):
                stream.write(os.urandom(MIB))
            stream.write(os.urandom(self._size % MIB))
            stream.flush()
            os.fsync(stream.fileno())
