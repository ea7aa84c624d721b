"""A file that somebody wants to attach, read once from its beginning to its end."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kara_tui.domain.errors import Invalid
from kara_tui.domain.file_names import clean_file_name
from kara_tui.interchange.file_kind import HEAD_BYTES, sniffed_type

FIELD = "file"


class FileSource:
    """Reads a file, and takes note of what passes."""

    def __init__(self, opened: int, path: Path) -> None:
        self._opened = opened
        self._digest = hashlib.sha256()
        self.size = os.fstat(opened).st_size
        self.name = clean_file_name(path.name.encode("utf-8", "replace").decode())
        self.media_type = sniffed_type(os.pread(opened, HEAD_BYTES, 0), self.name)

    @property
    def sha256(self) -> str:
        """The hash of what was read so far, in hexadecimal."""
        return self._digest.hexdigest()

    def read(self, size: int, /) -> bytes:
        """Return the next bytes.

        Raises:
            Invalid: When they cannot be read.
        """
        try:
            parts = []
            while size > 0 and (part := os.read(self._opened, size)):
                parts.append(part)
                size -= len(part)
        except OSError as fault:
            raise Invalid(
                FIELD, f"The file cannot be read: {fault.strerror or fault}.", "Nothing was added."
            ) from None
        whole = b"".join(parts)
        self._digest.update(whole)
        return whole


@contextmanager
def opened_source(path: Path) -> Iterator[FileSource]:
    """Give an ordinary file to read.

    Raises:
        Invalid: When there is none of this name, or it cannot be read; says why.
    """
    try:
        # Without O_NONBLOCK a pipe would stop the program for good.
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except PermissionError:
        raise Invalid(FIELD, "You may not read this file.") from None
    except (OSError, ValueError):
        raise Invalid(FIELD, "There is no such file.", "Tab completes what you type.") from None
    try:
        mode = os.fstat(opened).st_mode
        if stat.S_ISDIR(mode):
            raise Invalid(FIELD, "This is a folder.", "Choose a file in it.")
        if not stat.S_ISREG(mode):
            raise Invalid(FIELD, "This is no plain file.", "Choose another one.")
        yield FileSource(opened, path)
    finally:
        os.close(opened)
