"""A whole practice in one archive (zip): one record a line, and a list of all hashes."""

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import GenericAlias
from typing import IO, Any, TypeVar, cast
from uuid import UUID

import msgspec

from kara_tui.domain.cleaning import cleaned
from kara_tui.domain.decisions import Decision
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import Invalid
from kara_tui.domain.importing import ImportLayout
from kara_tui.domain.outbox import OutboxMessage
from kara_tui.domain.practice_file import (
    PRACTICE_FORMAT,
    PRACTICE_VERSION,
    KeptChange,
    KeptClient,
    PracticeHeading,
)
from kara_tui.domain.record_kinds import RECORD_KINDS
from kara_tui.domain.text import clean_typed
from kara_tui.interchange.archive_streams import HashingWriter, WriteOnly
from kara_tui.interchange.practice_about import ABOUT, file_name

T = TypeVar("T")

MANIFEST = "manifest.json"
HEADING = "practice.json"
PARTS: dict[str, type[Any]] = {
    "clients.jsonl": KeptClient,
    "messages.jsonl": OutboxMessage,
    "decisions.jsonl": Decision,
    "layouts.jsonl": ImportLayout,
    "drafts.jsonl": Draft,
    "history.jsonl": KeptChange,
}
"""What stands on a line of each part of every archive, in the order in which they are read back."""

RECORD_PARTS: dict[str, Any] = {
    f"{kind.entity.value}.jsonl": GenericAlias(tuple, (kind, ...)) for kind in RECORD_KINDS
}
"""The same, for what stands on profiles: all versions of a record, the present one last."""

