"""Sessions and blocks written as a calendar (iCalendar) that other programs show.

Each session is an entry of its own, those of a series too: every program reads that, and each may
have been moved or called off. A block that repeats keeps its rule.

Unless somebody wants it otherwise, an entry tells that time is taken, and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kara_tui.domain.block_times import MOST_REPETITIONS
from kara_tui.domain.calendar_entries import DatedBlock, DatedSession
from kara_tui.domain.calendar_ids import block_uid, session_uid
from kara_tui.domain.ids import ServiceId
from kara_tui.domain.private import opened
from kara_tui.domain.recurrence import expand, read_rule
from kara_tui.domain.session import SessionState
from kara_tui.domain.wall_clock import on_wall
from kara_tui.interchange.ical_clocks import described_zone

if TYPE_CHECKING:
    from icalendar import Calendar, Event

SESSION, BLOCK = "Session", "Busy"
"""What entries are called that tell nothing private."""

_PRODUCT = "-//kara//calendar//EN"
_WORLD = {"UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Etc/Zulu"}
"""Zones whose times are written as they are, without a description of the zone."""


@dataclass(frozen=True, kw_only=True)
class CalendarStyle:
    """What a calendar file tells."""

    with_private: bool = False
    """Whether names, services, places, links and remarks stand in it."""
    services: Mapping[ServiceId, str] = field(default_factory=dict)
    """What services are called."""


def write_calendar(
    sessions: Iterable[DatedSession], blocks: Iterable[DatedBlock], style: CalendarStyle
) -> bytes:
    """Return a calendar file; the same content gives the same bytes.

    Raises:
        StillSealed: When private parts are wanted that this process cannot read.
    """
    # Imported late: it takes longer than most commands.
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Sessions")
    zones: dict[str, tuple[date, date]] = {}
    for one in sorted(sessions, key=lambda each: (each.session.starts_at, each.session.id)):
        calendar.add_component(_session(one, style, zones))
    for block in sorted(blocks, key=lambda each: (each.block.starts_at, each.block.id)):
        calendar.add_component(_block(block, style, zones))
    _describe(calendar, zones)
    written: bytes = calendar.to_ical()
    return written


def _session(
    dated: DatedSession, style: CalendarStyle, zones: dict[str, tuple[date, date]]
) -> "Event":
    session = dated.session
    event = _entry(session_uid(session.id), session.version, session.created_at, dated.changed_at)
    _put_times(event, session.starts_at, session.ends_at, session.time_zone, zones)
    is_off = session.state is SessionState.CANCELLED
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
    if not style.with_private:
        event.add("summary", SESSION)
        return event
    told, details = opened(dated.client), opened(session.details)
    service = style.services.get(session.service_id, "") if session.service_id else ""
    event.add("summary", " · ".join(filter(None, (told.name, service))) or SESSION)
    for name, text in (
        ("location", details.place),
        ("url", details.join_url),
        ("description", details.remark),
    ):
        if text:
            event.add(name, text)
    return event


def _block(dated: DatedBlock, style: CalendarStyle, zones: dict[str, tuple[date, date]]) -> "Event":
    block = dated.block
    event = _entry(block_uid(block.id), block.version, block.created_at, dated.changed_at)
    if block.is_all_day:
        first = on_wall(block.starts_at, block.time_zone).date()
        # The last day counts as a whole, wherever in it the block ends.
        behind = on_wall(block.ends_at, block.time_zone) - timedelta(microseconds=1)
        event.add("dtstart", first)
        event.add("dtend", behind.date() + timedelta(days=1))
    else:
        _put_times(event, block.starts_at, block.ends_at, block.time_zone, zones)
    if block.rule:
        starts = expand(block.rule, block.starts_at, block.time_zone, MOST_REPETITIONS)
        last_day = on_wall(starts[-1], block.time_zone).date() if block.is_all_day else None
        event.add("rrule", _rule(block.rule, starts[-1], last_day))
        if not block.is_all_day:
            _widen(zones, block.time_zone, starts[-1])
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    title = opened(block.details).title if style.with_private else ""
    event.add("summary", title or BLOCK)
    return event


def _entry(uid: str, version: int, created_at: datetime, changed_at: datetime) -> "Event":
    import icalendar

    event = icalendar.Event()
    event.add("uid", uid)
    # The moment of the change, and not of the writing: so nothing new is written anew.
    event.add("dtstamp", _whole(changed_at))
    event.add("created", _whole(created_at))
    event.add("last-modified", _whole(changed_at))
    event.add("sequence", max(0, version - 1))
    event.add("class", "PRIVATE")
    return event


def _put_times(
    event: "Event",
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    zones: dict[str, tuple[date, date]],
) -> None:
    for name, at in (("dtstart", starts_at), ("dtend", ends_at)):
        if zone in _WORLD:
            event.add(name, at.astimezone(UTC))
        else:
            event.add(name, on_wall(at, zone), parameters={"TZID": zone})
            _widen(zones, zone, at)


def _widen(zones: dict[str, tuple[date, date]], zone: str, at: datetime) -> None:
    if zone in _WORLD:
        return
    day = at.date()
    first, last = zones.get(zone, (day, day))
    zones[zone] = min(first, day), max(last, day)


def _rule(text: str, last: datetime, last_day: date | None) -> Any:
    """Return a rule as the standard wants it: its end says a day, or a moment in UTC."""
    import icalendar

    rule = read_rule(text)
    parts: dict[str, Any] = {name: value.split(",") for name, value in rule.parts.items()}
    if rule.count is not None:
        parts["COUNT"] = rule.count
    else:
        parts["UNTIL"] = last_day or last.astimezone(UTC)
    return icalendar.vRecur(parts)


def _describe(calendar: "Calendar", zones: Mapping[str, tuple[date, date]]) -> None:
    """Put a description of each zone before the entries, from whole years on to whole years."""
    calendar.subcomponents[:0] = [
        described_zone(name, date(first.year, 1, 1), date(last.year + 2, 1, 1))
        for name, (first, last) in sorted(zones.items())
    ]


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
