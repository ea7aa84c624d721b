"""Files that only their owner may read, replaced whole or not at all."""

import fcntl
import glob
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kara_tui.disk import sync

_ENDING = ".part"


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write into that takes the place of `path` when the block ends well.

    Until then, and after any failure, what was there before is untouched and nothing is left.

    Raises:
        OSError: When it cannot be written.
    """
    target = path.resolve()
    draft = target.with_name(f"{target.name}.{secrets.token_hex(8)}{_ENDING}")
    try:
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(file, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    sync(target.parent)


def replace_with(path: Path, content: bytes) -> None:
    """Put new content in place of a small file; call it under `locked_folder` of that file.

    Raises:
        OSError: When it cannot be written; the old content is there then.
    """
    target = path.resolve()
    for stale in target.parent.glob(f"{glob.escape(target.name)}.*{_ENDING}"):
        with suppress(OSError):
            stale.unlink()
    with replacing(target) as stream:
        stream.write(content)


def read_whole(path: Path, longest: int) -> bytes:
    """Return what a file holds, at most one byte more than `longest`.

    Raises:
        OSError: When it cannot be read, or is no ordinary file.
        PermissionError: When others on this machine may read or change it.
    """
    # Without O_NONBLOCK a pipe in the file's place would stop the program for good.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
        state = os.fstat(stream.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise OSError("it is not an ordinary file")
        if stat.S_IMODE(state.st_mode) & 0o077:
            raise PermissionError("others on this machine may read or change it")
        return stream.read(longest + 1)


@contextmanager
def locked_folder(path: Path) -> Iterator[None]:
    """Keep every other program of ours from changing `path` for the time of the block.

    Raises:
        OSError: When the folder cannot be opened or locked.
    """
    folder = os.open(path.resolve().parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
