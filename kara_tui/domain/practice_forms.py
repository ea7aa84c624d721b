"""The forms over the practice itself, by the names under which what is typed in them is kept."""

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

_ENDING = ":practice"
"""Stands where forms over a client have the client's id."""


class PracticeFormKind(StrEnum):
    """What is arranged there."""

    HOURS = "hours"
    BLOCK = "block"
    SERVICE = "service"

    @property
    def label(self) -> str:
        """What is typed there, as a list of unfinished texts calls it."""
        return _LABELS[self]


_LABELS = {
    PracticeFormKind.HOURS: "Working hours",
    PracticeFormKind.BLOCK: "A block",
    PracticeFormKind.SERVICE: "A service",
}


@dataclass(frozen=True)
class PracticeForm:
    """Which form it is."""

    kind: PracticeFormKind
    about: UUID | None = None
    """The block or service that it is about; None for a new one, and for the hours."""

    def __str__(self) -> str:
        about = f"-{self.about}" if self.about else ""
        return f"{self.kind}{about}{_ENDING}"


def practice_form(form: str) -> PracticeForm | None:
    """Return which form over the practice a name means; None when it means none."""
    kind, _, about = form.removesuffix(_ENDING).partition("-")
    with suppress(ValueError):
        if form.endswith(_ENDING):
            return PracticeForm(PracticeFormKind(kind), UUID(about) if about else None)
    return None
