"""What the database says when it cannot go on, told in the user's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kara_tui.db.ballast import MIB, free_bytes
from kara_tui.domain.errors import DiskFull, NotAllowedNow, StoreUnavailable

_FULL = "disk is full"
_MAY_MEAN_FULL = ("disk i/o error", "unable to open")
"""What SQLite says of a full disk while it opens a store: it only tells that a write failed."""
_KNOWN = (
    (
        _FULL,
        "The disk is full, so nothing could be saved.",
        "What is stored is unharmed. Free some space and save again.",
    ),
    (
        "readonly",
        "The store may only be read, so nothing could be saved.",
        "Allow writing to its file and folder, then save again.",
    ),
    (
        "locked",
        "Another program has kept the store busy for too long.",
        "Nothing was changed. Try again in a moment.",
    ),
    (
        "not a database",
        "The store cannot be opened: its key does not fit, or the file is not a store.",
        "Nothing was changed. Check which file and which key file belong together.",
    ),
    (
        "malformed",
        "The store's file is damaged.",
        "Nothing was changed. Copy its folder to a safe place before anything else; then “kara "
        "rescue” saves what can be read.",
    ),
    (
        "unable to open",
        "The store's file cannot be opened.",
        "Check that its folder exists and that you may read and write there.",
    ),
    (
        "disk i/o error",
        "The disk reported an error while the store was used.",
        "What was saved before is kept. Check the disk before you go on.",
    ),
)


@contextmanager
def faults_told(path: Path | None = None) -> Iterator[None]:
    """Turn a fault of the database into a `KaraError` that says what to do.

    Raises:
        NotAllowedNow: When a record with the same id is there already.
        StoreUnavailable: When the database cannot go on.
    """
    from sqlalchemy.exc import DBAPIError, IntegrityError

    try:
        yield
    except IntegrityError:
        raise NotAllowedNow("This was saved already.", "Nothing was saved twice.") from None
    except DBAPIError as fault:
        raise _told(str(fault.orig), path) from None
    except Exception as fault:
        if type(fault).__module__.startswith("sqlcipher3"):
            raise _told(str(fault), path) from None
        raise


def _told(complaint: str, path: Path | None) -> StoreUnavailable:
    where = f" ({path})" if path else ""
    said = complaint.lower()
    if path and any(sign in said for sign in _MAY_MEAN_FULL) and _has_no_room(path):
        said = _FULL
    for sign, sentence, advice in _KNOWN:
        if sign in said:
            kind = DiskFull if sign == _FULL else StoreUnavailable
            return kind(f"{sentence[:-1]}{where}.", advice)
    return StoreUnavailable(
        f"The store cannot go on{where}: {complaint}.", "What was saved before is kept."
    )


def _has_no_room(path: Path) -> bool:
    try:
        return free_bytes(path.parent) < MIB
    except OSError:
        return False
