"""A calendar of another program taken over: sessions with clients, and blocked time.

All of it comes in at once or not at all, and can be taken back at once. What is here already
stays as it is, whatever was done with it since.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from kara_tui.backend.protocol import Backend
from kara_tui.domain.calendar_entries import MOST_ENTRIES, Invitee
from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import IntentId
from kara_tui.domain.importing import Problem
from kara_tui.domain.wall_clock import on_wall
from kara_tui.interchange.ical_reading import Appointment, CalendarRead, line_of, read_calendar
from kara_tui.interchange.records import WHOLE_FILE, Notice
from kara_tui.operations.calendars import FindKnownEntries, ImportCalendar
from kara_tui.workflows.calendar_plan import Planned, planned


@dataclass(frozen=True, kw_only=True)
class CalendarOptions:
    """How to import."""

    all_as_blocks: bool = False
    """Whether nothing becomes a session, whoever takes part."""
    dry_run: bool = False
    """Whether to do everything but writing."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """An entry of a calendar that comes in."""

    place: str
    what: str
    """“session” or “block”."""
    shown: datetime
    """When it begins, or began first, on its own wall clock."""
    is_all_day: bool
    times: int
    """How many sessions it gives; 1 for a block, however often it repeats."""
    title: str


@dataclass
class CalendarReport:
    """What became of a calendar file."""

    entries: int = 0
    """Entries met, whatever became of them."""
    sessions: int = 0
    """How many sessions were added, each of a series for itself."""
    blocks: int = 0
    known: int = 0
    """Entries that are here already."""
    taken: list[Taken] = field(default_factory=list)
    """Entries that come in."""
    problems: list[Problem] = field(default_factory=list)
    """Entries that were not taken, and why."""
    notices: list[Notice] = field(default_factory=list)
    """What there is to know of those that were."""
    intent: IntentId | None = None
    """By which the import can be taken back; None when nothing was written."""


async def import_calendar(
    backend: Backend,
    data: bytes,
    zone: str,
    now: datetime,
    options: CalendarOptions | None = None,
) -> CalendarReport:
    """Take over what a calendar file tells, and return what became of it.

    Args:
        backend: Where it goes.
        data: The file.
        zone: IANA name of the professional's time zone.
        now: What time it is.
        options: How; as sessions where a client takes part, and written, when absent.

    Raises:
        KaraError: When the store fails; nothing was written then.
    """
    how = options or CalendarOptions()
    today = now.astimezone(ZoneInfo(zone)).date()
    read = await asyncio.to_thread(read_calendar, data, zone, today)
    report = CalendarReport(entries=read.entries, problems=read.problems, notices=read.notices)
    known, invitees = await _known(backend, read, how)
    plans = await asyncio.to_thread(_plans, read.appointments, known, invitees, now, report)
    wish = ImportCalendar(
        blocks=tuple(one for plan in plans for one in plan.blocks),
        series=tuple(one for plan in plans for one in plan.series),
        sessions=tuple(one for plan in plans for one in plan.sessions),
    )
    report.notices.sort(key=line_of)
    report.problems.sort(key=line_of)
    report.sessions, report.blocks = len(wish.sessions), len(wish.blocks)
    if (wish.blocks or wish.sessions) and not how.dry_run:
        await backend(wish)
        report.intent = wish.intent
    return report


async def _known(
    backend: Backend, read: CalendarRead, how: CalendarOptions
) -> tuple[frozenset[UUID], dict[str, list[Invitee]]]:
    emails = {mail for one in read.appointments for mail in one.emails}
    found = await backend(
        FindKnownEntries(
            ids=tuple(one.id for one in read.appointments),
            emails=() if how.all_as_blocks else tuple(sorted(emails)),
        )
    )
    invitees: defaultdict[str, list[Invitee]] = defaultdict(list)
    for one in found.invitees:
        invitees[one.email].append(one)
    return frozenset(found.ids), dict(invitees)


def _plans(
    appointments: list[Appointment],
    known: frozenset[UUID],
    invitees: dict[str, list[Invitee]],
    now: datetime,
    report: CalendarReport,
) -> list[Planned]:
    plans: list[Planned] = []
    room = MOST_ENTRIES
    for one in appointments:
        if one.id in known:
            report.known += 1
            # Nothing was done with it now.
            report.notices = [told for told in report.notices if told.place != one.place]
            continue
        try:
            plan = planned(one, invitees, now)
            if len(plan.blocks) + len(plan.sessions) > room:
                raise Invalid("file", f"No more than {MOST_ENTRIES:,} are taken at once.")
        except Invalid as problem:
            report.problems.append(Problem(place=one.place, reason=problem.sentence))
            continue
        room -= len(plan.blocks) + len(plan.sessions)
        plans.append(plan)
        report.taken.append(_taken(one, plan))
        if plan.notice:
            report.notices.append(Notice(place=one.place, text=plan.notice))
    over = (one for plan in plans for one in plan.sessions if one.ends_at <= now)
    if next(over, None) is not None:
        text = "Sessions that are over were taken as held; nothing is charged for them."
        report.notices.append(Notice(place=WHOLE_FILE, text=text))
    return plans


def _taken(one: Appointment, plan: Planned) -> Taken:
    first = min(one.pieces, key=lambda piece: piece.starts_at)
    return Taken(
        place=one.place,
        what="session" if plan.sessions else "block",
        shown=on_wall(first.starts_at, first.zone),
        is_all_day=one.is_all_day,
        times=len(plan.sessions) or 1,
        title=one.title or one.description or one.location,
    )
