"""What reading a file yields, and how far it has come."""

from dataclasses import dataclass
from typing import TypeAlias

from kara_tui.domain.importing import ClientDraft, Problem

WHOLE_FILE = "the file"
"""The place of what concerns no single record."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something to know about a file that is no failure, such as what was left out of it."""

    place: str
    text: str


Record: TypeAlias = ClientDraft | Problem | Notice


@dataclass
class Progress:
    """How much of a file has been read; the unit is the format's own."""

    done: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 1.0


def file_problem(reason: str) -> Problem:
    """Return the problem of a file of which nothing can be taken."""
    return Problem(place=WHOLE_FILE, reason=reason)
