"""Which parts of the screen somebody has folded away, kept from one start to the next."""

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

_MOST_BYTES = 64_000
_FOLDED = "folded"

Keeping = Callable[[frozenset[str]], None]
"""Keeps the names of what is folded; what cannot be kept is forgotten at the end."""


class Folds:
    """The names of what is folded: parts of a screen, never whom they are about."""

    def __init__(self, folded: Iterable[str] = (), keep: Keeping | None = None) -> None:
        self._folded = frozenset(folded)
        self._keep = keep

    def __contains__(self, name: str) -> bool:
        return name in self._folded

    def fold(self, name: str, *, is_folded: bool) -> None:
        """Fold one part, or unfold it."""
        before = self._folded
        self._folded = before | {name} if is_folded else before - {name}
        if self._folded != before and self._keep is not None:
            self._keep(self._folded)


def folds_in(file: Path) -> Folds:
    """Return what was folded last, to be kept in a file that only its owner may read."""
    return Folds(_read(file), partial(_write, file))


def _read(file: Path) -> frozenset[str]:
    try:
        with file.open("rb") as stream:
            told = json.loads(stream.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return frozenset()
    names = told.get(_FOLDED) if isinstance(told, dict) else None
    return (
        frozenset(one for one in names if isinstance(one, str))
        if isinstance(names, list)
        else frozenset()
    )


def _write(file: Path, folded: frozenset[str]) -> None:
    told = json.dumps({_FOLDED: sorted(folded)})
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    # It is a convenience: a disk that is full must not stop anybody's work.
    with suppress(OSError):
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(told)
        draft.replace(file)
