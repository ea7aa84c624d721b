"""Connections for looking only: they write nothing, not even beside the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def looking_into(path: Path, key: bytes, *, still: bool) -> Iterator[Any]:
    """Give a driver connection that can only read, and close it after the block.

    Args:
        path: An encrypted store.
        key: Its 32 bytes.
        still: Whether nobody else has the file open; then nothing is made beside it.
    """
    import sqlcipher3.dbapi2 as driver

    # Where others are at work, only a connection that may write can tidy up after itself.
    mode = "mode=ro&immutable=1" if still else "mode=rw"
    address = f"{path.absolute().as_uri()}?{mode}"
    connection = driver.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA busy_timeout = 5000")
        yield connection
    finally:
        connection.close()
