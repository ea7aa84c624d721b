"""Names of calendar entries, in files and here: the same entry bears the same name for ever."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid5

_NAMESPACE = UUID("5f6a5a3e-5a0e-5c6b-9d0e-0d6f6b1d8c11")
_OWN = re.compile(r"^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(?:session|block)\.kara$")


def session_uid(session_id: UUID) -> str:
    """Return the UID of a session in calendar files."""
    return f"{session_id}@session.kara"


def block_uid(block_id: UUID) -> str:
    """Return the UID of a block in calendar files."""
    return f"{block_id}@block.kara"


def entry_id(uid: str, stands_for: datetime | None = None) -> UUID:
    """Return the id of what is made from a calendar's entry; of our own entries, theirs.

    Args:
        uid: The entry's UID.
        stands_for: Which time of a series it replaces; None for an entry of its own.
    """
    if stands_for is not None:
        return uuid5(_NAMESPACE, f"{uid}|{stands_for.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    own = _OWN.match(uid)
    return UUID(own.group(1)) if own else uuid5(_NAMESPACE, uid)


def part_id(first: UUID, starts_at: datetime) -> UUID:
    """Return the id of a further part of an entry, such as what comes after a gap in a series.

    Args:
        first: The id of the entry.
        starts_at: When the part begins.
    """
    return uuid5(first, f"{starts_at.astimezone(UTC):%Y%m%dT%H%M%SZ}")


def series_id(first: UUID) -> UUID:
    """Return the id of the series that an entry's sessions make.

    Args:
        first: The id of the entry.
    """
    return uuid5(first, "series")
