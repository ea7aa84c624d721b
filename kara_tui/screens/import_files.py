"""The file that somebody names, opened, or why it cannot be."""

from pathlib import Path

from kara_tui.domain.errors import Invalid
from kara_tui.screens.import_paths import real_path
from kara_tui.workflows.import_source import ImportSource, read_source

FIELD = "file"


def open_source(typed: str) -> ImportSource:
    """Return the content of the file that a typed path means; blocks while it is read.

    Raises:
        Invalid: When there is no such file, or it cannot be read; says why.
    """
    path = real_path(unquoted(typed))
    try:
        _check(path)
        with path.open("rb"):
            pass
    except PermissionError:
        raise Invalid(FIELD, "You may not read this file.") from None
    except (OSError, ValueError):
        raise Invalid(FIELD, "There is no such file.", "Tab completes what you type.") from None
    return read_source(path)


def unquoted(typed: str) -> str:
    """Return a path without the quotation marks that terminals put round a dropped file."""
    path = typed.strip()
    is_quoted = len(path) > 1 and path[0] == path[-1] and path[0] in "'\""
    return path[1:-1] if is_quoted else path


def _check(path: Path) -> None:
    if path.is_dir():
        raise Invalid(FIELD, "This is a folder.", "Choose a file in it.")
    if path.exists() and not path.is_file():
        # A pipe or a device may never end.
        raise Invalid(FIELD, "This is no plain file.", "Choose a file with people in it.")
