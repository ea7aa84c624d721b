"""A consistent copy of a store that is in use."""

from collections.abc import Callable
from pathlib import Path

from kara_tui.beside import wal_of
from kara_tui.db.faults import faults_told
from kara_tui.db.quiet import looking_into
from kara_tui.db.workshop import private_file

Progress = Callable[[str, float], None]
"""Takes what is being done, and which share of it is done."""

_STEPS = 200_000
"""Steps of SQLite's machine between two looks at how far it has come."""


def no_progress(_what: str, _share: float) -> None:
    """Tell nobody how far something has come."""


def copy_store(store: Path, key: bytes, copy: Path, progress: Progress = no_progress) -> None:
    """Write a store as it is now into a new file under the same key; writers go on meanwhile.

    Raises:
        DiskFull: When there is no room.
        StoreUnavailable: When the store cannot be read.
        OSError: When the new file cannot be made.
    """
    private_file(copy)
    size = max(store.stat().st_size, _size(wal_of(store)), 1)

    stops: list[BaseException] = []

    def look() -> int:
        try:
            progress("copying", min(_size(copy) / size, 1.0))
        except BaseException as stop:
            # The driver drops what is raised here, and only stops.
            stops.append(stop)
        return len(stops)

    with faults_told(store), looking_into(store, key, still=False) as connection:
        connection.set_progress_handler(look, _STEPS)
        try:
            connection.execute("VACUUM INTO ?", (str(copy),))
        except Exception:
            if stops:
                raise stops[0] from None
            raise
    progress("copying", 1.0)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
