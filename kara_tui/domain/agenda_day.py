"""A day as an agenda lists it: sessions, blocks and free gaps, and which are past, now, next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from kara_tui.domain.agenda import AgendaEntry, AgendaView
from kara_tui.domain.block_times import BlockTime
from kara_tui.domain.free_time import USUAL_WEEK, free_spans, open_spans, slots, whole_day
from kara_tui.domain.session import SessionState
from kara_tui.domain.spans import Span

SHORTEST_GAP = 5
"""Minutes. Less than that between two sessions is no time for anything."""

_UNDER_WAY = {SessionState.ARRIVED, SessionState.IN_PROGRESS}
_ROUND = 5
"""Minutes: what is begun in a gap of which some has passed begins at such a time."""

LineKey = tuple[date, UUID | datetime | None]


class Phase(Enum):
    """Where something lies, seen from now."""

    PAST = "past"
    NOW = "now"
    NEXT = "next"
    """The first session that has not begun, of today."""
    AHEAD = "ahead"


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """One line of a day: a session, a block, a free gap, or the word that there is nothing."""

    day: date
    span: Span
    """The part that lies within the day."""
    phase: Phase
    is_whole_day: bool = False
    entry: AgendaEntry | None = None
    block: BlockTime | None = None
    unsigned: int = 0
    """How many notes of the session wait for a signature."""
    notes: int = 0
    """How many notes the session has."""
    is_free: bool = False

    @property
    def key(self) -> LineKey:
        """Tells it apart from other lines of the agenda."""
        if self.entry is not None:
            return (self.day, self.entry.session.id)
        if self.block is not None:
            return (self.day, self.block.block.id)
        return (self.day, self.span.starts_at if self.is_free else None)

    @property
    def whole(self) -> Span:
        """All of it, what lies in other days too."""
        if self.entry is not None:
            return self.entry.span
        return self.block.span if self.block is not None else self.span

    @property
    def begins_before(self) -> bool:
        """Whether it began on a day before."""
        return self.whole.starts_at < self.span.starts_at

    @property
    def ends_after(self) -> bool:
        """Whether it ends on a day after."""
        return self.whole.ends_at > self.span.ends_at

    @property
    def is_left_open(self) -> bool:
        """Whether it is a session that is over by the clock, and that nobody has closed."""
        return (
            self.phase is Phase.PAST
            and self.entry is not None
            and self.entry.session.state is SessionState.PLANNED
        )


def day_lines(view: AgendaView, day: date, zone: str, now: datetime) -> tuple[DayLine, ...]:
    """Return the lines of one day, what takes the whole of it first; one at least.

    Args:
        view: What was read, for that day at least.
        day: Which day.
        zone: On whose wall clock it begins and ends.
        now: What time it is.
    """
    whole = whole_day(day, zone)
    blocks = [one for one in view.blocks if one.span.overlaps(whole)]
    entries = [one for one in view.entries if one.span.overlaps(whole)]
    lines = [_of_block(one, day, whole, now) for one in blocks]
    lines += _of_sessions(view, entries, day, whole, now)
    busy = [one.span for one in blocks]
    busy += [one.span for one in entries if one.session.takes_time]
    lines += _gaps(view, zone, busy, day, whole, now)
    if not lines:
        phase = _phase(whole, now)
        return (DayLine(day=day, span=whole, phase=phase, is_whole_day=True),)
    return tuple(sorted(lines, key=_order))


def opened_within(view: AgendaView, zone: str, span: Span) -> tuple[Span, ...]:
    """Return when the practice is open within a span; the usual week where nobody has said."""
    hours = view.hours
    return open_spans(hours.week if hours else USUAL_WEEK, hours.time_zone if hours else zone, span)


def start_within(gap: Span, zone: str, now: datetime) -> datetime:
    """Return when a session begins that is put into a free gap: at a round time, not in the past.

    In a gap that has passed as a whole it begins with the gap: what was held is noted late.
    """
    begins = max(gap.starts_at, now) if now < gap.ends_at else gap.starts_at
    found = slots([Span(starts_at=begins, ends_at=gap.ends_at)], 1, zone=zone, step=_ROUND, most=1)
    return found[0].starts_at if found else begins


def week_of(day: date) -> tuple[date, ...]:
    """Return the seven days of a day's week, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=number) for number in range(7))


def _of_block(one: BlockTime, day: date, whole: Span, now: datetime) -> DayLine:
    span = one.span.within(whole)
    assert span is not None
    return DayLine(
        day=day,
        span=span,
        phase=_phase(one.span, now),
        is_whole_day=span == whole,
        block=one,
    )


def _of_sessions(
    view: AgendaView, entries: Iterable[AgendaEntry], day: date, whole: Span, now: datetime
) -> list[DayLine]:
    notes = {one.session_id: one for one in view.notes}
    next_one = _next_of(entries, whole, now)
    found = []
    for one in entries:
        span, counted = one.span.within(whole), notes.get(one.session.id)
        assert span is not None
        found.append(
            DayLine(
                day=day,
                span=span,
                phase=Phase.NEXT if one is next_one else _phase_of(one, now),
                is_whole_day=span == whole,
                entry=one,
                notes=counted.notes if counted else 0,
                unsigned=counted.unsigned if counted else 0,
            )
        )
    return found


def _gaps(
    view: AgendaView, zone: str, busy: Iterable[Span], day: date, whole: Span, now: datetime
) -> list[DayLine]:
    hours = view.hours
    week, theirs = (hours.week, hours.time_zone) if hours else (USUAL_WEEK, zone)
    found: list[DayLine] = []
    for gap in free_spans(week, theirs, busy, whole):
        found += [
            DayLine(day=day, span=part, phase=_phase(part, now), is_free=True)
            for part in _parted(gap, now)
            if part.minutes >= SHORTEST_GAP
        ]
    return found


def _parted(gap: Span, now: datetime) -> tuple[Span, ...]:
    """Return a gap, in two where now lies in it: only the second part can still be used."""
    if not gap.starts_at < now < gap.ends_at:
        return (gap,)
    return (
        Span(starts_at=gap.starts_at, ends_at=now),
        Span(starts_at=now, ends_at=gap.ends_at),
    )


def _next_of(entries: Iterable[AgendaEntry], whole: Span, now: datetime) -> AgendaEntry | None:
    """Return the session that comes next, when the day is today."""
    if not whole.starts_at <= now < whole.ends_at:
        return None
    coming = (
        one
        for one in entries
        if one.session.state is SessionState.PLANNED and one.session.starts_at > now
    )
    return min(coming, key=lambda one: one.session.starts_at, default=None)


def _phase_of(entry: AgendaEntry, now: datetime) -> Phase:
    state = entry.session.state
    if state in _UNDER_WAY:
        return Phase.NOW
    found = _phase(entry.span, now)
    if found is Phase.NOW and state is not SessionState.PLANNED:
        # Held, missed or cancelled: whatever the clock says, it is over.
        return Phase.PAST
    return found


def _phase(span: Span, now: datetime) -> Phase:
    if span.ends_at <= now:
        return Phase.PAST
    return Phase.NOW if span.starts_at <= now else Phase.AHEAD


def _order(line: DayLine) -> tuple[bool, datetime, bool, datetime]:
    return (not line.is_whole_day, line.span.starts_at, line.is_free, line.span.ends_at)
