"""What waits, as lines: five groups with a number each, and where each line leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from uuid import UUID

from textual.content import Content

from kara_tui.domain import dates
from kara_tui.domain.agenda import AgendaEntry
from kara_tui.domain.note_listing import UnsignedNote
from kara_tui.domain.session import AHEAD, SessionState
from kara_tui.domain.waiting import DueMeasure, UnpaidEntry, Waiting
from kara_tui.domain.wall_clock import on_wall
from kara_tui.screens.activity_lines import STATES
from kara_tui.screens.agenda_opening import Target
from kara_tui.screens.agenda_words import (
    client_name,
    clock_words,
    long_words,
    short_day,
    shown_client,
)
from kara_tui.screens.desk import Desk
from kara_tui.screens.money_words import amount_words
from kara_tui.widgets.entry_list import Entry
from kara_tui.widgets.veil import public

_NAME = 16
"""Cells of a name."""

FEW = 5
"""So many lines of a group are shown at first."""

NOTHING = UUID(int=0)
MORE = UUID(int=1)
"""Stand in place of a record's id in the keys of lines that are about none."""

ItemKey = tuple[int, UUID, str]


class Group(IntEnum):
    """What waits, by the key that leads there."""

    SESSIONS = 1
    UNSIGNED = 2
    REQUESTS = 3
    UNPAID = 4
    DUE = 5

    @property
    def title(self) -> str:
        """What it is called."""
        return _TITLES[self]


_TITLES = {
    Group.SESSIONS: "Sessions today",
    Group.UNSIGNED: "Unsigned notes",
    Group.REQUESTS: "Requests",
    Group.UNPAID: "Unpaid",
    Group.DUE: "Questionnaires due",
}
_SHORT = {
    Group.SESSIONS: "today",
    Group.UNSIGNED: "unsigned",
    Group.REQUESTS: "requests",
    Group.UNPAID: "unpaid",
    Group.DUE: "due",
}
_NOTHING = {
    Group.SESSIONS: "None is left today.",
    Group.UNSIGNED: "Every note is signed.",
    Group.REQUESTS: "Nobody asks for your service.",
    Group.UNPAID: "Nothing is unpaid.",
    Group.DUE: "Nobody is due today.",
}


@dataclass(frozen=True)
class Item:
    """One line of a group."""

    id: UUID
    words: Content
    target: Target
    kind: str = ""
    """Tells it apart from another line about the same record."""


@dataclass(frozen=True)
class GroupOfItems:
    """One group, as far as it was read."""

    group: Group
    items: tuple[Item, ...] = ()
    total: int = 0
    has_more: bool = False
    """Whether there are more than are counted."""

    @property
    def count(self) -> str:
        """How many there are, in words."""
        return f"{self.total:,}{'+' if self.has_more else ''}"


def groups_of(
    waiting: Waiting, due: Sequence[DueMeasure], desk: Desk, zone: str
) -> tuple[GroupOfItems, ...]:
    """Return all that waits, each group in the order in which it is best done."""
    today = on_wall(desk.clock(), zone).date()
    left = [one for one in waiting.sessions if one.session.state in AHEAD]
    unpaid, requests = waiting.unpaid, waiting.requests
    return (
        _group(Group.SESSIONS, (_session(one, desk, zone) for one in left), len(left)),
        _group(
            Group.UNSIGNED,
            (_unsigned(one, zone, today) for one in waiting.unsigned.rows),
            waiting.unsigned.total,
        ),
        _group(
            Group.REQUESTS,
            (
                Item(
                    one.id,
                    shown_client(one.details, _NAME)
                    + _told(f"since {_day(one.since, zone, today)}"),
                    Target(client_id=one.id, name=client_name(one.details)),
                )
                for one in requests.rows
            ),
            requests.total,
        ),
        GroupOfItems(
            Group.UNPAID,
            tuple(_unpaid(one, desk, zone, today) for one in unpaid.rows),
            unpaid.total,
            unpaid.has_more,
        ),
        _group(Group.DUE, (_due(one, desk, zone, today) for one in due), len(due)),
    )


