"""The outbox: what waits, what has left, and what could not be delivered."""

from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kara_tui.commands import outbox
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Entity
from kara_tui.domain.outbox import MessageState, OutboxMessage
from kara_tui.domain.text import safe_text
from kara_tui.operations.outbox import ListOutbox, RetryMessage, WithdrawMessage
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed, MoveWanted, RecordsChanged
from kara_tui.screens.outbox_export import export_dialog
from kara_tui.screens.outbox_preview import preview
from kara_tui.screens.outbox_words import is_held, kind_in_words, outbox_columns, urgent_first
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.window_table import WindowTable

MOST_MESSAGES = 1000
"""The newest messages are shown; what waits or failed always is."""

TICK_SECONDS = 1.0

_EMPTY = (
    "No mail yet. Invites and other messages to clients wait here before they leave, "
    "and stay here to be looked up afterwards."
)
_OFFERS: tuple[type[Command], ...] = (
    outbox.Withdraw,
    outbox.Retry,
    outbox.Export,
    outbox.Back,
)


class OutboxScreen(Offering, Screen[None]):
    """Messages and their fate, with the text of the one under the cursor."""

    OFFERS = _OFFERS
    BINDINGS = bindings(*_OFFERS)
    CSS_PATH = "outbox.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        """In whose name mail leaves."""
        self._messages: tuple[OutboxMessage, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the reason why nothing leaves, the messages and the text of one."""
        yield Static("Mail", id="title", classes="public", markup=False)
        yield Static("", id="reason", classes="public", markup=False)
        with Container(id="outbox"):
            yield WindowTable[OutboxMessage](outbox_columns(self.desk), row_key=lambda row: row.id)
            with VerticalScroll(id="letter"):
                yield Static("", id="preview", markup=False)
        yield Static(_EMPTY, id="empty", classes="public", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the messages, and let the clocks run."""
        self.table.focus()
        self._show_reason()
        self.set_interval(TICK_SECONDS, self.tick)

    @property
    def table(self) -> WindowTable[OutboxMessage]:
        """The messages."""
        return self.query_one(WindowTable)

    @property
    def message(self) -> OutboxMessage | None:
        """The message under the cursor."""
        return self.table.cursor_row

    def is_possible(self, command: type[Command]) -> bool | None:
        """Withdraw what has not left, retry what failed."""
        if command is outbox.Back:
            return True
        message = self.message
        if message is None:
            return None
        if command is outbox.Withdraw:
            waits = message.state in {MessageState.WAITING, MessageState.FAILED}
            return True if waits else None
        if command is outbox.Retry:
            return True if message.state is MessageState.FAILED else None
        return True

    @on(WindowTable.RowsWanted)
    def read_rows(self, wanted: WindowTable.RowsWanted) -> None:
        """Fetch the messages."""
        wanted.stop()
        self._read_rows(wanted.offset, wanted.limit, wanted.query)

    @work(group="messages", exit_on_error=False)
    async def _read_rows(self, offset: int, limit: int, query: int) -> None:
        try:
            newest = await self.desk.backend(ListOutbox(limit=MOST_MESSAGES))
        except KaraError as problem:
            self.table.release(offset)
            self.post_message(AskFailed(problem))
            return
        self._messages = messages = urgent_first(newest)
        self.table.supply(offset, messages[offset : offset + limit], len(messages), query)
        self._show_counts()
        self.show_message()

    @on(RecordsChanged)
    def read_again(self, changed: RecordsChanged) -> None:
        """Follow what happens to messages; the cursor stays."""
        if any(one.entity is Entity.MESSAGE for one in changed.changes):
            self.table.refresh_rows()
        self._show_reason()

    @on(WindowTable.RowHighlighted)
    def follow_cursor(self, highlighted: WindowTable.RowHighlighted[OutboxMessage]) -> None:
        """Show the message under the cursor, from its beginning."""
        highlighted.stop()
        self.show_message()
        self.query_one("#letter").scroll_home(animate=False)

    @on(WindowTable.RowOpened)
    def read_message(self, opened: WindowTable.RowOpened[OutboxMessage]) -> None:
        """Put the keyboard on the text, to scroll it."""
        opened.stop()
        self.query_one("#letter").focus()

    def show_message(self) -> None:
        """Show the text of the message under the cursor, and the keys that fit it."""
        message = self.message
        words = preview(message, self.desk.sender, self.desk) if message else Content("")
        self.query_one("#preview", Static).update(words)
        self.refresh_bindings()

    def tick(self) -> None:
        """Let the countdowns run, where there are any."""
        waiting = [one for one in self._messages if one.state is MessageState.WAITING]
        if any(is_held(one, self.desk) for one in waiting):
            self.table.painter.forget()
            self.table.refresh()
        if self.message in waiting:
            self.show_message()

    @on(outbox.Withdraw)
    def withdraw(self) -> None:
        """Call the message back."""
        if message := self.message:
            asked = WithdrawMessage(message_id=message.id, version=message.version)
            self.post_message(MoveWanted(asked, self._about(message)))

    @on(outbox.Retry)
    def retry(self) -> None:
        """Send the message once more."""
        if message := self.message:
            asked = RetryMessage(message_id=message.id, version=message.version)
            self.post_message(MoveWanted(asked, self._about(message)))

    @on(outbox.Export)
    def export(self) -> None:
        """Ask for a file and write the message to it."""
        if message := self.message:
            self.app.push_screen(export_dialog(message, self.desk.sender), self._tell_exported)

    @on(outbox.Back)
    def leave(self) -> None:
        """Go from the text to the list, and from the list back."""
        if self.query_one("#letter").has_focus:
            self.table.focus()
        else:
            self.dismiss()

    def _tell_exported(self, path: Path | None) -> None:
        if path is not None:
            words = f"Written to {safe_text(str(path))}. Your mail program opens and sends it."
            self.app.notify(words, title="Message exported", markup=False)

    def _about(self, message: OutboxMessage) -> str:
        return f"{kind_in_words(message.kind)} to {safe_text(message.to.name)}"

    def _show_reason(self) -> None:
        reason = self.desk.why_not_sent()
        shown = self.query_one("#reason", Static)
        shown.display = bool(reason)
        shown.update(Content(f"! Mail does not leave: {safe_text(reason)}"))

    def _show_counts(self) -> None:
        failed = sum(one.state is MessageState.FAILED for one in self._messages)
        waiting = sum(one.state is MessageState.WAITING for one in self._messages)
        parts = [f"{failed} not delivered"] * bool(failed) + [f"{waiting} waiting"] * bool(waiting)
        self.query_one("#title", Static).update(Content(" · ".join(["Mail", *parts])))
        self.query_one("#empty").display = not self._messages
        self.query_one("#outbox").display = bool(self._messages)
