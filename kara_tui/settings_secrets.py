"""Secrets in files of their own, which only their owner may read."""

import os
import stat
from pathlib import Path

from kara_tui.domain.errors import Invalid

_LONGEST = 4096


def read_secret(path: Path, key: str) -> str:
    """Return the first line of a file that nobody else may read.

    Raises:
        Invalid: When it cannot be read, or others may read it; `key` names the setting.
    """
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            data = file.read(_LONGEST)
    except OSError as problem:
        raise Invalid(
            key, f"The file {path} of “{key}” cannot be read: {problem.strerror}."
        ) from None
    if mode & 0o077:
        raise Invalid(
            key,
            f"Others may read the file {path} of “{key}”, so it is not used.",
            f"Run: chmod 600 {path}",
        )
    return data.decode("utf-8", errors="replace").partition("\n")[0].rstrip("\r")
