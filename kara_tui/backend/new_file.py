"""A plain file that appears whole, where there was none, and that only its owner may read."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kara_tui.disk import sync
from kara_tui.domain.errors import DiskFull, Invalid
from kara_tui.domain.text import safe_text

FIELD = "path"
_REASONS = {
    errno.ENOENT: "There is no such folder.",
    errno.ENOTDIR: "There is no such folder.",
    errno.EACCES: "You may not write there.",
    errno.EPERM: "You may not write there.",
    errno.EROFS: "Nothing can be written there: it is read-only.",
    errno.EFBIG: "A file of this size cannot be written there.",
    errno.ENAMETOOLONG: "The name is too long.",
}
_FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write into that gets its name when the block ends well; else nothing is left.

    Raises:
        DiskFull: When it does not fit.
        Invalid: When it cannot be written, or is there already; says why.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        _require_free(path)
        try:
            opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(opened, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            _publish(part, path)
        finally:
            part.unlink(missing_ok=True)
        with suppress(OSError):
            sync(path.parent)
    except FileExistsError:
        raise Invalid(FIELD, "There is such a file already.", "Choose another name.") from None
    except ValueError:
        raise Invalid(FIELD, "No file can be called that.") from None
    except OSError as fault:
        if fault.errno in _FULL:
            raise DiskFull(
                "The file does not fit there.",
                "Nothing half-written is left. Make room, or choose another place.",
            ) from None
        told = f"It cannot be written: {safe_text(fault.strerror or type(fault).__name__)}."
        raise Invalid(
            FIELD, _REASONS.get(fault.errno or 0, told), "Choose another place."
        ) from None


def _require_free(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(path)


def _publish(part: Path, path: Path) -> None:
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # No second name for a file, as on most memory sticks: what is there still stays.
        _require_free(path)
        part.rename(path)
