"""A few pages of a list that is too long to hold, and what has been asked for."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Generic

from kara_tui.widgets.columns import Row

PAGE_ROWS = 64
MOST_PAGES = 16
MOST_ASKED = 4
"""Questions that may be open at once, so that a fast scroll does not flood a slow store."""


class RowPages(Generic[Row]):
    """The pages last looked at; what was looked at longest ago is let go first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: dict[int, int] = {}

    def row(self, index: int) -> Row | None:
        """Return a row, or None when it is not held."""
        page = self._pages.get(index // PAGE_ROWS, ())
        place = index % PAGE_ROWS
        return page[place] if place < len(page) else None

    def ask(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return which windows (offset, limit) to ask for so that these rows can be shown.

        A page is asked for once, until its rows came, were given up or grew stale.
        """
        windows: list[tuple[int, int]] = []
        for page in range(max(first, 0) // PAGE_ROWS, max(last, 0) // PAGE_ROWS + 1):
            if not self._is_wanted(page):
                continue
            offset = page * PAGE_ROWS
            if windows and sum(windows[-1]) == offset:
                windows[-1] = (windows[-1][0], windows[-1][1] + PAGE_ROWS)
            else:
                windows.append((offset, PAGE_ROWS))
        windows = windows[: max(0, MOST_ASKED - len(self._asked))]
        self._asked.update(windows)
        return windows

    @property
    def is_waiting(self) -> bool:
        """Whether a question is open."""
        return bool(self._asked)

    def put(self, offset: int, rows: Sequence[Row]) -> range:
        """Keep rows that came and return the indexes that they answer for."""
        limit = max(self._asked.pop(offset, 0), len(rows))
        for start in range(0, max(limit, 1), PAGE_ROWS):
            page = (offset + start) // PAGE_ROWS
            self._pages[page] = tuple(rows[start : start + PAGE_ROWS])
            self._pages.move_to_end(page)
            self._stale.discard(page)
        while len(self._pages) > MOST_PAGES:
            self._stale.discard(self._pages.popitem(last=False)[0])
        return range(offset, offset + limit)

    def give_up(self, offset: int) -> None:
        """Forget that a window was asked for: the next look at it asks again."""
        self._asked.pop(offset, None)

    def grow_stale(self) -> None:
        """Keep all rows, but ask for them again when they are looked at."""
        self._stale.update(self._pages)
        self._asked.clear()

    def _is_wanted(self, page: int) -> bool:
        if page in self._pages:
            self._pages.move_to_end(page)
            if page not in self._stale:
                return False
        offset = page * PAGE_ROWS
        return not any(start <= offset < start + limit for start, limit in self._asked.items())
