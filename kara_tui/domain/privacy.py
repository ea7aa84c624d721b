"""What others in the room may read: initials in place of names, while somebody asks for it."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
HIDDEN = "•"
"""Stands in place of what nobody else may read, one for each terminal cell."""


@dataclass
class Privacy:
    """Whether names and private texts are hidden at the moment, on every screen at once."""

    is_on: bool = False
    """Whether they are."""

    def as_told(self, name: str) -> str:
        """Return a name as it may be shown now."""
        return initials(name) if self.is_on else name

    def about(self, words: str) -> str:
        """Return whom or what a message concerns, behind what it says; nothing while hidden."""
        return "" if self.is_on else f": {words}"


def initials(name: str) -> str:
    """Return the initials of a name, such as “A. J.”."""
    letters = [one.group()[0].upper() for one in _WORD.finditer(name)]
    return " ".join(f"{one}." for one in letters) or HIDDEN