def waiting_entries(groups: Iterable[GroupOfItems], wanted: dict[Group, int]) -> list[Entry]:
    """Return the lines of a list; of a group that is long, the first ones and a way to the rest."""
    entries: list[Entry] = []
    for one in groups:
        number = wanted.get(one.group, FEW)
        told = f" · {one.count}" if one.total else ""
        above = f"{one.group.value} {one.group.title}{told}"
        lines = [Entry(key_of(one.group, item), item.words) for item in one.items[:number]]
        rest = one.total - len(lines)
        if not lines:
            words = public(Content.styled(_NOTHING[one.group], "dim"))
            lines = [Entry((one.group.value, NOTHING, ""), words)]
        elif rest > 0:
            more = "+" if one.has_more else ""
            words = public(Content.styled(f"and {rest:,}{more} more", "$text-accent"))
            lines.append(Entry((one.group.value, MORE, ""), words))
        first, *others = lines
        entries += [Entry(first.key, first.head, above=above), *others]
    return entries


def key_of(group: Group, item: Item) -> ItemKey:
    """Return the key of an item's line."""
    return (group.value, item.id, item.kind)


def counts_line(groups: Iterable[GroupOfItems]) -> Content:
    """Return how much of each waits, in one line, with the keys."""
    line = Content("")
    for one in groups:
        line += Content.styled(f"{one.group.value}", "bold reverse")
        line += Content(f" {_SHORT[one.group]} {one.count}  ")
    return line


def _group(group: Group, items: Iterable[Item], total: int) -> GroupOfItems:
    return GroupOfItems(group, tuple(items), total)


def _session(one: AgendaEntry, desk: Desk, zone: str) -> Item:
    session, now = one.session, desk.clock()
    state = STATES[session.state].lower()
    if session.state is SessionState.PLANNED:
        wait = session.starts_at - now
        over = session.ends_at <= now
        state = "not closed" if over else f"in {long_words(wait)}" if wait.days >= 0 else "now"
    time = public(Content(f"{clock_words(session.starts_at, zone)} "))
    target = Target(
        client_id=session.client_id,
        name=client_name(one.client),
        part="activities",
        session_id=session.id,
    )
    return Item(session.id, time + shown_client(one.client, _NAME) + _told(state), target)


def _unsigned(one: UnsignedNote, zone: str, today: date) -> Item:
    name = client_name(one.details)
    target = Target(client_id=one.client_id, name=name, note_id=one.note_id)
    about = _told(_day(one.about, zone, today))
    return Item(one.note_id, shown_client(one.details, _NAME) + about, target)


def _unpaid(one: UnpaidEntry, desk: Desk, zone: str, today: date) -> Item:
    amount = amount_words(one.amount, desk)
    if one.due_on is not None:
        day = dates.short(one.due_on, today=today)
        when = f"{'overdue' if one.due_on < today else 'due'} {day}"
    else:
        assert one.held_at is not None
        when = dates.short(on_wall(one.held_at, zone).date(), today=today)
    target = Target(client_id=one.client_id, name=client_name(one.client), part="payments")
    words = shown_client(one.client, _NAME) + _told(f"{amount} {when}")
    return Item(one.id, words, target)


def _due(one: DueMeasure, desk: Desk, zone: str, today: date) -> Item:
    title = one.measure.say(one.measure.title, desk.language)
    last = f"last {_day(one.last, zone, today)}" if one.last else "never asked"
    entry = one.entry
    target = Target(
        client_id=entry.session.client_id, name=client_name(entry.client), part="wellbeing"
    )
    words = shown_client(entry.client, _NAME) + _told(f"{last} · {title}")
    return Item(entry.session.client_id, words, target, one.measure.name)


def _day(moment: datetime, zone: str, today: date) -> str:
    return short_day(on_wall(moment, zone).date(), today)


def _told(words: str) -> Content:
    return public(Content.styled(f" {words}", "dim"))
