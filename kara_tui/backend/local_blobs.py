"""Sealed files in a folder beside the store on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from kara_tui.db.ballast import BALLAST, free_bytes
from kara_tui.db.file_faults import file_faults_told
from kara_tui.db.sealed_files import (
    SealedDraft,
    new_sealed_file,
    open_sealed_file,
    remove_sealed_files,
)
from kara_tui.domain.errors import DiskFull, NotFound, StoreUnavailable


class LocalBlobs:
    """Keeps sealed files in one folder, each under its id.

    Args:
        folder: Made with the first file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def new(self, blob_id: UUID, size: int) -> Iterator[SealedDraft]:
        """Give a draft of a sealed file (see `Blobs`)."""
        # Asked first: a disk that is filled to the brim keeps notes from being saved meanwhile.
        if free_bytes(self._folder) < size + BALLAST:
            raise _no_room(self._folder)
        try:
            with (
                file_faults_told("The file", self._folder),
                new_sealed_file(self._folder, blob_id) as draft,
            ):
                yield draft
        except DiskFull:
            raise _no_room(self._folder) from None

    def remove(self, blob_id: UUID) -> None:
        """Delete a sealed file."""
        remove_sealed_files(self._folder, (blob_id,))

    @contextmanager
    def read(self, blob_id: UUID) -> Iterator[BinaryIO]:
        """Give a sealed file to read from (see `Blobs`)."""
        try:
            stream = open_sealed_file(self._folder, blob_id)
        except FileNotFoundError:
            raise NotFound(
                "This file is missing: its record is there, but not its content.",
                "A backup may still hold it. “kara doctor” lists what is missing.",
            ) from None
        except OSError as fault:
            raise StoreUnavailable(
                f"The file cannot be read in {self._folder}: {fault.strerror or fault}.",
                "Check the folder and the disk that it lies on.",
            ) from None
        with stream:
            yield stream


def _no_room(folder: Path) -> DiskFull:
    return DiskFull(
        f"The file does not fit on the disk ({folder}).",
        "Nothing of it is left there, and nothing was added. Free some space, then try again.",
    )
