"""A list of any length with a cursor: keys and clicks, and what they ask for."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType

from kara_tui.widgets.columns import Column, Row
from kara_tui.widgets.row_view import HEADER, RowView
from kara_tui.widgets.table_message import TableMessage

SentRow = TypeVar("SentRow")


class WindowTable(RowView[Row], Generic[Row], can_focus=True, inherit_bindings=False):
    """A list of rows that asks for the ones it shows, and never calls a store itself.

    It posts `RowsWanted`, and is answered by `supply`. A cursor move draws two lines, however
    long the list is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, id="table.up"),
        Binding("down", "move(1)", "Down", show=False, id="table.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="table.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="table.page_down"),
        Binding("home", "first", "First", show=False, id="table.first"),
        Binding("end", "last", "Last", show=False, id="table.last"),
        Binding("enter", "open", "Open", id="table.open"),
    ]

    @dataclass
    class RowHighlighted(TableMessage, Generic[SentRow]):
        """The cursor stands on another row; None while that row is awaited."""

        row: SentRow | None = field(repr=False)
        index: int

    @dataclass
    class RowOpened(TableMessage, Generic[SentRow]):
        """The row under the cursor was chosen."""

        row: SentRow = field(repr=False)
        index: int

    @dataclass
    class SortWanted(TableMessage):
        """A title was clicked."""

        sort: object

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_key: Callable[[Row], Hashable],
        *,
        table_id: str | None = None,
        classes: str | None = None,
        opens: bool = True,
    ) -> None:
        """Show a list.

        Args:
            columns: What stands in a row.
            row_key: Tells rows apart, whatever place they have.
            table_id: The widget's id.
            classes: The widget's classes.
            opens: Whether rows can be opened; else `enter` is left to others.
        """
        super().__init__(columns, row_key, table_id=table_id, classes=classes)
        self._opens = opens
        self._told_cursor: tuple[int, Row | None] = (0, None)
        self._opens_query: int | None = None
        """The query whose row is to be opened as soon as it comes: enter was quicker."""
        self._click_opened = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell Textual which keys are live."""
        if action == "open" and not self._opens:
            return False
        return super().check_action(action, parameters)

    @property
    def cursor_index(self) -> int:
        """Where the cursor stands, counted from zero."""
        return self.at_hand.cursor

    @property
    def cursor_row(self) -> Row | None:
        """The row under the cursor; None while it is awaited or when there is none."""
        return self.at_hand.cursor_row

    def move_cursor(self, index: int) -> None:
        """Put the cursor on a row, or on the nearest there is, and bring it in sight."""
        before = self.at_hand.cursor
        self.at_hand.move_to(index)
        if before != self.at_hand.cursor:
            self.repaint(before)
            self.repaint(self.at_hand.cursor)
        # Half a page at the edge: to move by one row sends all of them with every key.
        self.reveal(self.at_hand.cursor, beyond=self.room // 2)
        if self.at_hand.cursor_row is None:
            self._look()
        self.cursor_moved()

    def supply_total(self, total: int, query: int) -> None:
        """Take how many rows there are; a count for an older query is dropped."""
        if query == self.at_hand.query:
            self.at_hand.count(total)
            self._stretch()
            self.refresh()
            self.cursor_moved()
            self._look()

    def cursor_moved(self) -> None:
        """Tell which row is under the cursor, if it is another one."""
        now = (self.at_hand.cursor, self.at_hand.cursor_row)
        if now != self._told_cursor:
            self._told_cursor = now
            self.post_message(self.RowHighlighted(self, now[1], now[0]))
        if self._opens_query == self.at_hand.query and now[1] is not None:
            self.action_open()

    def action_move(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self._opens_query = None
        self.move_cursor(self.at_hand.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor and the window by some pages."""
        self.scroll_to(y=self.top + pages * self.room, animate=False, force=True)
        self.action_move(pages * self.room)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.move_cursor(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.move_cursor(self.at_hand.extent - 1)

    def action_open(self) -> None:
        """Choose the row under the cursor, as soon as it has come."""
        row = self.cursor_row
        self._opens_query = None if row is not None else self.at_hand.query
        if row is not None:
            self.post_message(self.RowOpened(self, row, self.cursor_index))

    def on_click(self, event: events.Click) -> None:
        """Choose a row by a click on the cursor, or by a double click; sort by a title."""
        place = event.get_content_offset(self)
        if place is None:
            return
        if place.y < HEADER:
            self._click_title(place.x)
        elif self.at_hand.may_exist(index := self.top + place.y - HEADER):
            self._click_row(index, is_first_click=event.chain == 1)

    def _click_title(self, x: int) -> None:
        column = self.painter.column_at(x)
        if column is not None and column.sort is not None:
            self.post_message(self.SortWanted(self, column.sort))

    def _click_row(self, index: int, *, is_first_click: bool) -> None:
        is_cursor = index == self.cursor_index
        if not is_cursor:
            self.move_cursor(index)
        elif is_first_click or not self._click_opened:
            self.action_open()
        self._click_opened = is_cursor
