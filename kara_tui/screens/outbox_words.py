"""Outgoing mail in words: what it is, where it stands, and in which order it is shown."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kara_tui.domain import dates
from kara_tui.domain.outbox import MessageState, OutboxMessage
from kara_tui.domain.text import clean_line
from kara_tui.screens.desk import Desk
from kara_tui.widgets.cells import Cell, Role
from kara_tui.widgets.columns import Column
from kara_tui.widgets.veil import Told

_KINDS = {"invite": "Invite", "request_accepted": "Request accepted"}
_STATES = {
    MessageState.FAILED: Cell("! not delivered", Role.ERROR),
    MessageState.WAITING: Cell("… waiting", Role.WARNING),
    MessageState.SENDING: Cell("↑ being sent"),
    MessageState.SENT: Cell("✓ sent", Role.SUCCESS),
    MessageState.WITHDRAWN: Cell("– withdrawn", Role.MUTED),
}
_ORDER = tuple(_STATES)


def urgent_first(messages: Iterable[OutboxMessage]) -> tuple[OutboxMessage, ...]:
    """Return the messages with those first that need somebody; of equals the newest first."""
    newest = sorted(messages, key=lambda one: one.created_at, reverse=True)
    return tuple(sorted(newest, key=lambda one: _ORDER.index(one.state)))


def kind_in_words(kind: str) -> str:
    """Return what a message is, as its reader would call it."""
    return _KINDS.get(kind, clean_line(kind).replace("_", " ").capitalize())


def state_in_words(state: MessageState) -> Cell:
    """Return how far a message has come: a sign and a word."""
    return _STATES[state]


def is_held(message: OutboxMessage, desk: Desk) -> bool:
    """Tell whether a message waits for its time to come."""
    return message.state is MessageState.WAITING and message.not_before > desk.clock()


def when_in_words(message: OutboxMessage, desk: Desk) -> str:
    """Return when a message leaves, or left."""
    if message.state is MessageState.SENT:
        return _moment(message.sent_at or message.created_at, desk)
    if message.state is not MessageState.WAITING:
        return _moment(message.created_at, desk)
    if is_held(message, desk):
        verb = "again in" if message.attempts else "in"
        return f"{verb} {countdown(message.not_before - desk.clock())}"
    return "not yet" if desk.why_not_sent() else "now"


def countdown(left: timedelta) -> str:
    """Return a time to wait, as a clock that runs backwards."""
    seconds = max(-(-left // timedelta(seconds=1)), 0)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def outbox_columns(desk: Desk) -> tuple[Column[OutboxMessage], ...]:
    """Return the columns of the outbox."""
    return (
        Column(
            id="state",
            told=Told.PUBLIC,
            title="State",
            width=15,
            importance=90,
            cell=lambda row: state_in_words(row.state),
        ),
        Column(
            id="to",
            told=Told.NAME,
            title="To",
            width=14,
            weight=2,
            importance=100,
            cell=lambda row: Cell(row.to.name or row.to.email, Role.STRONG),
        ),
        Column(
            id="kind",
            told=Told.PUBLIC,
            title="Message",
            width=16,
            importance=60,
            cell=lambda row: Cell(kind_in_words(row.kind)),
        ),
        Column(
            id="when",
            told=Told.PUBLIC,
            title="When",
            width=14,
            importance=80,
            cell=lambda row: Cell(when_in_words(row, desk)),
        ),
        Column(
            id="problem",
            title="Problem",
            width=18,
            weight=3,
            importance=40,
            hide_when_empty=True,
            cell=lambda row: Cell(row.problem, Role.ERROR),
        ),
    )


def _moment(moment: datetime, desk: Desk) -> str:
    local = desk.local(moment)
    return f"{dates.short(local.date(), today=desk.today())} {local:%H:%M}"
