"""How rows look: the one place that turns cells into lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from kara_tui.domain.text import match_spans
from kara_tui.widgets.cells import Role, fit_text, fitted, shown, whole_spans
from kara_tui.widgets.columns import GAP, Column, Row, fit_columns
from kara_tui.widgets.veil import marked

GUTTER = 2
"""Cells before the first column, where the cursor's sign stands."""

PLACEHOLDER = "·····"

_AWAITED = -1
"""Stands for the index of every row that has not come yet."""


@dataclass(frozen=True)
class TableStyles:
    """The styles of a list, taken from its style sheet."""

    row: Style = field(default_factory=Style)
    cursor: Style = field(default_factory=Style)
    header: Style = field(default_factory=Style)
    placeholder: Style = field(default_factory=Style)
    match: Style = field(default_factory=Style)
    """Laid over the style of the cell."""
    roles: Mapping[Role, Style] = field(default_factory=dict)
    cursor_sign: str = "▸"


class RowPainter(Generic[Row]):
    """Draws the rows of a list at one width, and remembers what it has drawn."""

    def __init__(self) -> None:
        self.styles = TableStyles()
        self.width = 0
        self.fitted: list[tuple[Column[Row], int]] = []
        self.words: tuple[str, ...] = ()
        self._drawn: LRUCache[tuple[int, bool], Strip] = LRUCache(512)

    def lay_out(self, columns: Sequence[Column[Row]], width: int, styles: TableStyles) -> None:
        """Draw these columns at this width and in these styles from now on."""
        self.styles = styles
        self.width = width
        self.fitted = fit_columns(columns, width - GUTTER)
        self.forget()

    def forget(self) -> None:
        """Forget what was drawn, because rows have changed."""
        self._drawn.clear()

    def header(self, sort: object | None, *, descending: bool) -> Strip:
        """Return the line of titles, with an arrow at the one that rows are sorted by."""
        parts = [" " * GUTTER]
        for column, width in self.fitted:
            if sort is not None and column.sort == sort:
                parts.append(_title_with_arrow(column, width, "▼" if descending else "▲"))
            else:
                parts.append(fit_text(column.title, width, column.align))
            parts.append(" " * GAP)
        return self._line([Segment("".join(parts[:-1]), self.styles.header)], self.styles.header)

    def row(self, index: int, row: Row, *, is_cursor: bool) -> Strip:
        """Return the line of a row, drawn once until something changes."""
        strip = self._drawn.get((index, is_cursor))
        if strip is None:
            strip = self.draw(row, is_cursor=is_cursor)
            self._drawn[(index, is_cursor)] = strip
        return strip

    def draw(self, row: Row, *, is_cursor: bool) -> Strip:
        """Draw the line of a row."""
        base = self.styles.cursor if is_cursor else self.styles.row
        segments = [self._sign(base, is_cursor=is_cursor)]
        for column, width in self.fitted:
            segments.extend(self._cell(column, width, row, base, is_cursor=is_cursor))
            segments.append(Segment(" " * GAP, base))
        return self._line(segments[:-1], base)

    def placeholder(self, *, is_cursor: bool) -> Strip:
        """Return the line of a row that has not come yet, drawn once for all such rows."""
        strip = self._drawn.get((_AWAITED, is_cursor))
        if strip is None:
            strip = self._draw_placeholder(is_cursor=is_cursor)
            self._drawn[(_AWAITED, is_cursor)] = strip
        return strip

    def _draw_placeholder(self, *, is_cursor: bool) -> Strip:
        base = self.styles.cursor if is_cursor else self.styles.row
        style = base if is_cursor else self.styles.placeholder
        segments = [self._sign(base, is_cursor=is_cursor)]
        for _, width in self.fitted:
            segments.append(Segment(PLACEHOLDER[:width].ljust(width + GAP), style))
        return self._line(segments, base)

    def blank(self) -> Strip:
        """Return an empty line."""
        return Strip.blank(self.width, self.styles.row)

    def column_at(self, x: int) -> Column[Row] | None:
        """Return the column that lies under a place of the line."""
        left = GUTTER
        for column, width in self.fitted:
            if left <= x < left + width:
                return column
            left += width + GAP
        return None

    def _sign(self, base: Style, *, is_cursor: bool) -> Segment:
        sign = self.styles.cursor_sign if is_cursor else ""
        return Segment(sign.ljust(GUTTER), base)

    def _cell(
        self, column: Column[Row], width: int, row: Row, base: Style, *, is_cursor: bool
    ) -> list[Segment]:
        cell = column.cell(row)
        safe = shown(cell.text, width)
        fit = fitted(safe, width, column.align)
        style = base
        if cell.role is not Role.PLAIN:
            role = self.styles.roles[cell.role]
            style = base + (role.without_color if is_cursor else role)
        style += marked(column.told)
        spans = match_spans(safe, self.words) if column.searched and self.words else []
        segments = []
        place = 0
        for first, last in whole_spans(safe, spans):
            start, stop = first + fit.start, min(last, fit.kept) + fit.start
            if start < stop:
                segments.append(Segment(fit.text[place:start], style))
                segments.append(Segment(fit.text[start:stop], style + self.styles.match))
                place = stop
        segments.append(Segment(fit.text[place:], style))
        return [segment for segment in segments if segment.text]

    def _line(self, segments: list[Segment], base: Style) -> Strip:
        return Strip(segments).adjust_cell_length(self.width, base).simplify()


def _title_with_arrow(column: Column[Row], width: int, arrow: str) -> str:
    room = max(width - 2, 0)
    title = fit_text(column.title, min(cell_len(column.title), room))
    return fit_text(f"{title} {arrow}" if title else arrow, width, column.align)
