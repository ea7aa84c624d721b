"""Work that a screen has under way, and that nothing may cut off unnoticed."""

from collections.abc import Iterable
from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen


@runtime_checkable
class Works(Protocol):
    """A screen that may be busy for minutes."""

    @property
    def work_under_way(self) -> str:
        """What is being done, as a sentence; empty when nothing is."""
        ...


def work_under_way(screens: Iterable[Screen[Any]]) -> str:
    """Return what is being done on these screens, as a sentence; empty when nothing is."""
    words = (one.work_under_way for one in screens if isinstance(one, Works))
    return next(filter(None, words), "")
