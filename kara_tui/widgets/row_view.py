"""The window onto a long list: rows in, lines out."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.timer import Timer

from kara_tui.widgets.columns import Column, Row
from kara_tui.widgets.row_pages import PAGE_ROWS
from kara_tui.widgets.row_painter import RowPainter
from kara_tui.widgets.row_window import RowWindow
from kara_tui.widgets.shown_columns import ShownColumns
from kara_tui.widgets.styled_table import StyledTable
from kara_tui.widgets.table_message import TableMessage

HEADER = 1
"""Lines that the titles take."""

MARGIN = 8
"""Rows beyond the edge that are read again as well, to find a row that moved a little."""

FADE_SECONDS = 0.3
"""How long the rows of the last query stay while the first ones of the new query are awaited."""

_NOTHING: tuple[int, int, int | None] = (0, 0, None)
"""The window while nobody has been told of one."""


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
        self.columns = ShownColumns(columns)
        self._needs_layout = True
        self._sort: tuple[object | None, bool] = (None, False)
        self._is_looking = False
        self._told_window = _NOTHING
        self._fading: Timer | None = None

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
        self.columns.start_over()
        self._told_window = _NOTHING
        self._stretch()
        if not keep_cursor:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        if self._fading is not None:
            self._fading.stop()
        self._fading = self.set_timer(FADE_SECONDS, self._fade)
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
        was_fading, before = at_hand.is_fading, self._lines()
        holds_cursor = self.top <= at_hand.cursor < self.top + self.room
        shift = at_hand.supply(offset, rows, total, self.top)
        self._needs_layout |= self.columns.learn(rows)
        self.painter.forget()
        self._stretch()
        if shift and self.top:
            self.scroll_to(y=self.top + shift, animate=False, force=True)
        if holds_cursor:
            self.reveal(at_hand.cursor)
        if was_fading or self._needs_layout:
            self.refresh()
        else:
            self._repaint_changes(before)
        self.cursor_moved()
        self._tell_window()
        self._look()

    def release(self, offset: int) -> None:
        """Say that the rows asked for could not be had; the next look asks for them again."""
        self.at_hand.release(offset)

    def show_sort(self, sort: object | None, *, descending: bool = False) -> None:
        """Put an arrow at the column whose `sort` this is."""
        if self._sort != (sort, descending):
            self._sort = (sort, descending)
            self.refresh(Region(0, 0, self.size.width, HEADER))

    def reveal(self, index: int, *, beyond: int = 0) -> None:
        """Scroll as little as it takes to bring a row in sight, with some rows beyond it."""
        nearest = min(max(self.top, index - self.room + 1), index)
        if nearest != self.top:
            target = nearest + (beyond if nearest > self.top else -beyond)
            last = max(self.at_hand.extent - self.room, 0)
            self.scroll_to(y=min(max(target, 0), last), animate=False, force=True)

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
            self.painter.lay_out(self.columns.shown, width, self.table_styles())
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
        # Whoever shows the list is told at once: in the list's own queue, the question would
        # come after the frame that is painted next.
        told = self.parent or self
        for offset, limit in windows:
            told.post_message(self.RowsWanted(self, offset, limit, self.at_hand.query))
        self._tell_window()

    def _tell_window(self) -> None:
        window = (*self.visible_range, self.total)
        # Rows of the query before say nothing about this one.
        if window != self._told_window and not self.at_hand.is_fading:
            self._told_window = window
            self.post_message(self.WindowChanged(self, *window))

    def _lines(self) -> list[tuple[Row | None, bool]]:
        at_hand, shown = self.at_hand, range(self.top, self.top + self.room)
        return [(at_hand.row(index), at_hand.may_exist(index)) for index in shown]

    def _repaint_changes(self, before: list[tuple[Row | None, bool]]) -> None:
        pairs = enumerate(zip(before, self._lines(), strict=False))
        changed = [self.top + place for place, (old, new) in pairs if old != new]
        if len(changed) > MARGIN:
            self.refresh()
        else:
            for index in changed:
                self.repaint(index)

    def _fade(self) -> None:
        if self.at_hand.is_fading:
            self.at_hand.fade()
            self.painter.forget()
            self.refresh()

    def _stretch(self) -> None:
        self.virtual_size = Size(0, HEADER + self.at_hand.extent)
