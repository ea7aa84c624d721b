"""Which columns of a list have something to say."""

from collections.abc import Sequence
from typing import Generic

from kara_tui.widgets.columns import Column, Row


class ShownColumns(Generic[Row]):
    """The columns of a list, less those that stay away while no row has anything in them."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        self._columns = tuple(columns)
        self._with_data: set[str] = set()
        self._asks_anew = True

    @property
    def shown(self) -> list[Column[Row]]:
        """The columns that have something to say, in order."""
        return [
            one for one in self._columns if not one.hide_when_empty or one.id in self._with_data
        ]

    @property
    def sorts(self) -> list[object]:
        """What the rows can be sorted by, in the order of the columns."""
        return [one.sort for one in self.shown if one.sort]

    def start_over(self) -> None:
        """Forget, as soon as other rows come, what the rows before had to say."""
        self._asks_anew = True

    def learn(self, rows: Sequence[Row]) -> bool:
        """Take rows that came, and return whether other columns are shown now."""
        before = self._with_data
        known = set() if self._asks_anew else before
        self._with_data = known | {
            one.id
            for one in self._columns
            if one.hide_when_empty
            and one.id not in known
            and any(one.cell(row).text for row in rows)
        }
        self._asks_anew = False
        return self._with_data != before
