"""The files on all profiles, opened on their way into an archive and sealed on their way out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import IO, TYPE_CHECKING
from uuid import UUID

from kara_tui.backend.file_safe import FileSafe
from kara_tui.db.record_tables import ATTACHMENTS
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.attachment import Attachment

if TYPE_CHECKING:
    from kara_tui.interchange.practice_archive import PracticeReader, PracticeWriter

Versions = tuple[Attachment, ...]
"""All versions of one record, the present one last."""
Sealing = Callable[[Versions], Versions]
"""Seals the file of a record, and returns the record as it knows it now."""

_WINDOW = 200


def write_files(unit: UnitOfWork, writer: "PracticeWriter", files: FileSafe) -> dict[str, int]:
    """Write every file that can be opened into an archive; return how many there were, and not.

    Raises:
        VaultDamaged: When one changes after it was looked at.
    """
    written = lost = 0
    for one in _all(unit):
        if files.why_not_whole(one):
            lost += 1
        else:
            writer.file(one.id, partial(_write_plain, files, one))
            written += 1
    return {"files": written, "lost files": lost} if lost else {"files": written}


@contextmanager
def sealing_files(reader: "PracticeReader", files: FileSafe | None) -> Iterator[Sealing]:
    """Give what takes a file over; when the block fails, those that were taken are deleted.

    Args:
        reader: Has the files, which it has compared with their hashes.
        files: Seals them; without, records are taken over alone.
    """
    sealed: list[UUID] = []

    def seal(versions: Versions) -> Versions:
        file_id = versions[-1].id
        size = reader.file_size(file_id)
        if files is None or size is None:
            return versions
        sealed.append(file_id)
        with reader.file(file_id) as source:
            sealed_size, key = files.seal_anew(file_id, source, size)
        return tuple(replace(one, sealed_size=sealed_size, key=key) for one in versions)

    try:
        yield seal
    except BaseException:
        if files is not None:
            for file_id in sealed:
                files.blobs.remove(file_id)
        raise


def _write_plain(files: FileSafe, one: Attachment, stream: IO[bytes]) -> None:
    files.write_plain(one, stream, _silently)


def _all(unit: UnitOfWork) -> Iterator[Attachment]:
    records, last = unit.of(ATTACHMENTS), None
    while window := records.window(last, _WINDOW):
        last = window[-1].id
        yield from window


def _silently(_done: int, _total: int) -> None:
    pass
