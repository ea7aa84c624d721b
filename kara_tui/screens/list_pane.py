"""One of the four lists: search, sort, and a window of rows."""

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from kara_tui.commands import lists
from kara_tui.commands.command import Command, Offering, bindings, is_typing
from kara_tui.domain.client import Stage
from kara_tui.domain.errors import KaraError
from kara_tui.domain.listing import ClientRow, SortBy
from kara_tui.domain.text import safe_text, search_words
from kara_tui.operations.clients import CountClients, ListClients
from kara_tui.screens.client_columns import Columns, details_of
from kara_tui.screens.desk import Desk
from kara_tui.screens.list_answers import Counted, PageArrived
from kara_tui.screens.list_words import nobody_words, range_words
from kara_tui.screens.messages import AskFailed
from kara_tui.widgets.window_table import WindowTable

LIST_OFFERS: tuple[type[Command], ...] = (
    lists.Search,
    lists.ShowFound,
    lists.ClearSearch,
    lists.Sort,
    lists.ReverseSort,
)
"""What every list offers, whatever is in it."""

LONGEST_SEARCH = 100

PAUSE_SECONDS = 0.25
"""Counting may have to read the whole list: it begins once the typing has paused for so long."""


class ListPane(Offering, Vertical):
    """A list of clients. It keeps its cursor, scroll, sort and search while others are shown."""

    OFFERS = LIST_OFFERS
    BINDINGS = bindings(*LIST_OFFERS)

    STAGES: ClassVar[tuple[Stage, ...]]
    STARTS_BY: ClassVar[SortBy] = SortBy.NAME
    """How the list is sorted at first; it can be sorted by whatever it shows."""
    NEWEST_FIRST: ClassVar[bool] = False
    EMPTY: ClassVar[str]
    """What to do when there is nobody in the list."""

    def __init__(self, desk: Desk, columns: Columns, pane_id: str) -> None:
        super().__init__(id=pane_id, classes="list-pane")
        self.desk = desk
        self._columns = columns
        self.stages = self.STAGES
        self.search = ""
        self.sort_by = self.STARTS_BY
        self.descending = self.NEWEST_FIRST

    def compose(self) -> ComposeResult:
        """Lay out the search line, the rows and what stands there when there are none."""
        with Horizontal(classes="search-line"):
            yield Input(
                self.search,
                placeholder="/ to search",
                max_length=LONGEST_SEARCH,
                compact=True,
                classes="search",
            )
            yield Static("", classes="range public", markup=False)
        yield WindowTable[ClientRow](self._columns, row_key=lambda row: row.id)
        yield Static("", classes="empty", markup=False)

    def on_mount(self) -> None:
        """Ask for the first rows."""
        self.start_over()
        # A watcher is told at once; a message would come after the letter has been painted.
        self.watch(self.query_one(Input), "value", self.search_as_typed, init=False)

    @property
    def table(self) -> WindowTable[ClientRow]:
        """The rows."""
        return self.query_one(WindowTable)

    @property
    def row(self) -> ClientRow | None:
        """The row under the cursor."""
        return self.table.cursor_row if self.is_mounted else None

    def focus_rows(self) -> None:
        """Give the rows the keyboard."""
        self.screen.set_focus(self.table)

    def refresh_rows(self) -> None:
        """Read the rows in sight again; cursor and scroll stay."""
        self.table.refresh_rows()

    def start_over(self) -> None:
        """Ask for the rows of another search, sort or filter."""
        self.workers.cancel_node(self)
        self.table.show_sort(self.sort_by, descending=self.descending)
        self.table.reset(words=search_words(self.search))

    @on(WindowTable.RowsWanted)
    def read_rows(self, wanted: WindowTable.RowsWanted) -> None:
        """Fetch rows that come in sight."""
        wanted.stop()
        self._read_rows(wanted.offset, wanted.limit, wanted.query)

    @work(group="rows", exit_on_error=False)
    async def _read_rows(self, offset: int, limit: int, query: int) -> None:
        asked = ListClients(
            stages=self.stages,
            search=self.search,
            sort_by=self.sort_by,
            descending=self.descending,
            offset=offset,
            limit=limit,
        )
        try:
            page = await self.desk.backend(asked)
        except KaraError as problem:
            self.table.release(offset)
            self.post_message(AskFailed(problem))
            return
        self.post_message(PageArrived(offset, page, query))

    @work(group="count", exclusive=True, exit_on_error=False)
    async def _count(self, query: int) -> None:
        asked = CountClients(stages=self.stages, search=self.search)
        await asyncio.sleep(PAUSE_SECONDS)
        try:
            total = await self.desk.backend(asked)
        except KaraError as problem:
            self.post_message(AskFailed(problem))
            return
        self.post_message(Counted(total, query))

    @on(Counted)
    def take_count(self, counted: Counted) -> None:
        """Show how many rows there are in all."""
        self.table.supply_total(counted.total, counted.query)

    @on(PageArrived)
    def take_page(self, arrived: PageArrived) -> None:
        """Show rows that came, or what to do when there are none."""
        page = arrived.page
        rows = page.rows if page.offset == arrived.offset else ()
        self.table.supply(arrived.offset, self.dressed(rows), page.total, arrived.query)
        if page.total is None:
            self._count(arrived.query)
        if rows:
            self.after_page(arrived.offset, rows, arrived.query)
        nobody = page.total == 0
        # The rows stay, with their titles: hidden, they would hand the keyboard to the search.
        self.set_class(nobody, "-nobody")
        if nobody:
            self.query_one(".empty", Static).update(
                Content(nobody_words(self.search) or self.EMPTY)
            )

    def dressed(self, rows: tuple[ClientRow, ...]) -> tuple[ClientRow, ...]:
        """Return rows with what is known of them already."""
        return rows

    def after_page(self, offset: int, rows: tuple[ClientRow, ...], query: int) -> None:
        """Go on after rows were shown."""

    @on(WindowTable.WindowChanged)
    def show_range(self, window: WindowTable.WindowChanged) -> None:
        """Say which part of the list is in sight."""
        window.stop()
        words = range_words(window, self.sort_by, descending=self.descending)
        line = self.query_one(".range", Static)
        # As long as before, they fit where they stand: nothing need be laid out anew.
        line.update(Content(words), layout=len(words) != line.content_size.width)

    def search_as_typed(self, typed: str) -> None:
        """Search anew with every key."""
        if typed != self.search:
            self.search = typed
            self.start_over()

    def is_possible(self, command: type[Command]) -> bool | None:
        """Let a slash be typed into the search line; leave a search only when there is one."""
        if command is lists.Search:
            return not is_typing(self)
        if command is lists.ShowFound:
            return self._is_searching
        if command is lists.ClearSearch:
            return self._is_searching or bool(self.search)
        return True

    async def give(self, command: Command) -> None:
        """Move the keyboard at once; pass other commands on."""
        if isinstance(command, lists.Search):
            self.screen.set_focus(self.query_one(Input))
        elif isinstance(command, lists.ShowFound | lists.ClearSearch):
            if isinstance(command, lists.ClearSearch):
                self.query_one(Input).value = ""
            self.focus_rows()
        else:
            await super().give(command)

    @property
    def _is_searching(self) -> bool:
        # Not `has_focus`: that is told later, and the next key is looked at before.
        return self.is_mounted and self.screen.focused is self.query_one(Input)

    @on(lists.Sort)
    def sort_by_next(self) -> None:
        """Sort by the next of the columns that have something to say."""
        sorts = [one for one in self.table.columns.sorts if isinstance(one, SortBy)]
        place = sorts.index(self.sort_by) if self.sort_by in sorts else -1
        self.sort_by = sorts[(place + 1) % len(sorts)]
        self.descending = False
        self.start_over()

    @on(lists.ReverseSort)
    def reverse(self) -> None:
        """Turn the order round."""
        self.descending = not self.descending
        self.start_over()

    @on(WindowTable.SortWanted)
    def sort_by_title(self, wanted: WindowTable.SortWanted) -> None:
        """Sort by the column whose title was clicked; again, the other way round."""
        wanted.stop()
        if isinstance(wanted.sort, SortBy):
            self.descending = wanted.sort is self.sort_by and not self.descending
            self.sort_by = wanted.sort
            self.start_over()

    @on(WindowTable.RowHighlighted)
    def keys_follow_cursor(self, highlighted: WindowTable.RowHighlighted[ClientRow]) -> None:
        """Show the keys that make sense for the row under the cursor."""
        highlighted.stop()
        self.refresh_bindings()

    def name_of(self, row: ClientRow) -> str:
        """Return a row's name, fit for a toast."""
        return safe_text(details_of(row).name)
