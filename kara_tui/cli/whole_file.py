"""A file that appears only when it is complete, and that only its owner may read."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kara_tui.disk import sync
from kara_tui.domain.errors import Invalid


@contextmanager
def writing_whole(path: Path) -> Iterator[Callable[[bytes], object]]:
    """Give a function that writes pieces; when the block ends well, the file takes its place.

    Raises:
        Invalid: When it cannot be written; what was there before stays as it was.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(opened, "wb") as stream:
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
