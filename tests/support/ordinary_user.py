"""Work as somebody whom file permissions bind, even where the tests run as root."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_NOBODY = 65534


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Give up root's power over files for the time of the block."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
