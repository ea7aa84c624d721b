"""What a disk may show after the power went: all that was synced, and a part of the rest."""

import random
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
"""Bytes that a disk writes at once or not at all."""


@dataclass(frozen=True)
class Write:
    """Bytes that a program put into a file."""

    offset: int
    data: bytes


@dataclass(frozen=True)
class Resize:
    """A file cut off or made longer."""

    size: int


@dataclass
class File:
    """A file's bytes: what is safe on the disk, and what the system holds in memory."""

    safe: bytes = b""
    waiting: list[Write | Resize] = field(default_factory=list)

    def sync(self) -> None:
        """Bring everything to the disk."""
        self.safe = _applied(self.safe, self.waiting)
        self.waiting = []


@dataclass(frozen=True)
class Naming:
    """A name that was given to a file; or taken away, when there is no file."""

    name: str
    file: File | None


class Disk:
    """One folder of a disk, as a program changes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._safe_names = {one.name: File(one.read_bytes()) for one in _files(folder)}
        self._waiting: list[Naming] = []

    def file(self, name: str) -> File:
        """Return the file that a program finds under a name; a new one when there is none."""
        found = _named(self._safe_names, self._waiting).get(name)
        if found is None:
            self._waiting.append(Naming(name, found := File()))
        return found

    def rename(self, name: str, new: str) -> None:
        """Let a file be found under another name."""
        file = self.file(name)
        self._waiting += [Naming(name, None), Naming(new, file)]

    def remove(self, name: str) -> None:
        """Take a name away."""
        self._waiting.append(Naming(name, None))

    def sync_names(self) -> None:
        """Bring the folder itself to the disk, with all names up to now."""
        self._safe_names = _named(self._safe_names, self._waiting)
        self._waiting = []

    def cut(self, chance: random.Random) -> None:
        """Put the folder into a state that the disk may show now."""
        shown = chance.choice(("nothing", "everything", "some"))
        # A file system keeps the order of names, though it may be late with them.
        last = {"nothing": 0, "everything": len(self._waiting)}.get(
            shown, chance.randint(0, len(self._waiting))
        )
        names = _named(self._safe_names, self._waiting[:last])
        for old in _files(self.folder):
            old.unlink()
        for name, file in names.items():
            content = _applied(file.safe, _arrived(file.waiting, shown, chance))
            (self.folder / name).write_bytes(content)


def _arrived(
    waiting: list[Write | Resize], shown: str, chance: random.Random
) -> list[Write | Resize]:
    """Return what of the unsynced came to the disk; the last write perhaps in part."""
    if shown == "nothing":
        return []
    arrived = [one for one in waiting if shown == "everything" or chance.random() < 0.5]
    if arrived and isinstance(last := arrived[-1], Write):
        arrived[-1] = _torn(last, chance)
    return arrived


def _torn(write: Write, chance: random.Random) -> Write:
    """Return a write of which some sectors came to the disk: none, a few, or all."""
    first, end = write.offset // SECTOR, write.offset + len(write.data)
    kept = min(end, chance.randint(first, -(-end // SECTOR)) * SECTOR)
    return Write(write.offset, write.data[: max(0, kept - write.offset)])


def _applied(content: bytes, changes: list[Write | Resize]) -> bytes:
    if not changes:
        return content
    result = bytearray(content)
    for one in changes:
        if isinstance(one, Resize):
            del result[one.size :]
            result.extend(bytes(one.size - len(result)))
        elif one.data:
            result.extend(bytes(max(0, one.offset - len(result))))
            result[one.offset : one.offset + len(one.data)] = one.data
    return bytes(result)


def _named(names: dict[str, File], waiting: list[Naming]) -> dict[str, File]:
    result = dict(names)
    for one in waiting:
        result.pop(one.name, None)
        if one.file is not None:
            result[one.name] = one.file
    return result


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if one.is_file()]
