"""What all clients owe and have paid, with the way to each of them."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from kara_tui.commands import payments as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Entity
from kara_tui.domain.money import Money, sums
from kara_tui.domain.text import safe_text
from kara_tui.operations.payments import ListCharges, ListUncollected
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed, RecordsChanged
from kara_tui.screens.money_words import locale_of, sum_words
from kara_tui.screens.payment_rows import (
    PaymentRow,
    Shown,
    payment_columns,
    row_of_charge,
    row_of_session,
)
from kara_tui.screens.payments_export import payments_to_save
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.profile_body import ProfileBody
from kara_tui.screens.profile_parts import part_named
from kara_tui.screens.save_dialog import SaveDialog
from kara_tui.screens.saying import say
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.window_table import WindowTable

MOST_UNCHARGED = 1000
"""So many sessions that were not charged yet are listed, the oldest first."""

_CONCERNS = {Entity.CHARGE, Entity.PAYMENT, Entity.CREDIT, Entity.SESSION, Entity.CLIENT}
_EMPTY = {
    Shown.UNPAID: "Nobody owes anything that was charged.",
    Shown.UNCHARGED: "Every session that is to be paid was charged.",
    Shown.PAID: "Nothing was paid so far.",
    Shown.ALL: "Nothing was charged so far. Sessions are charged on a client's profile (4).",
}


@dataclass(frozen=True)
class Uncharged:
    """The sessions of all clients that were not charged yet."""

    rows: tuple[PaymentRow, ...] = ()

    @property
    def sums(self) -> tuple[Money, ...]:
        """What they come to, by currency."""
        return sums(one.amount for one in self.rows if one.amount is not None)

    @property
    def count(self) -> str:
        """How many there are, in words."""
        more = "more than " * (len(self.rows) >= MOST_UNCHARGED)
        return f"{more}{len(self.rows):,} session{'s' * (len(self.rows) != 1)}"


class PaymentsScreen(Offering, Screen[None]):
    """Charges of all clients by how they stand, and sessions that were not charged yet."""

    CSS_PATH = "payments_screen.tcss"
    OFFERS = (commands.ShowOthers, commands.ExportPayments, commands.Back)
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Arrived(Message):
        """Rows that were asked for."""

        offset: int
        rows: tuple[PaymentRow, ...]
        total: int
        sums: tuple[Money, ...]
        query: int

    @dataclass
    class UnchargedRead(Message):
        """The sessions that were not charged yet."""

        uncharged: Uncharged

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.part = Shown.UNPAID
        """Which part of the list is shown."""
        self._uncharged = Uncharged()
        self._total = 0
        self._sums: tuple[Money, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the filter and the sums over the list."""
        yield Static("Payments", id="title", classes="public", markup=False)
        yield Static("", id="filter", classes="public", markup=False)
        yield Static("", id="sums", classes="public", markup=False)
        yield WindowTable[PaymentRow](payment_columns(self.desk), row_key=lambda row: row.key)
        yield Static("", id="empty", classes="public", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show who owes something."""
        self.table.focus()
        self._show_filter()
        self._read_uncharged()

    @property
    def table(self) -> WindowTable[PaymentRow]:
        """The list."""
        return self.query_one(WindowTable)

    def is_possible(self, command: type[Command]) -> bool | None:
        """Export charges only: a session that was not charged is none yet."""
        if command is commands.ExportPayments:
            return self.part.charges is not None and self.is_mounted and bool(self.table.total)
        return True

    @on(WindowTable.RowsWanted)
    def read_rows(self, wanted: WindowTable.RowsWanted) -> None:
        """Fetch rows that come in sight."""
        wanted.stop()
        self._read_rows(wanted.offset, wanted.limit, wanted.query)

    @work(group="rows", exit_on_error=False)
    async def _read_rows(self, offset: int, limit: int, query: int) -> None:
        try:
            await asyncio.to_thread(locale_of, self.desk)
            arrived = await self._asked(offset, limit, query)
        except KaraError as problem:
            self.table.release(offset)
            self.post_message(AskFailed(problem))
        else:
            self.post_message(arrived)

    async def _asked(self, offset: int, limit: int, query: int) -> Arrived:
        shown = self.part.charges
        if shown is None:
            uncharged = await self._all_uncharged()
            rows = uncharged.rows
            window = rows[offset : offset + limit]
            return self.Arrived(offset, window, len(rows), uncharged.sums, query)
        page = await self.desk.backend(ListCharges(shown=shown, offset=offset, limit=limit))
        # Behind its end, a list answers with its last window.
        found = page.rows if page.offset == offset else ()
        rows = tuple(row_of_charge(one, self.desk) for one in found)
        return self.Arrived(offset, rows, page.total, page.sums, query)

    @on(Arrived)
    def take_rows(self, arrived: Arrived) -> None:
        """Show rows that came, and what all of them come to."""
        if arrived.query != self.table.at_hand.query:
            return
        self.table.supply(arrived.offset, arrived.rows, arrived.total, arrived.query)
        self._total, self._sums = arrived.total, arrived.sums
        self._show_sums()
        self.set_class(not arrived.total, "-nothing")
        say(self, "#empty", "" if arrived.total else _EMPTY[self.part])
        self.refresh_bindings()

    @work(group="uncharged", exclusive=True, exit_on_error=False)
    async def _read_uncharged(self) -> None:
        try:
            self.post_message(self.UnchargedRead(await self._all_uncharged()))
        except KaraError as problem:
            self.post_message(AskFailed(problem))

    async def _all_uncharged(self) -> Uncharged:
        found = await self.desk.backend(ListUncollected(limit=MOST_UNCHARGED))
        return Uncharged(tuple(row_of_session(one) for one in found))

    @on(UnchargedRead)
    def tell_uncharged(self, read: UnchargedRead) -> None:
        """Say how many sessions were not charged yet."""
        self._uncharged = read.uncharged
        self._show_sums()

    @on(RecordsChanged)
    def read_again(self, changed: RecordsChanged) -> None:
        """Follow what changes; the cursor stays."""
        if any(one.entity in _CONCERNS for one in changed.changes):
            self.table.refresh_rows()
            self._read_uncharged()

    @on(commands.ShowOthers)
    def show_others(self) -> None:
        """Show the next part of the list."""
        self.part = self.part.following
        self._show_filter()
        self.table.reset()
        self.refresh_bindings()

    @on(WindowTable.RowOpened)
    async def open_profile(self, opened: WindowTable.RowOpened[PaymentRow]) -> None:
        """Open the client's profile at the payments."""
        opened.stop()
        profile = ProfileScreen(self.desk, opened.row.client_id, opened.row.client)
        await self.app.push_screen(profile)
        profile.query_one(ProfileBody).go_to(part_named("payments"))

    @on(commands.ExportPayments)
    def export(self) -> None:
        """Ask for a file and write the charges that are shown to it."""
        if (shown := self.part.charges) is not None:
            to_save = payments_to_save(self.desk, ListCharges(shown=shown))
            self.app.push_screen(SaveDialog(to_save), self._tell_exported)

    @on(commands.Back)
    def leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _tell_exported(self, path: Path | None) -> None:
        if path is not None:
            self.app.notify(safe_text(str(path)), title="Charges exported", markup=False)

    def _show_filter(self) -> None:
        line = Content("")
        for one in Shown:
            line += Content.styled(f" {one.value} ", "bold reverse" if one is self.part else "")
        self.query_one("#filter", Static).update(line)

    def _show_sums(self) -> None:
        told = []
        if self._total:
            noun = "charge" if self.part.charges else "session"
            told.append(
                f"{self._total:,} {noun}{'s' * (self._total != 1)}: {self._words(self._sums)}"
            )
        not_yet = self._uncharged
        if self.part is not Shown.UNCHARGED and not_yet.rows:
            told.append(f"{not_yet.count} to be charged: {self._words(not_yet.sums)}")
        say(self, "#sums", " · ".join(told))

    def _words(self, come_to: tuple[Money, ...]) -> str:
        return sum_words(come_to, self.desk)
