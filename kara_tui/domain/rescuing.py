"""What came out of a damaged store."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TableRescued:
    """What became of one table."""

    name: str
    saved: int
    """Rows."""
    lost: int | None
    """Rows; None when nothing says how many there were."""


@dataclass(frozen=True, kw_only=True)
class Rescued:
    """What became of a store."""

    pages: int
    damaged: int
    """Pages that could not be read."""
    tables: tuple[TableRescued, ...]
    anchor_lost: bool = False
    """Whether nothing said where history ends, so that its end is where the saved entries end."""

    @property
    def saved(self) -> int:
        """How many rows were saved."""
        return sum(one.saved for one in self.tables)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is known to be lost."""
        return all(one.lost == 0 for one in self.tables)
