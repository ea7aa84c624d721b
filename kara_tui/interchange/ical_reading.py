"""A calendar file (iCalendar): what it holds, as far as it is understood, and why no further."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from kara_tui.domain.calendar_entries import MOST_ENTRIES
from kara_tui.domain.calendar_ids import entry_id
from kara_tui.domain.errors import Invalid
from kara_tui.domain.importing import Problem
from kara_tui.interchange.encoding import decode
from kara_tui.interchange.ical_events import Event, read_event
from kara_tui.interchange.ical_pieces import Piece, pieces_of
from kara_tui.interchange.ical_scan import (
    EVENT,
    MOST_COMPONENTS,
    OTHERS,
    ZONE,
    Component,
    components,
)
from kara_tui.interchange.ical_zones import Zones
from kara_tui.interchange.records import Notice, file_problem

LARGEST = 20 * 1024 * 1024
"""Bytes; a larger file is refused, for it is read as a whole."""

MOST_TIMES = 200_000
"""So many times of appointments that repeat are worked out for one file."""

_NO_CALENDAR = "This is no calendar (iCalendar): no line says BEGIN:VCALENDAR or BEGIN:VEVENT."


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """An appointment of a calendar with all its times."""

    place: str
    """Where it stands, such as `line 12`."""
    id: UUID
    """The same whenever the same calendar is read."""
    uid: str
    pieces: tuple[Piece, ...]
    """One at least; several where a series has gaps."""
    is_all_day: bool
    title: str = ""
    location: str = ""
    description: str = ""
    url: str = ""
    emails: tuple[str, ...] = ()
    """Of those who take part, in lower case."""


@dataclass
class CalendarRead:
    """What a calendar file holds."""

    entries: int = 0
    """Everything met in it, whatever became of it."""
    appointments: list[Appointment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    times: int = 0
    """How many times of appointments were worked out."""


def read_calendar(data: bytes, zone: str, today: date) -> CalendarRead:
    """Return what a calendar file holds; one bad entry never costs the others.

    Args:
        data: The file.
        zone: IANA name: where times that name no zone are meant, and whole days begin.
        today: From which on what never ends is taken for some years.
    """
    read = CalendarRead()
    if len(data) > LARGEST:
        reason = f"It is larger than {LARGEST >> 20} MB. Export a shorter time from the calendar."
        read.problems.append(file_problem(reason))
        return read
    text = decode(data).text.lstrip("\ufeff")
    folded = text[:10_000].upper()
    found = _limited(text, read)
    if not found and not read.problems:
        is_one = "BEGIN:VCALENDAR" in folded
        reason = "There is no appointment in this calendar." if is_one else _NO_CALENDAR
        read.problems.append(file_problem(reason))
    described = {_tzid(one): one.lines for one in found if one.kind == ZONE}
    zones = Zones(zone, described)
    _understand(_events(found, zones, read), zones, today, read)
    read.problems.sort(key=line_of)
    return read


def _limited(text: str, read: CalendarRead) -> list[Component]:
    found: list[Component] = []
    for one in components(text):
        if one.kind in OTHERS:
            read.entries += 1
            read.problems.append(
                _problem(one.place, f"This is {OTHERS[one.kind]}, no appointment.")
            )
        if len(found) >= MOST_COMPONENTS or read.entries > MOST_COMPONENTS:
            read.problems.append(file_problem(f"What stands behind {one.place} is too much."))
            break
        if one.kind in {EVENT, ZONE}:
            found.append(one)
    if found and all(one.kind == ZONE for one in found) and not read.entries:
        read.problems.append(file_problem("It holds time zones only, and no appointment."))
    return found


def _events(found: Iterable[Component], zones: Zones, read: CalendarRead) -> list[Event]:
    """Return what is understood; of entries that say the same, the one that counts."""
    same: defaultdict[tuple[str, datetime | None], list[Event]] = defaultdict(list)
    number = 0
    for one in found:
        if one.kind != EVENT:
            continue
        read.entries += 1
        number += 1
        if number > MOST_ENTRIES:
            reason = f"Only the first {MOST_ENTRIES:,} appointments of a file are taken."
            read.problems.append(_problem(one.place, reason))
            break
        try:
            event = read_event(one, zones)
        except Invalid as problem:
            read.problems.append(_problem(one.place, problem.sentence))
        else:
            same[_uid(event), event.stands_for].append(event)
    return [_newest(events, read) for events in same.values()]


def _newest(events: list[Event], read: CalendarRead) -> Event:
    # Of those of the same rank the last one: programs write what is newer behind.
    newest = max(reversed(events), key=lambda one: one.rank)
    for one in events:
        if one is not newest:
            reason = f"It stands again at {newest.place}; that one counts."
            read.problems.append(_problem(one.place, reason))
    return newest


def _understand(events: list[Event], zones: Zones, today: date, read: CalendarRead) -> None:
    replaced: defaultdict[str, list[datetime]] = defaultdict(list)
    masters = {_uid(one) for one in events if one.stands_for is None}
    for one in events:
        if one.stands_for is not None:
            replaced[_uid(one)].append(one.stands_for)
    for event in events:
        if event.refusal and event.stands_for is not None and _uid(event) in masters:
            text = f"{event.refusal} It was left out of its series."
            read.notices.append(Notice(place=event.place, text=text))
            continue
        try:
            read.appointments.append(_appointment(event, replaced, zones, today, read))
        except Invalid as problem:
            read.problems.append(_problem(event.place, problem.sentence))
    read.appointments.sort(key=line_of)


def _appointment(
    event: Event,
    replaced: dict[str, list[datetime]],
    zones: Zones,
    today: date,
    read: CalendarRead,
) -> Appointment:
    if event.refusal:
        raise Invalid("VEVENT", event.refusal)
    if event.rule and read.times > MOST_TIMES:
        raise Invalid("RRULE", "The calendar repeats too much for one file. Import a part of it.")
    uid = _uid(event)
    if event.stands_for is None:
        times = pieces_of(event, replaced.get(uid, ()), zones, today)
    else:
        # It stands for one time, whatever rule the program has written beside it.
        times = pieces_of(replace(event, rule="", extras=()), (), zones, today)
    read.times += times.worked_out
    for text in (*event.warnings, *times.warnings):
        read.notices.append(Notice(place=event.place, text=text))
    return Appointment(
        place=event.place,
        id=entry_id(uid, event.stands_for),
        uid=uid,
        pieces=times.pieces,
        is_all_day=event.is_all_day,
        title=event.title,
        location=event.location,
        description=event.description,
        url=event.url,
        emails=event.emails,
    )


def _uid(event: Event) -> str:
    if event.uid:
        return event.uid
    told = f"{event.starts_at}|{event.ends_at}|{event.title}|{event.description}|{event.rule}"
    return f"none-{sha256(told.encode()).hexdigest()[:40]}"


def _tzid(zone: Component) -> str:
    for line in zone.lines:
        name, _, value = line.partition(":")
        if name.partition(";")[0].upper() == "TZID":
            return value.strip()
    return ""


def _problem(place: str, reason: str) -> Problem:
    return Problem(place=place, reason=reason)


def line_of(one: Appointment | Problem | Notice) -> int:
    """Return the number of the line at which something stands; 0 for the whole file."""
    digits = "".join(filter(str.isdigit, one.place))
    return int(digits) if digits else 0
