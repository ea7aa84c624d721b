"""What waits for a professional today: sessions, notes, requests, fees, questionnaires."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from kara_tui.domain.agenda import AgendaEntry
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.measure import Measure
from kara_tui.domain.money import Money
from kara_tui.domain.note_listing import UnsignedNotes
from kara_tui.domain.private import Private
from kara_tui.domain.session import TAKES_TIME

UNCHARGED_DAYS = 400
"""So far back it is looked for sessions that were not charged; Payments lists all of them."""

MOST_WAITING = 200
"""So many of each kind are listed at most, and so many uncharged sessions counted."""


@dataclass(frozen=True, kw_only=True)
class UnpaidEntry:
    """A session, or a charge, for which money is still to come in."""

    client_id: ClientId
    client: Private[ClientDetails]
    amount: Money
    held_at: datetime | None = None
    """When the session began that was not charged yet; None for a charge."""
    due_on: date | None = None
    """When the charge is to be paid; None for a session that was not charged yet."""
    id: UUID
    """Of the session, or of the charge."""


@dataclass(frozen=True, kw_only=True)
class Unpaid:
    """What is not paid: open charges, then sessions not charged yet; the oldest first in each."""

    rows: tuple[UnpaidEntry, ...] = ()
    total: int = 0
    has_more: bool = False
    """Whether there are more than that: only so many are counted."""


@dataclass(frozen=True, kw_only=True)
class LastAnswer:
    """When a client answered a measure last."""

    client_id: ClientId
    measure: str
    """Its name."""
    answered_at: datetime


@dataclass(frozen=True, kw_only=True)
class Requests:
    """Who asks for the service, those first who have waited longest."""

    rows: tuple[ClientRow, ...] = ()
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """All that waits."""

    sessions: tuple[AgendaEntry, ...] = ()
    """Those of the day."""
    unsigned: UnsignedNotes
    requests: Requests = Requests()
    unpaid: Unpaid = Unpaid()
    answered: tuple[LastAnswer, ...] = ()
    """When those who come today answered each measure last; who never did is missing."""


@dataclass(frozen=True, kw_only=True)
class DueMeasure:
    """A measure that is worth asking for again when a client comes today."""

    entry: AgendaEntry
    """Their first session of the day."""
    measure: Measure
    last: datetime | None
    """When it was answered last; None for never."""


def due_measures(
    waiting: Waiting, measures: Mapping[str, Measure], usual: str, now: datetime
) -> tuple[DueMeasure, ...]:
    """Return what those who come today are worth asking, in the order of their sessions.

    That is every measure that they have answered and whose time has come again, and the usual
    one for those who never answered any.

    Args:
        waiting: What waits.
        measures: Those at hand, by name.
        usual: Name of the measure that everybody is asked.
        now: What time it is.
    """
    found: list[DueMeasure] = []
    for entry in _first_sessions(waiting.sessions):
        mine: dict[str, datetime | None] = {
            one.measure: one.answered_at
            for one in waiting.answered
            if one.client_id == entry.session.client_id
        }
        for name in mine or {usual: None}:
            measure, last = measures.get(name), mine.get(name)
            if measure is not None and _is_due(measure, last, now):
                found.append(DueMeasure(entry=entry, measure=measure, last=last))
    return tuple(found)


def _is_due(measure: Measure, last: datetime | None, now: datetime) -> bool:
    return last is None or last <= now - timedelta(days=measure.repeat_days)


def _first_sessions(entries: Iterable[AgendaEntry]) -> Iterable[AgendaEntry]:
    """Return the first session of each client who comes, in their order."""
    first: dict[ClientId, AgendaEntry] = {}
    for one in entries:
        if one.session.state in TAKES_TIME:
            first.setdefault(one.session.client_id, one)
    return first.values()
