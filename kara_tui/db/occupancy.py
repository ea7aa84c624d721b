"""Who has a store open: many may at once, and some work needs it all to itself.

A lock file of its own, since to open and close the store's own file would let go of the locks
that SQLite holds on it (POSIX).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kara_tui.beside import lock_of
from kara_tui.domain.errors import StoreUnavailable


class Occupancy:
    """One program's share in a store, until it is given back."""

    def __init__(self, store: Path) -> None:
        """Take a share; where no lock file can be made, nobody can change the store either.

        Raises:
            StoreUnavailable: When somebody has the store to themselves at the moment.
        """
        self._file: int | None = None
        with suppress(OSError):
            self._file = _opened(store)
        if self._file is not None and not _locked(self._file, fcntl.LOCK_SH):
            self.give_back()
            raise StoreUnavailable(
                f"The store {store} is being written anew by another kara.",
                "Nothing was opened. Wait until it has finished, then try again.",
            )

    def give_back(self) -> None:
        """Let somebody else have the store to themselves."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


@contextmanager
def alone_with(store: Path) -> Iterator[None]:
    """Have a store to oneself for the block: nobody has it open, and nobody may open it.

    Raises:
        StoreUnavailable: When another program has it open.
        OSError: When the lock file cannot be made.
    """
    file = _opened(store)
    try:
        if not _locked(file, fcntl.LOCK_EX):
            raise StoreUnavailable(
                f"Another kara has the store {store} open.",
                "Nothing was changed. Close it there, then try again.",
            )
        yield
    finally:
        os.close(file)


def _opened(store: Path) -> int:
    return os.open(lock_of(store), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locked(file: int, how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
