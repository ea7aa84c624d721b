"""Paths as people type them: found, completed and shown, however a file is called."""

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kara_tui.domain.text import safe_text

MOST_SHOWN = 200
"""How many suggestions are offered."""

_MOST_LOOKED_AT = 20_000


@dataclass(frozen=True)
class Suggestion:
    """A file or folder that the typed path may mean."""

    typed: str
    """The path as it would be typed, safe to show; `real_path` finds the file again."""
    name: str
    is_folder: bool


def suggestions(typed: str) -> tuple[Suggestion, ...]:
    """Return what the typed path may become: folders first, hidden ones when asked for.

    Blocks while it reads the folder. A folder that cannot be read offers nothing.
    """
    head, slash, tail = typed.rpartition("/")
    if typed == "~":
        return (Suggestion("~/", "~/", is_folder=True),)
    try:
        with os.scandir(real_path(head + slash or ".")) as entries:
            found = [_suggestion(head + slash, one) for one in islice(entries, _MOST_LOOKED_AT)]
    except (OSError, ValueError):
        return ()
    wanted = tail.casefold()
    fitting = [
        one
        for one in found
        if one.name.casefold().startswith(wanted) and (wanted or not one.name.startswith("."))
    ]
    fitting.sort(key=lambda one: (not one.is_folder, one.name.casefold()))
    return tuple(fitting[:MOST_SHOWN])


def completed(typed: str, offered: tuple[Suggestion, ...]) -> str:
    """Return the typed path, as much longer as all that is offered agrees upon."""
    if not offered:
        return typed
    agreed = 0
    for marks in zip(*(one.typed.casefold() for one in offered), strict=False):
        if len(set(marks)) > 1:
            break
        agreed += 1
    longer = offered[0].typed[:agreed]
    return longer if len(longer) > len(typed) or len(offered) == 1 else typed


def real_path(typed: str) -> Path:
    """Return the path that somebody means: `~` is their home, and shown names are found again.

    Blocks while it looks.
    """
    path = _at_home(Path(typed))
    if os.path.lexists(path):
        return path
    found = Path(path.anchor)
    for part in path.parts[bool(path.anchor) :]:
        found = _child(found, part)
    return found


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        # Nobody of that name has a home here: the path is taken as it stands.
        return path


def _child(folder: Path, shown: str) -> Path:
    """Return what bears this name in a folder, or is shown under it."""
    literal = folder / shown
    if os.path.lexists(literal):
        return literal
    try:
        with os.scandir(folder) as entries:
            names = [one.name for one in islice(entries, _MOST_LOOKED_AT)]
    except OSError:
        return literal
    meant = [name for name in names if safe_text(name) == shown]
    return folder / meant[0] if meant else literal


def _suggestion(folder: str, entry: os.DirEntry[str]) -> Suggestion:
    name = safe_text(entry.name)
    try:
        is_folder = entry.is_dir()
    except OSError:
        is_folder = False
    slash = "/" if is_folder else ""
    return Suggestion(f"{folder}{name}{slash}", f"{name}{slash}", is_folder)
