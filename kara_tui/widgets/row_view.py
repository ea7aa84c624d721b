"""The window onto a long list: rows in, lines out."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from kara_tui.widgets.columns import Column, Row
from kara_tui.widgets.row_pages import PAGE_ROWS
from kara_tui.widgets.row_painter import RowPainter
from kara_tui.widgets.row_window import RowWindow
from kara_tui.widgets.styled_table import StyledTable

HEADER = 1
"""Lines that the titles take."""

MARGIN = 8
"""Rows beyond the edge that are read again as well, to find a row that moved a little."""

FADE_SECONDS = 0.3
"""How long the rows of the last query stay while the first ones of the new query are awaited."""


@dataclass
class TableMessage(Message):
    """Something that a table says."""

    table: "RowView[Any]"

    @property
    def control(self) -> "RowView[Any]":
        """The table, so that `@on` can tell one from another."""
        return self.table


class RowView(StyledTable, Generic[Row]):
    """Lines of a list that is never held whole: it asks for the rows that come in sight."""

    @dataclass
    class RowsWanted(TableMessage, namespace="window_table"):
        """Rows in sight are not here: `supply` them, or `release` the question."""

        offset: int
        limit: int
        query: int
        """To be handed back to `supply`, which drops answers to an older question."""

    @dataclass
    class WindowChanged(TableMessage, namespace="window_table"):
        """Other rows are in sight, or there are more or fewer of them."""

        first: int
        """Counted from one; zero when there are none."""
        last: int
        total: int | None

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_key: Callable[[Row], Hashable],
        *,
        table_id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=table_id, classes=classes)
        self.at_hand = RowWindow(row_key)
        self.painter: RowPainter[Row] = RowPainter()
        self._all_columns = tuple(columns)
        self._columns_with_data: set[str] = set()
        self._asks_anew = True
        self._needs_layout = True
        self._sort: tuple[object | None, bool] = (None, False)
        self._is_looking = False
        self._told_window: tuple[int, int, int | None] = (0, 0, None)

    @property
    def total(self) -> int | None:
        """How many rows there are; None while nobody has said."""
        return self.at_hand.total

    @property
    def visible_range(self) -> tuple[int, int]:
        """The first and the last row in sight, counted from one; zeros when there are none."""
        last = min(self.top + self.room, self.at_hand.extent)
        return (self.top + 1, last) if last > self.top else (0, 0)

    @property
    def top(self) -> int:
        """The row on the first line, counted from zero."""
        return self.scroll_offset.y

    @property
    def room(self) -> int:
        """How many rows have room on the screen."""
        return max(self.scrollable_content_region.height - HEADER, 1)

    def reset(
        self, total: int | None = None, *, keep_cursor: bool = False, words: tuple[str, ...] = ()
    ) -> None:
        """Show another query, in which these folded words are marked where they were found."""
        self.at_hand.reset(total, keep_cursor=keep_cursor)
        self.painter.words = words
        self._asks_anew = True
        self._stretch()
        if not keep_cursor:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.set_timer(FADE_SECONDS, self._fade)
        self.cursor_moved()
        # Whoever types waits for the answer: with a size, there is no frame to wait for first.
        if self.size:
            self._ask()
        else:
            self._look()

    def refresh_rows(self) -> None:
        """Read the rows in sight again; they stay as they are until the new ones have come."""
        self.at_hand.grow_stale()
        self._ask(margin=MARGIN)

    def supply(
        self, offset: int, rows: Sequence[Row], total: int | None = None, query: int | None = None
    ) -> None:
        """Take rows that were asked for; an answer to an older query is dropped."""
        at_hand = self.at_hand
        if query not in {None, at_hand.query}:
            return
        before = (at_hand.extent, at_hand.is_fading, self._lines())
        holds_cursor = self.top <= at_hand.cursor < self.top + self.room
        shift = at_hand.supply(offset, rows, total, self.top)
        self._find_data(rows)
        self.painter.forget()
        self._stretch()
        if shift and self.top:
            self.scroll_to(y=self.top + shift, animate=False, force=True)
        if holds_cursor:
            self.reveal(at_hand.cursor)
        self._repaint_changes(*before)
        self.cursor_moved()
        self._look()

    def release(self, offset: int) -> None:
        """Say that the rows asked for could not be had; the next look asks for them again."""
        self.at_hand.release(offset)

    def show_sort(self, sort: object | None, *, descending: bool = False) -> None:
        """Put an arrow at the column whose `sort` this is."""
        self._sort = (sort, descending)
        self.refresh(Region(0, 0, self.size.width, HEADER))

    def reveal(self, index: int) -> None:
        """Scroll as little as it takes to bring a row in sight."""
        nearest = min(max(self.top, index - self.room + 1), index)
        if nearest != self.top:
            self.scroll_to(y=nearest, animate=False, force=True)

    def repaint(self, index: int) -> None:
        """Draw one row again, if it is in sight."""
        if self.top <= index < self.top + self.room:
            self.refresh(Region(0, index - self.top + HEADER, self.size.width, 1))

    def cursor_moved(self) -> None:
        """Hear that the cursor may stand on another row."""

    def on_mount(self) -> None:
        """Ask for the first rows."""
        self._look()

    def on_resize(self) -> None:
        """Keep the cursor in sight, and ask for rows that came in sight."""
        first, last, _ = self._told_window
        if first <= self.at_hand.cursor + 1 <= last:
            self.reveal(self.at_hand.cursor)
        self._look()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for rows that came in sight."""
        super().watch_scroll_y(old_value, new_value)
        self._look()

    def notify_style_update(self) -> None:
        """Draw all rows again, in their new styles."""
        super().notify_style_update()
        self._needs_layout = True

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines, after fitting the columns to the width if it has changed."""
        width = self.scrollable_content_region.width
        if self._needs_layout or width != self.painter.width:
            self._needs_layout = False
            shown = [one for one in self._all_columns if self._has_data(one)]
            self.painter.lay_out(shown, width, self.table_styles())
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if y < HEADER:
            return self.painter.header(self._sort[0], descending=self._sort[1])
        index = self.top + y - HEADER
        is_cursor = index == self.at_hand.cursor
        row = self.at_hand.row(index)
        if not self.at_hand.may_exist(index):
            return self.painter.blank()
        if row is None:
            return self.painter.placeholder(is_cursor=is_cursor)
        return self.painter.row(index, row, is_cursor=is_cursor)

    def _look(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            self.call_after_refresh(self._ask)

    def _ask(self, margin: int = 0) -> None:
        self._is_looking = False
        first, last = self.top - margin, self.top + self.room - 1 + margin
        windows = self.at_hand.ask(first, last, ahead=PAGE_ROWS)
        for offset, limit in windows:
            self.post_message(self.RowsWanted(self, offset, limit, self.at_hand.query))
        window = (*self.visible_range, self.total)
        if window != self._told_window:
            self._told_window = window
            self.post_message(self.WindowChanged(self, *window))

    def _lines(self) -> list[Row | None]:
        return [self.at_hand.row(index) for index in range(self.top, self.top + self.room)]

    def _repaint_changes(self, extent: int, was_fading: bool, before: list[Row | None]) -> None:
        if was_fading or self._needs_layout or extent != self.at_hand.extent:
            self.refresh()
            return
        for place, (old, new) in enumerate(zip(before, self._lines(), strict=False)):
            if old != new:
                self.repaint(self.top + place)

    def _fade(self) -> None:
        if self.at_hand.is_fading:
            self.at_hand.fade()
            self.painter.forget()
            self.refresh()

    def _stretch(self) -> None:
        self.virtual_size = Size(0, HEADER + self.at_hand.extent)

    @property
    def sorts(self) -> list[object]:
        """What the rows can be sorted by: the columns that have something to say, in order."""
        return [one.sort for one in self._all_columns if one.sort and self._has_data(one)]

    def _has_data(self, column: Column[Row]) -> bool:
        return not column.hide_when_empty or column.id in self._columns_with_data

    def _find_data(self, rows: Sequence[Row]) -> None:
        known = set() if self._asks_anew else self._columns_with_data
        found = known | {
            one.id
            for one in self._all_columns
            if one.id not in known and any(one.cell(row).text for row in rows)
        }
        self._needs_layout |= found != self._columns_with_data
        self._columns_with_data, self._asks_anew = found, False
