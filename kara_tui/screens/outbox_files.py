"""A message written to a file, whole or not at all, for its writer's eyes only."""

import errno
import os
import secrets
from pathlib import Path

from kara_tui.domain.errors import Invalid
from kara_tui.domain.outbox import OutboxMessage
from kara_tui.domain.text import fold, safe_text

FIELD = "path"
_LONGEST_NAME = 40
_NUMBERS = tuple(f"-{number}" for number in range(2, 100))
_REASONS = {
    errno.ENOENT: "There is no such folder.",
    errno.ENOTDIR: "There is no such folder.",
    errno.EACCES: "You may not write there.",
    errno.EPERM: "You may not write there.",
    errno.EROFS: "Nothing can be written there: it is read-only.",
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "Your share of the disk is full.",
    errno.ENAMETOOLONG: "The name is too long.",
}


def file_name(message: OutboxMessage) -> str:
    """Return what a message's file is called at first, without its ending."""
    return f"{_plain(message.to.name) or 'message'}-{message.kind.replace('_', '-')}"


def free_file(folder: Path, name: str, ending: str) -> Path:
    """Return a file that is not there yet, with a number behind its name where need be.

    Blocks while it looks.
    """
    free = (folder / f"{name}{number}{ending}" for number in ("", *_NUMBERS))
    return next((path for path in free if not os.path.lexists(path)), folder / f"{name}{ending}")


def write_private_file(path: Path, content: bytes) -> None:
    """Write a new file that nobody else may read; a crash leaves all of it or nothing.

    Raises:
        Invalid: When it cannot be written, or is there already; says why.
    """
    draft = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        try:
            _write(draft, content)
            _publish(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except FileExistsError:
        raise Invalid(FIELD, "There is such a file already.", "Choose another name.") from None
    except ValueError:
        raise Invalid(FIELD, "No file can be called that.") from None
    except OSError as problem:
        reason = _REASONS.get(problem.errno or 0, f"It cannot be written: {_words(problem)}.")
        raise Invalid(FIELD, reason, "Choose another place.") from None


def _write(path: Path, content: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _publish(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        # No second name for a file, as on most memory sticks: what is there still stays.
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        draft.rename(path)


def _plain(name: str) -> str:
    plain = "".join(mark if mark.isascii() and mark.isalnum() else " " for mark in fold(name))
    return "-".join(plain.split())[:_LONGEST_NAME].strip("-")


def _words(problem: OSError) -> str:
    return safe_text(problem.strerror or type(problem).__name__)
