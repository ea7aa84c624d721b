"""What a backup says about itself, and what it is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

FORMAT = "kara-backup-1"
ENDING = ".kara-backup"
STORE = "practice.db"
"""The member that holds the practice."""
KEYS = "practice.keys"
"""The member that holds the key file of a vault; a practice without a vault has none."""
FILES = "attachments"
"""The folder of sealed files, within a backup or beside the backups of a folder."""

_NAME = re.compile(r"kara-(\d{8}-\d{6})\.kara-backup")
_MOMENT = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, kw_only=True)
class Member:
    """One file within a backup."""

    name: str
    size: int
    """Bytes."""
    sha256: str
    """In hexadecimal."""


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A sealed file that belongs to a backup."""

    id: UUID
    size: int
    """Bytes when it is sealed."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What is in a backup; nothing in it tells anything about a person."""

    format: str = FORMAT
    made_at: datetime
    program: str
    """The version of kara that made it."""
    practice: str
    """Whose backup it is: an id, no name."""
    schema: str
    mark: str
    """Changes whenever the practice changes."""
    tables: Mapping[str, int]
    """How many rows each table has."""
    members: tuple[Member, ...]
    files: tuple[KeptFile, ...] = ()
    """Attached files that belong to it; each is a member, or lies beside the backups."""

    def member(self, name: str) -> Member | None:
        """Return the member of a name, if there is one."""
        return next((one for one in self.members if one.name == name), None)

    @property
    def clients(self) -> int:
        """How many clients it holds, on whichever list."""
        return self.tables.get("clients", 0)

    @property
    def is_complete(self) -> bool:
        """Whether everything is in the one file, attached files too."""
        names = {one.name.rpartition("/")[2].partition(".")[0] for one in self.members}
        return all(str(one.id) in names for one in self.files)

    @property
    def size(self) -> int:
        """Bytes of all members together."""
        return sum(one.size for one in self.members)


@dataclass(frozen=True, order=True)
class Backup:
    """A backup's file, and when it was made."""

    made_at: datetime
    path: Path


def backup_name(at: datetime) -> str:
    """Return the name of the backup made at a moment; names sort by age, in UTC."""
    return f"kara-{stamp(at)}{ENDING}"


def stamp(at: datetime) -> str:
    """Return a moment in UTC as file names carry it, to the second."""
    return at.astimezone(UTC).strftime(_MOMENT)


def made_at(name: str) -> datetime | None:
    """Return when the backup of that name was made; None for any other name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
