"""Columns of short lines beside each other, such as the days of a week, with one cursor."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class WeekCell(Generic[K]):
    """One line of a column."""

    key: K
    """Tells it apart from all others, in whatever column."""
    words: Content


@dataclass(frozen=True)
class WeekColumn(Generic[K]):
    """One column with its heading; it has one cell at least."""

    heading: Content
    cells: Sequence[WeekCell[K]]
    is_marked: bool = False
    """Whether its heading stands out."""


class WeekGrid(ScrollView, Generic[K], can_focus=True, inherit_bindings=False):
    """Shows columns; the headings stay while the lines scroll. It draws what is in sight only."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "week--cursor",
        "week--cell",
        "week--heading",
        "week--marked",
    }
    DEFAULT_CSS = """
    WeekGrid {
        height: 1fr;
        overflow: hidden auto;
        scrollbar-size-vertical: 1;
        & > .week--heading { color: $text-accent; text-style: bold; }
        & > .week--marked {
            color: $text-accent;
            background: $panel-lighten-1;
            text-style: bold underline;
        }
        & > .week--cursor {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .week--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, id="week.up"),
        Binding("down", "move(1)", "Down", show=False, id="week.down"),
        Binding("home", "go(0)", "First", show=False, id="week.first"),
        Binding("end", "go(-1)", "Last", show=False, id="week.last"),
    ]

    class Moved(Message):
        """The cursor stands on another line."""

    class CellClicked(Message):
        """The line under the cursor was clicked once more."""

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self._columns: tuple[WeekColumn[K], ...] = ()
        self._at = (0, 0)

    @property
    def column(self) -> int:
        """The column in which the cursor stands, from 0."""
        return self._at[0]

    @property
    def columns(self) -> tuple[WeekColumn[K], ...]:
        """What is shown."""
        return self._columns

    @property
    def key(self) -> K | None:
        """The key of the line under the cursor; None when there is none."""
        if not self._columns:
            return None
        column, row = self._at
        return self._columns[column].cells[row].key

    def put(self, columns: Sequence[WeekColumn[K]]) -> None:
        """Show other columns; the cursor stays on its line when that is still there."""
        before = self.key
        self._columns = tuple(columns)
        rows = max((len(one.cells) for one in columns), default=0)
        self.virtual_size = Size(self.size.width, rows + 1)
        self._put_cursor(*self._at)
        if before is not None:
            self.move_to(before)
        self.refresh(layout=True)
        self.post_message(self.Moved())

    def move_to(self, key: K) -> None:
        """Put the cursor on a line, if it is there."""
        for column, one in enumerate(self._columns):
            for row, cell in enumerate(one.cells):
                if cell.key == key:
                    self._put_cursor(column, row)

    def step(self, by: int) -> bool:
        """Go to another column; tell whether there is one."""
        column = self._at[0] + by
        if not 0 <= column < len(self._columns):
            return False
        self._put_cursor(column, self._at[1])
        return True

    def action_move(self, by: int) -> None:
        """Move the cursor within its column."""
        self._put_cursor(self._at[0], self._at[1] + by)

    def action_go(self, row: int) -> None:
        """Go to a line of the column; -1 is the last one."""
        last = len(self._columns[self._at[0]].cells) - 1 if self._columns else 0
        self._put_cursor(self._at[0], last if row < 0 else row)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click points; twice opens the line."""
        left = 0
        for column, width in enumerate(self._widths()):
            if left <= event.x < left + width:
                row = event.y - 1 + self.scroll_offset.y
                was_there = (column, row) == self._at
                if 0 <= row < len(self._columns[column].cells):
                    self._put_cursor(column, row)
                    if was_there:
                        self.post_message(self.CellClicked())
            left += width + 1

    def render_line(self, y: int) -> Strip:
        """Draw the headings, or one line of every column."""
        widths = self._widths()
        row = y - 1 + self.scroll_offset.y
        parts: list[Strip] = []
        for place, (column, width) in enumerate(zip(self._columns, widths, strict=True)):
            if y == 0:
                part = "marked" if column.is_marked else "heading"
                words = column.heading
            else:
                part = "cursor" if (place, row) == self._at else "cell"
                words = column.cells[row].words if row < len(column.cells) else Content("")
            parts += [self._strip(words, width, f"week--{part}"), self._strip(Content(" "), 1)]
        total = self.scrollable_content_region.width
        return Strip.join(parts).adjust_cell_length(total, self.rich_style)

    def _put_cursor(self, column: int, row: int) -> None:
        if not self._columns:
            self._at = (0, 0)
            return
        column = max(0, min(column, len(self._columns) - 1))
        row = max(0, min(row, len(self._columns[column].cells) - 1))
        if (column, row) != self._at:
            self._at = (column, row)
            self.refresh()
            self.post_message(self.Moved())
        # The heading covers the first line of what is in sight.
        self.scroll_to_region(Region(0, row, 1, 2), animate=False, force=True)

    def _widths(self) -> list[int]:
        number = len(self._columns)
        if not number:
            return []
        room = self.scrollable_content_region.width - (number - 1)
        each, more = divmod(max(room, number), number)
        return [each + (place < more) for place in range(number)]

    def _strip(self, content: Content, width: int, part: str = "week--cell") -> Strip:
        style = self.get_visual_style(part)
        fitted = content.truncate(width, ellipsis=True) if content.cell_length > width else content
        segments = list(fitted.render_segments(style))
        strip = Strip(segments, cell_len("".join(one.text for one in segments)))
        return strip.extend_cell_length(width, style.rich_style).crop(0, width)
