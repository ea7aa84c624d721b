"""Records from elsewhere: drafts of clients, problems, and what became of them."""

from dataclasses import dataclass, field
from enum import StrEnum

from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import Private


@dataclass(frozen=True, kw_only=True)
class ClientDraft:
    """One record of a file, as far as it was understood."""

    place: str
    """Where it stands, such as `line 12`."""
    details: ClientDetails
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One record of a file that cannot be taken, or a file that cannot be read."""

    place: str
    reason: str


class Duplicates(StrEnum):
    """What becomes of a record that is here already."""

    SKIP = "skip"
    MERGE = "merge"
    ADD = "add"


@dataclass(frozen=True, kw_only=True)
class NewClient:
    """A client to be added, with the id that the terminal gave it."""

    id: ClientId
    details: Private[ClientDetails]


@dataclass(frozen=True, kw_only=True)
class ImportLayout:
    """Which column of a kind of file holds which field."""

    signature: str
    """Names the layout: its header line, folded."""
    columns: tuple[str, ...]
    """A field's name per column; empty for a column that is left out."""


@dataclass(frozen=True, kw_only=True)
class LookAlike:
    """An existing client who shares a telling key with somebody."""

    id: ClientId
    version: int
    details: Private[ClientDetails]
    keys: tuple[str, ...] = field(default=())
    """The keys by which they were found (see domain/matching.py)."""
