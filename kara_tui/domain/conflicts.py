"""All that stands in the way of a session, at once, each with what would solve it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kara_tui.domain.details import ClientDetails
from kara_tui.domain.free_time import free_spans, nearest_after, nearest_before, open_spans
from kara_tui.domain.ids import ClientId, SessionId
from kara_tui.domain.private import Private
from kara_tui.domain.spans import Span
from kara_tui.domain.working_time import BlockDetails, OpenHours

SHORTEST = 15
"""Nobody is told to shorten a session to fewer minutes."""

_AROUND = timedelta(days=14)
_HOURS_UNSAID = tuple(OpenHours(weekday=day, opens=8 * 60, closes=20 * 60) for day in range(7))
"""Where other times are looked for while nobody has said when they work."""


class ClashKind(StrEnum):
    """What stands in the way."""

    SESSION = "session"
    """A session with somebody else."""
    OWN_SESSION = "own_session"
    """Another session with the same client."""
    BLOCK = "block"
    OUTSIDE_HOURS = "outside_hours"


class FixKind(StrEnum):
    """What would solve it."""

    EARLIER = "earlier"
    """The nearest free time before."""
    LATER = "later"
    """The nearest free time after."""
    SHORTEN = "shorten"
    MOVE_EXISTING = "move_existing"
    """Move the client's other session here instead of booking one more."""
    LEAVE_OUT = "leave_out"
    """Leave this one of the series out."""


@dataclass(frozen=True, kw_only=True)
class Fix:
    """One way out. It solves everything that stands in the way of the same session."""

    kind: FixKind
    starts_at: datetime | None = None
    """When the session would start; None when it would not be held."""
    minutes: int = 0
    """How long it would last."""


@dataclass(frozen=True, kw_only=True)
class Clash:
    """One thing that stands in the way of one session."""

    kind: ClashKind
    occurrence: int = 0
    """The place, in its series, of the session that is proposed; 0 when it is only one."""
    starts_at: datetime
    """When the session would start."""
    ends_at: datetime
    taken_from: datetime
    """From when the thing stands in the way; outside working hours, what lies outside of them."""
    taken_until: datetime
    session_id: SessionId | None = None
    client_id: ClientId | None = None
    """Whose session it is."""
    client: Private[ClientDetails] | None = None
    block_id: UUID | None = None
    block: Private[BlockDetails] | None = None
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Something that takes time already: a session or a block."""

    span: Span
    session_id: SessionId | None = None
    client_id: ClientId | None = None
    is_movable: bool = False
    """Whether it is a session that can still be moved."""
    block_id: UUID | None = None
    block: Private[BlockDetails] | None = None


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a session is fitted into."""

    now: datetime
    time_zone: str
    """IANA name: on whose wall clock the working hours lie."""
    week: tuple[OpenHours, ...] | None = None
    """None while nobody has said when they work: then no time lies outside."""
    obstacles: tuple[Obstacle, ...] = ()


def find_clashes(
    wanted: Mapping[int, Span], client_id: ClientId, around: Surroundings
) -> tuple[Clash, ...]:
    """Return everything that stands in the way of sessions, in their order.

    Args:
        wanted: When each of them would be, by its place in the series; a single one has place 0.
        client_id: With whom.
        around: What they are fitted into. It does not hold sessions that are being moved.
    """
    by_day = _by_day(around.obstacles)
    found: list[Clash] = []
    for occurrence, span in wanted.items():
        clashes = _of_one(span, client_id, around, by_day)
        if clashes:
            others = [one for place, one in wanted.items() if place != occurrence]
            fixes = _fixes(span, others, around)
            found += [_solved(one, occurrence, fixes, by_day, len(wanted)) for one in clashes]
    return tuple(found)


_Days = dict[date, list[Obstacle]]


def _by_day(obstacles: Iterable[Obstacle]) -> _Days:
    found: _Days = defaultdict(list)
    for one in obstacles:
        for day in _days(one.span):
            found[day].append(one)
    return found


