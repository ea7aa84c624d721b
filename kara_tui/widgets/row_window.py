"""Where a list stands: its rows at hand, its length, its cursor, and what happens to them."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic

from kara_tui.widgets.columns import Row
from kara_tui.widgets.row_pages import RowPages


class RowWindow(Generic[Row]):
    """The part of a long list that is at hand, without a word about how it looks."""

    def __init__(self, row_key: Callable[[Row], Hashable]) -> None:
        self._row_key = row_key
        self._pages = RowPages[Row]()
        self._old_pages: RowPages[Row] | None = None
        self._cursor_key: Hashable = None
        self._reached = 0
        self.query = 0
        """Grows with each question that makes older answers worthless."""
        self.total: int | None = None
        """How many rows there are; None while nobody has said."""
        self.extent = 0
        """How many rows can be scrolled to: the total, or as far as rows have come."""
        self.cursor = 0

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor; None while it is awaited or when there is none."""
        return self._pages.row(self.cursor) if self.cursor < self.extent else None

    def row(self, index: int) -> Row | None:
        """Return the row to show in a place, if need be from the query before."""
        row = self._pages.row(index)
        return self._old_pages.row(index) if row is None and self._old_pages else row

    def may_exist(self, index: int) -> bool:
        """Return whether there is, or may be, a row in this place."""
        return index < self.extent or (self.total is None and self.extent == 0)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, or on the nearest one there is."""
        self.cursor = max(0, min(index, self.extent - 1))
        self._cursor_key = self._key_at(self.cursor)

    def ask(self, first: int, last: int, *, ahead: int = 0) -> list[tuple[int, int]]:
        """Return the windows (offset, limit) to ask for, so that these rows can be shown.

        The row under the cursor is always kept at hand as well. Rows `ahead` of both ends are
        asked for once nothing else is awaited; but not after the first page of an unknown number,
        which they would make longer, and have painted again, while a search is being typed.
        """
        end = last if self.total is None else min(last, self.total - 1)
        windows = self._pages.ask(first, end) + self._pages.ask(self.cursor, self.cursor)
        may_look_ahead = self.total is not None or first > 0
        if ahead and may_look_ahead and not self._pages.is_waiting:
            further = last + ahead
            end = further if self.total is None else min(further, self.total - 1)
            windows = self._pages.ask(first - ahead, end)
        return windows

    def release(self, offset: int) -> None:
        """Let a window be asked for again, because its rows could not be had."""
        self._pages.give_up(offset)

    def grow_stale(self) -> None:
        """Read all rows again as they are looked at; until then they stay."""
        self.query += 1
        self._pages.grow_stale()

    def reset(self, total: int | None, *, keep_cursor: bool) -> None:
        """Begin another query; rows of the one before stay in sight until `fade`."""
        self.query += 1
        self._old_pages, self._pages = self._pages, RowPages[Row]()
        self._reached = 0
        self.total = total
        if total is not None:
            self.extent = total
        if not keep_cursor:
            self.cursor, self._cursor_key = 0, None
        self.cursor = max(0, min(self.cursor, self.extent - 1))

    @property
    def is_fading(self) -> bool:
        """Whether rows of the query before may be in sight."""
        return self._old_pages is not None

    def fade(self) -> None:
        """Let go of the rows of the query before."""
        self._old_pages = None

    def supply(self, offset: int, rows: Sequence[Row], total: int | None, top: int) -> int:
        """Take rows that came, and return how far the row at `top` has moved.

        The cursor stays on its row when that row moved within the rows that came.
        """
        top_key = self._key_at(top)
        covered = self._pages.put(offset, rows)
        self.fade()
        self._measure(offset + len(rows), total)
        places = {self._row_key(row): offset + place for place, row in enumerate(rows)}
        if self.cursor in covered:
            self.cursor = places.get(self._cursor_key, self.cursor)
        self.cursor = max(0, min(self.cursor, self.extent - 1))
        if (key := self._key_at(self.cursor)) is not None:
            self._cursor_key = key
        return places.get(top_key, top) - top if top_key is not None and top in covered else 0

    def count(self, total: int) -> None:
        """Take how many rows there are; the cursor stays within them."""
        self._measure(0, total)
        self.cursor = max(0, min(self.cursor, self.extent - 1))

    def _measure(self, reached: int, total: int | None) -> None:
        self._reached = max(self._reached, reached)
        self.total = self.total if total is None else total
        self.extent = self._reached if self.total is None else self.total

    def _key_at(self, index: int) -> Hashable:
        row = self._pages.row(index)
        return None if row is None else self._row_key(row)
