"""A time zone described as calendars want it (VTIMEZONE), from the database of time zones.

The icalendar library makes such descriptions as well, but lets clocks go forward an hour late.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from kara_tui.domain.wall_clock import zone_of

if TYPE_CHECKING:
    from icalendar import Timezone

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class _Clock:
    offset: timedelta
    name: str


@dataclass(frozen=True)
class _Change:
    shown: datetime
    """What the clock shows as it is changed."""
    before: timedelta
    """How far it went before Greenwich until then."""
    after: _Clock


def described_zone(name: str, first: date, last: date) -> "Timezone":
    """Return the description of a zone, with each change of its clocks between two days."""
    import icalendar

    described = icalendar.Timezone()
    described.add("tzid", name)
    grouped: defaultdict[tuple[timedelta, _Clock], list[datetime]] = defaultdict(list)
    for one in _changes(name, first, last):
        grouped[one.before, one.after].append(one.shown)
    for (before, after), shown in grouped.items():
        # By where they go, and not by what the database says: Irish clocks are “saved” in winter.
        goes_forward = after.offset > before
        kind = icalendar.TimezoneDaylight if goes_forward else icalendar.TimezoneStandard
        part: Any = kind()
        part.add("dtstart", shown[0])
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after.offset)
        part.add("tzname", after.name)
        if shown[1:]:
            part.add("rdate", shown[1:])
        described.add_component(part)
    return described


def _changes(name: str, first: date, last: date) -> Iterator[_Change]:
    """Yield how the clock goes on the first day, and then each of its changes."""
    at, end = (datetime.combine(day, time.min, UTC) for day in (first, last))
    known = _clock(name, at)
    yield _Change(datetime.combine(first, time.min), known.offset, known)
    while at < end:
        following = at + _DAY
        if _clock(name, following) != known:
            moment = _moment_of_change(name, at, following)
            after = _clock(name, moment)
            yield _Change((moment + known.offset).replace(tzinfo=None), known.offset, after)
            known, following = after, moment
        at = following


def _moment_of_change(name: str, before: datetime, after: datetime) -> datetime:
    known = _clock(name, before)
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _clock(name, middle) == known:
            before = middle
        else:
            after = middle
    return after


def _clock(name: str, at: datetime) -> _Clock:
    local = at.astimezone(zone_of(name))
    offset = local.utcoffset() or timedelta(0)
    return _Clock(offset, local.tzname() or name)
