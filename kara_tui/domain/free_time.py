"""When there is time: working hours, less what stands in them already."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from kara_tui.domain.spans import Span, joined, span_of, without
from kara_tui.domain.wall_clock import moment_of, on_wall
from kara_tui.domain.working_time import OpenHours

USUAL_WEEK = tuple(OpenHours(weekday=day, opens=9 * 60, closes=17 * 60) for day in range(5))
"""What is offered from while nobody has said when they work."""

_DAY = timedelta(days=1)


def open_spans(week: Iterable[OpenHours], zone: str, span: Span) -> tuple[Span, ...]:
    """Return when a practice is open within a span, on the wall clock of a zone."""
    hours = tuple(week)
    found: list[Span] = []
    for day in _days(span, zone):
        for one in hours:
            if one.weekday == day.weekday():
                opened = _on_day(day, one.opens, zone), _on_day(day, one.closes, zone)
                whole = Span(starts_at=opened[0], ends_at=max(opened))
                found += [part] if (part := whole.within(span)) else []
    return joined(found)


def free_spans(
    week: Iterable[OpenHours], zone: str, busy: Iterable[Span], span: Span
) -> tuple[Span, ...]:
    """Return when a practice is open within a span, and nothing stands there yet."""
    return without(open_spans(week, zone, span), busy)


def gaps_of_day(
    week: Iterable[OpenHours], zone: str, busy: Iterable[Span], day: date, shortest: int = 5
) -> tuple[Span, ...]:
    """Return the free gaps of one day on the wall clock, of so many minutes at least."""
    free = free_spans(week, zone, busy, whole_day(day, zone))
    return tuple(one for one in free if one.minutes >= shortest)


def whole_day(day: date, zone: str) -> Span:
    """Return a day of a zone, which lasts 23 or 25 hours when the clocks change."""
    return Span(starts_at=_on_day(day, 0, zone), ends_at=_on_day(day, 24 * 60, zone))


def slots(
    free: Iterable[Span], minutes: int, *, zone: str, step: int = 30, most: int = 6
) -> tuple[Span, ...]:
    """Return free slots of a length, the earliest first, none overlapping another.

    Args:
        free: When there is time.
        minutes: How long a slot is.
        zone: On whose wall clock the slots start at round times.
        step: They start at multiples of so many minutes after midnight.
        most: How many are wanted.
    """
    found: list[Span] = []
    for one in joined(free):
        at = _rounded_up(one.starts_at, zone, step)
        while len(found) < most and at + timedelta(minutes=minutes) <= one.ends_at:
            found.append(span_of(at, minutes))
            at = _rounded_up(found[-1].ends_at, zone, step)
    return tuple(found)


def nearest_before(free: Iterable[Span], moment: datetime, minutes: int) -> Span | None:
    """Return the latest free time of a length that ends at a moment or before it."""
    length = timedelta(minutes=minutes)
    best: Span | None = None
    for one in joined(free):
        ends_at = min(one.ends_at, moment)
        if ends_at - one.starts_at >= length:
            best = Span(starts_at=ends_at - length, ends_at=ends_at)
    return best


def nearest_after(free: Iterable[Span], moment: datetime, minutes: int) -> Span | None:
    """Return the earliest free time of a length that starts at a moment or after it."""
    for one in joined(free):
        starts_at = max(one.starts_at, moment)
        if one.ends_at - starts_at >= timedelta(minutes=minutes):
            return span_of(starts_at, minutes)
    return None


def _days(span: Span, zone: str) -> Iterator[date]:
    day = on_wall(span.starts_at, zone).date()
    last = on_wall(span.ends_at, zone).date()
    while day <= last:
        yield day
        day += _DAY


def _on_day(day: date, minutes: int, zone: str) -> datetime:
    shown = datetime.combine(day, time(), tzinfo=UTC).replace(tzinfo=None)
    return moment_of(shown + timedelta(minutes=minutes), zone)


def _rounded_up(moment: datetime, zone: str, step: int) -> datetime:
    shown = on_wall(moment, zone)
    midnight = shown.replace(hour=0, minute=0, second=0, microsecond=0)
    past = shown - midnight
    steps = -(-past // timedelta(minutes=step))
    rounded = moment_of(midnight + steps * timedelta(minutes=step), zone)
    # On a day on which the clocks go back, a round time may lie an hour before the moment.
    return max(rounded, moment)
