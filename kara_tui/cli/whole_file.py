"""A file that appears only when it is complete, and that only its owner may read."""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kara_tui.disk import sync
from kara_tui.domain.errors import Invalid

_ENDING = ".kara-part"


@contextmanager
def writing_whole(path: Path) -> Iterator[Callable[[bytes], object]]:
    """Give a function that writes pieces; when the block ends well, the file takes its place.

    What a killed program has left in the same folder is removed first.

    Raises:
        Invalid: When it cannot be written; what was there before stays as it was.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(6)}{_ENDING}")
    try:
        _remove_left_parts(path.parent)
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(opened, "wb") as stream:
                # Says for as long as the file is written that somebody is at work on it.
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield stream.write
                stream.flush()
                os.fsync(stream.fileno())
                part.replace(path)
            sync(path.parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Invalid("output", f"{path} cannot be written: {reason}.") from None


def _remove_left_parts(folder: Path) -> None:
    for part in folder.glob(f".*{_ENDING}"):
        with suppress(OSError):
            opened = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                part.unlink()
            finally:
                os.close(opened)
