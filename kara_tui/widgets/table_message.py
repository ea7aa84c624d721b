"""What every message of a list has in common."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from kara_tui.widgets.row_view import RowView


@dataclass
class TableMessage(Message):
    """Something that a table says."""

    table: "RowView[Any]"

    @property
    def control(self) -> "RowView[Any]":
        """The table, so that `@on` can tell one from another."""
        return self.table
