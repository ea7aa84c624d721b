"""What the system says about a file, told in the user's words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kara_tui.domain.errors import DiskFull, StoreUnavailable

_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def file_faults_told(what: str, place: Path) -> Iterator[None]:
    """Turn a full disk and every other fault of a file into a `KaraError`.

    Args:
        what: What could not be written, as the subject of a sentence: “The backup”.
        place: Where.

    Raises:
        DiskFull: When there is no room.
        StoreUnavailable: For everything else.
    """
    try:
        yield
    except DiskFull:
        raise no_room(what, place) from None
    except OSError as fault:
        if fault.errno in _FULL:
            raise no_room(what, place) from None
        reason = fault.strerror or str(fault)
        raise StoreUnavailable(
            f"{what} could not be written to {place}: {reason}.",
            "Nothing was changed. Check the folder and the disk, then try again.",
        ) from None


def no_room(what: str, place: Path) -> DiskFull:
    """Return the error for a disk that is full."""
    return DiskFull(
        f"{what} does not fit on the disk ({place}).",
        "Nothing half-made is left there. Free some space or name another folder.",
    )