def _days(span: Span) -> list[date]:
    number = (span.ends_at.date() - span.starts_at.date()).days
    return [span.starts_at.date() + timedelta(days=one) for one in range(number + 1)]


def _of_one(span: Span, client_id: ClientId, around: Surroundings, by_day: _Days) -> list[Clash]:
    met = {id(one): one for day in _days(span) for one in by_day.get(day, ())}
    clashes = [
        Clash(
            kind=_kind(one, client_id),
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            taken_from=one.span.starts_at,
            taken_until=one.span.ends_at,
            session_id=one.session_id,
            client_id=one.client_id,
            block_id=one.block_id,
            block=one.block,
        )
        for one in sorted(met.values(), key=lambda one: one.span)
        if one.span.overlaps(span)
    ]
    return clashes + _outside(span, around)


def _kind(obstacle: Obstacle, client_id: ClientId) -> ClashKind:
    if obstacle.session_id is None:
        return ClashKind.BLOCK
    return ClashKind.OWN_SESSION if obstacle.client_id == client_id else ClashKind.SESSION


def _outside(span: Span, around: Surroundings) -> list[Clash]:
    if around.week is None:
        return []
    opened = open_spans(around.week, around.time_zone, span)
    if any(one.holds(span) for one in opened):
        return []
    # The part that lies outside; the whole session when it is in several pieces.
    taken = span
    if len(opened) == 1 and opened[0].starts_at == span.starts_at:
        taken = Span(starts_at=opened[0].ends_at, ends_at=span.ends_at)
    elif len(opened) == 1 and opened[0].ends_at == span.ends_at:
        taken = Span(starts_at=span.starts_at, ends_at=opened[0].starts_at)
    return [
        Clash(
            kind=ClashKind.OUTSIDE_HOURS,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            taken_from=taken.starts_at,
            taken_until=taken.ends_at,
        )
    ]


def _fixes(span: Span, others: Iterable[Span], around: Surroundings) -> tuple[Fix, ...]:
    earliest = span.starts_at - _AROUND
    if span.starts_at >= around.now:
        earliest = max(earliest, around.now)
    window = Span(starts_at=earliest, ends_at=span.ends_at + _AROUND)
    busy = [one.span for one in around.obstacles if one.span.overlaps(window)]
    busy += [one for one in others if one.overlaps(window)]
    week = _HOURS_UNSAID if around.week is None else around.week
    free = free_spans(week, around.time_zone, busy, window)
    minutes = span.minutes
    before = nearest_before(free, span.ends_at, minutes)
    after = nearest_after(free, span.starts_at, minutes)
    found = [
        Fix(kind=kind, starts_at=slot.starts_at, minutes=minutes)
        for kind, slot in ((FixKind.EARLIER, before), (FixKind.LATER, after))
        if slot is not None
    ]
    for one in free:
        left = (one.ends_at - span.starts_at) // timedelta(minutes=1)
        if one.starts_at <= span.starts_at and SHORTEST <= left < minutes:
            found.append(Fix(kind=FixKind.SHORTEN, starts_at=span.starts_at, minutes=left))
    return tuple(found)


def _solved(
    clash: Clash, occurrence: int, fixes: tuple[Fix, ...], by_day: _Days, proposed: int
) -> Clash:
    solving = list(fixes)
    movable = any(
        one.is_movable and one.session_id == clash.session_id
        for one in by_day.get(clash.taken_from.date(), ())
    )
    if clash.kind is ClashKind.OWN_SESSION and movable and proposed == 1:
        minutes = (clash.ends_at - clash.starts_at) // timedelta(minutes=1)
        solving.append(Fix(kind=FixKind.MOVE_EXISTING, starts_at=clash.starts_at, minutes=minutes))
    if proposed > 1:
        solving.append(Fix(kind=FixKind.LEAVE_OUT))
    return replace(clash, occurrence=occurrence, fixes=tuple(solving))
