"""The folder of sealed files beside a store: each under its id, whole or not at all."""

import fcntl
import os
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from kara_tui.disk import sync
from kara_tui.home import make_private_folder

ENDING = ".sealed"
_PART = ".part"
_NAME = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.sealed")


class SealedDraft:
    """A sealed file that is being written. Killed at any moment, it is whole or taken away.

    It gets its name only once its record is saved; until then it is known by its ending as one
    that nobody may miss.
    """

    def __init__(self, part: Path, place: Path, opened: int) -> None:
        self._part = part
        self._place = place
        self._stream = os.fdopen(opened, "wb")
        self._is_kept = False

    def write(self, data: bytes) -> None:
        """Take bytes.

        Raises:
            OSError: When the disk refuses them.
        """
        self._stream.write(data)

    def keep(self) -> None:
        """Bring the file to the disk; now its record may be saved.

        Raises:
            OSError: When the disk refuses.
        """
        self._stream.flush()
        os.fsync(self._stream.fileno())
        sync(self._part.parent)
        self._is_kept = True

    def settle(self) -> None:
        """Put the file in its place: its record is saved."""
        # Not done, it is done at the next start.
        with suppress(OSError):
            self._part.replace(self._place)
            sync(self._place.parent)

    def drop(self) -> None:
        """Delete it after all: its record could not be saved."""
        self._is_kept = False

    def let_go(self) -> None:
        """Delete what was not kept, and let others tidy up here."""
        if not self._is_kept:
            with suppress(OSError):
                self._part.unlink(missing_ok=True)
        with suppress(OSError):
            self._stream.close()


@contextmanager
def new_sealed_file(folder: Path, file_id: UUID) -> Iterator[SealedDraft]:
    """Give a draft of a file; it is locked for the time of the block, against tidying up.

    Raises:
        OSError: When it cannot be written.
    """
    make_private_folder(folder)
    place = sealed_file(folder, file_id)
    part = _part_of(place)
    opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    draft = SealedDraft(part, place, opened)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield draft
    finally:
        draft.let_go()


def open_sealed_file(folder: Path, file_id: UUID) -> BinaryIO:
    """Return a sealed file to read from.

    Raises:
        OSError: When it is not there, or cannot be read.
    """
    place = sealed_file(folder, file_id)
    try:
        return place.open("rb")
    except FileNotFoundError:
        # Its record is saved, and nobody has come to settle it.
        return _part_of(place).open("rb")


def sealed_file(folder: Path, file_id: UUID) -> Path:
    """Return where a sealed file lies."""
    return folder / f"{file_id}{ENDING}"


def file_id_of(name: str) -> UUID | None:
    """Return the id of the file of a name; None for any other name."""
    found = _NAME.fullmatch(name)
    return UUID(found[1]) if found else None


def sealed_files(folder: Path) -> dict[UUID, Path]:
    """Return the sealed files in a folder; none when it is not there."""
    if not folder.is_dir():
        return {}
    found = ((file_id_of(path.name), path) for path in folder.iterdir())
    return {file_id: path for file_id, path in found if file_id is not None}


def remove_sealed_files(folder: Path, file_ids: Collection[UUID]) -> None:
    """Delete files for good, as far as the disk permits: their keys are gone already."""
    for file_id in file_ids:
        place = sealed_file(folder, file_id)
        for one in (place, _part_of(place)):
            with suppress(OSError):
                one.unlink(missing_ok=True)
    with suppress(OSError):
        sync(folder)


def tidy_up(folder: Path, known: Callable[[], Collection[UUID]]) -> None:
    """Delete what killed programs had not written to the end, and settle what they had.

    What another program is writing stays. So does a whole file that no record knows: whoever
    put an older store in place may want to put the newer one back.

    Args:
        folder: Where the files lie.
        known: Returns the ids of all files that have a record.
    """
    if not folder.is_dir():
        return
    for part in folder.glob(f"*{_PART}"):
        place = part.with_suffix("")
        with suppress(OSError):
            opened = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if file_id_of(place.name) in known():
                    part.replace(place)
                else:
                    part.unlink()
            finally:
                os.close(opened)


def _part_of(place: Path) -> Path:
    return place.with_name(f"{place.name}{_PART}")
