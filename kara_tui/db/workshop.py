"""A private folder to work in: what is made there appears whole, or leaves nothing behind."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kara_tui.disk import sync
from kara_tui.domain.errors import NotAllowedNow

_START, _ENDING = ".kara-", ".part"


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Give an empty folder within `folder` for the time of the block.

    What a killed program has left there is removed first. Only one program at a time works
    within the same folder.

    Raises:
        NotAllowedNow: When another program is at work there.
        OSError: When nothing can be written there.
    """
    opened = os.open(folder, os.O_RDONLY)
    try:
        _lock(opened, folder)
        for stale in folder.glob(f"{_START}*{_ENDING}"):
            shutil.rmtree(stale, ignore_errors=True)
        bench = folder / f"{_START}{secrets.token_hex(8)}{_ENDING}"
        bench.mkdir(mode=0o700)
        try:
            yield bench
        finally:
            shutil.rmtree(bench, ignore_errors=True)
    finally:
        os.close(opened)


def private_file(path: Path) -> Path:
    """Make an empty file that only its owner may read; return its path.

    Raises:
        OSError: When there is one already, or it cannot be made.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def hand_over(made: Path, place: Path) -> None:
    """Move a finished file to its place, so that it is there even after a power cut.

    Raises:
        OSError: When it cannot be moved.
    """
    opened = os.open(made, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
    made.replace(place)
    sync(place.parent)


def _lock(opened: int, folder: Path) -> None:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise NotAllowedNow(
            f"Another kara is making or restoring a backup in {folder}.",
            "Nothing was changed. Try again when it is done.",
        ) from None