_LONGEST_LINE = 64 * 1024 * 1024
_LONGEST_MANIFEST = 64 * 1024 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class PartEntry:
    """One file of an archive, as its manifest describes it."""

    name: str
    bytes: int
    sha256: str
    records: int


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What an archive holds."""

    format: str = PRACTICE_FORMAT
    version: int = PRACTICE_VERSION
    parts: tuple[PartEntry, ...]


class PracticeWriter:
    """Writes an archive in pieces, without holding more than one record.

    Args:
        write: Takes one piece of the file after another.
    """

    def __init__(self, write: Callable[[bytes], object]) -> None:
        # The stream has no way back, which the standard library takes into account.
        stream: Any = WriteOnly(write)
        self._archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
        self._parts: list[PartEntry] = []
        self._date = (1980, 1, 1, 0, 0, 0)

    def heading(self, heading: PracticeHeading) -> None:
        """Write whose practice it is."""
        self._date = heading.written_at.timetuple()[:6]
        self._put("about.txt", [ABOUT.encode()])
        self._put(HEADING, [msgspec.json.encode(heading)])

    def part(self, name: str, records: Iterable[object]) -> int:
        """Write the records of one part and return how many there were."""
        return self._put(name, (msgspec.json.encode(one) + b"\n" for one in records))

    def file(self, file_id: UUID, write: Callable[[IO[bytes]], object]) -> None:
        """Write a file of a profile; it is not compressed, and never held as a whole.

        Args:
            file_id: The id of its record.
            write: Writes it into a stream.
        """
        name = file_name(file_id)
        entry = self._entry(name)
        entry.compress_type = zipfile.ZIP_STORED
        with self._archive.open(entry, "w", force_zip64=True) as stream:
            hashing = HashingWriter(stream)
            write(cast(IO[bytes], hashing))
        self._parts.append(
            PartEntry(name=name, bytes=hashing.length, sha256=hashing.sha256, records=1)
        )

    def end(self) -> Manifest:
        """Write the manifest, and end the archive with it."""
        manifest = Manifest(parts=tuple(self._parts))
        data = msgspec.json.format(msgspec.json.encode(manifest))
        self._archive.writestr(self._entry(MANIFEST), data)
        self._archive.close()
        return manifest

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, date_time=self._date)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry

    def _put(self, name: str, pieces: Iterable[bytes]) -> int:
        hasher, length, count = hashlib.sha256(), 0, 0
        with self._archive.open(self._entry(name), "w", force_zip64=True) as entry:
            for piece in pieces:
                hasher.update(piece)
                length += len(piece)
                count += 1
                entry.write(piece)
        self._parts.append(
            PartEntry(name=name, bytes=length, sha256=hasher.hexdigest(), records=count)
        )
        return count


class PracticeReader:
    """Reads an archive, after every byte of it was compared with its manifest.

    Raises:
        Invalid: When it is none, was damaged or edited, or comes from a newer version.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
            manifest = self._archive.open(MANIFEST).read(_LONGEST_MANIFEST)
            self.manifest = _decoded(manifest, Manifest)
        except (OSError, KeyError, zipfile.BadZipFile) as problem:
            raise Invalid("archive", f"{path} is no archive of a practice: {problem}.") from None
        if self.manifest.format != PRACTICE_FORMAT or self.manifest.version > PRACTICE_VERSION:
            raise Invalid(
                "archive",
                f"A newer version of kara wrote {path}.",
                "Nothing was changed. Update kara, then try again.",
            )
        known = {one.name for one in self.manifest.parts}
        of_profiles = RECORD_PARTS if self.manifest.version > 1 else {}
        for name in (HEADING, *PARTS, *of_profiles):
            if name not in known:
                raise _damaged(name)
        for part in self.manifest.parts:
            self._compare(part)

    def heading(self) -> PracticeHeading:
        """Return whose practice it is."""
        with self._archive.open(HEADING) as entry:
            heading: PracticeHeading = cleaned(_decoded(entry.read(_CHUNK), PracticeHeading))
        return heading

    def part(self, name: str) -> Iterator[Any]:
        """Yield the records of one part, with all their text cleaned; none, if it is not there."""
        if name not in {one.name for one in self.manifest.parts}:
            return
        kind = PARTS.get(name) or RECORD_PARTS[name]
        with self._archive.open(name) as entry:
            while line := entry.readline(_LONGEST_LINE + 1):
                if len(line) > _LONGEST_LINE:
                    raise _damaged(name)
                yield _cleaned(_decoded(line, kind))

    def file_size(self, file_id: UUID) -> int | None:
        """Return how many bytes a file of a profile has; None when it is not there."""
        name = file_name(file_id)
        return next((one.bytes for one in self.manifest.parts if one.name == name), None)

    def file(self, file_id: UUID) -> IO[bytes]:
        """Return a file of a profile, to be read and closed."""
        return self._archive.open(file_name(file_id))

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def _compare(self, part: PartEntry) -> None:
        hasher, length = hashlib.sha256(), 0
        try:
            with self._archive.open(part.name) as entry:
                while length <= part.bytes and (piece := _read(entry)):
                    hasher.update(piece)
                    length += len(piece)
        except (OSError, KeyError, zipfile.BadZipFile, EOFError):
            raise _damaged(part.name) from None
        if length != part.bytes or hasher.hexdigest() != part.sha256:
            raise _damaged(part.name)


def is_practice_archive(path: Path) -> bool:
    """Tell whether a file is the archive of a practice, by the names of what is in it."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return {HEADING, MANIFEST} <= set(archive.namelist())


def _cleaned(record: Any) -> Any:
    if isinstance(record, OutboxMessage):
        # A letter keeps its blanks and its last line break.
        return replace(cleaned(record), body=clean_typed(record.body))
    return cleaned(record)


def _read(entry: IO[bytes]) -> bytes:
    try:
        return entry.read(_CHUNK)
    except zlib.error as problem:
        raise zipfile.BadZipFile(str(problem)) from None


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as problem:
        raise Invalid("archive", f"The archive holds what cannot be read: {problem}.") from None


def _damaged(name: str) -> Invalid:
    return Invalid(
        "archive",
        f"The archive is damaged or was edited: “{name[:60]}” is not what its manifest says.",
        "Nothing was taken over. Use another copy of it.",
    )
