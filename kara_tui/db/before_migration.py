"""A backup before a store is changed to a newer schema."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kara_tui.beside import backups_of
from kara_tui.db.backup import Source, take_backup
from kara_tui.db.contents import contents_of
from kara_tui.db.quiet import looking_into
from kara_tui.domain.backups import ENDING, Backup, stamp
from kara_tui.domain.clock import system_clock
from kara_tui.domain.errors import DiskFull

MOST_KEPT = 3
_START = "before-"


def back_up_before(
    source: Source, revision: str, clock: Callable[[], datetime] = system_clock
) -> Backup | None:
    """Back a store up before it goes to a revision; None when there is nothing in it yet.

    Raises:
        DiskFull: When it does not fit. The store is as before then.
        StoreUnavailable: When it is damaged or cannot be read.
    """
    with looking_into(source.store, source.key, still=False) as connection:
        if contents_of(connection).is_empty:
            return None
    folder, now = backups_of(source.store), clock()
    name = f"{_START}{revision}-{stamp(now)}{ENDING}"
    try:
        made = take_backup(source, folder, now, name=name)
    except DiskFull:
        raise DiskFull(
            "This version of kara makes a backup before it first opens a practice, and the backup"
            f" does not fit on the disk ({folder}).",
            "Nothing was changed. Free some space, then start again.",
        ) from None
    for old in _made_before(folder)[MOST_KEPT:]:
        with suppress(OSError):
            old.unlink()
    return made


def _made_before(folder: Path) -> list[Path]:
    """Return these backups, newest first."""
    return sorted(folder.glob(f"{_START}*{ENDING}"), key=_moment, reverse=True)


def _moment(path: Path) -> str:
    return "-".join(path.name.removesuffix(ENDING).split("-")[2:])
