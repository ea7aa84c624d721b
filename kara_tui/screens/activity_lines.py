"""Sessions and notes in lines: what the list says of each, and what opens under it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from textual.content import Content

from kara_tui.domain import dates
from kara_tui.domain.details import Interaction
from kara_tui.domain.ids import ServiceId
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.service import Service
from kara_tui.domain.session import CancelledBy, Session, SessionState
from kara_tui.domain.spans import Span
from kara_tui.domain.text import safe_text
from kara_tui.domain.wall_clock import WEEKDAYS
from kara_tui.screens.activities_reading import Activities, Activity
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.screens.note_words import entry_text, standing
from kara_tui.widgets.entry_list import Entry
from kara_tui.widgets.veil import public

STATES = {
    SessionState.PLANNED: "Planned",
    SessionState.ARRIVED: "Waiting",
    SessionState.IN_PROGRESS: "In progress",
    SessionState.COMPLETED: "Done",
    SessionState.CANCELLED: "Cancelled",
    SessionState.NO_SHOW: "No-show",
    SessionState.VOIDED: "Void",
}
METHODS = {
    Interaction.ON_SITE: "on site",
    Interaction.REMOTE: "remote",
    Interaction.UNDECIDED: "",
}
_SIDES = {
    CancelledBy.PROFESSIONAL: "by you",
    CancelledBy.CLIENT: "by the client",
    CancelledBy.OTHER: "for another reason",
}
_STYLES = {
    SessionState.ARRIVED: "bold $text-warning",
    SessionState.IN_PROGRESS: "bold $text-success",
    SessionState.COMPLETED: "$text-success",
}
_STATE_WIDTH = max(map(len, STATES.values()))
_READING = Content.styled("Reading…", "dim")


def when_words(session: Session, desk: Desk) -> str:
    """Return when a session begins: weekday, day, time; the year only when it is another one."""
    local = desk.local(session.starts_at)
    day = dates.short(local.date(), today=desk.today())
    return f"{WEEKDAYS[local.weekday()][:3]} {day} {local:%H:%M}"


def minutes_of(session: Session) -> int:
    """Return how long a session lasts."""
    return Span(starts_at=session.starts_at, ends_at=session.ends_at).minutes


def service_words(service_id: ServiceId | None, services: Mapping[ServiceId, Service]) -> str:
    """Return what a service is called; empty when there is none."""
    service = services.get(service_id) if service_id else None
    if service is None:
        return ""
    return SEALED if isinstance(service.details, bytes) else service.details.name


def entries_of(read: Activities, opened: Collection[UUID], desk: Desk) -> list[Entry]:
    """Return the lines of a list, its groups named."""
    entries: list[Entry] = []
    group = ""
    for one in read.rows:
        mine = "Upcoming" if one.is_ahead else "Past"
        above = mine if mine != group else ""
        group = mine
        is_open = one.key in opened
        under = _under(one, read.services, desk) if is_open else ()
        head = _head(one, read.services, desk, is_open=is_open)
        entries.append(Entry(one.key, head, under, above))
    return entries


def _head(
    one: Activity, services: Mapping[ServiceId, Service], desk: Desk, *, is_open: bool
) -> Content:
    sign = "▾ " if is_open else "▸ "
    if one.session is None:
        return public(Content(sign) + _loose_head(one, desk))
    session = one.session
    name = STATES[session.state].ljust(_STATE_WIDTH)
    state = Content.styled(name, _STYLES.get(session.state, ""))
    told = (service_words(session.service_id, services), METHODS[session.interaction])
    rest = safe_text(", ".join(filter(None, told)))
    when = f"{_day(session.starts_at, desk)} {_times(session, desk)}"
    return public(Content(f"{sign}{when}  ") + state + _note_sign(one) + Content(f" {rest}"))


def _loose_head(one: Activity, desk: Desk) -> Content:
    name = "Note".ljust(_STATE_WIDTH)
    return Content(f"{_day(one.at, desk)}              {name}") + _note_sign(one)


def _day(moment: datetime, desk: Desk) -> str:
    local = desk.local(moment)
    day = dates.short(local.date(), today=desk.today())
    # Days of one and of two digits stand under each other.
    return f"{WEEKDAYS[local.weekday()][:3]} {' ' if local.day < 10 else ''}{day}"


def _times(session: Session, desk: Desk) -> str:
    first, last = desk.local(session.starts_at), desk.local(session.ends_at)
    return f"{first:%H:%M}–{last:%H:%M}"


def _note_sign(one: Activity) -> Content:
    if one.unsigned:
        return Content.styled(" ✎ unsigned", "bold $text-warning")
    if one.session is not None and one.counted:
        number = one.counted.notes
        return Content.styled(" ✎" if number == 1 else f" ✎ {number} notes", "$text-accent")
    return Content("")


def _under(one: Activity, services: Mapping[ServiceId, Service], desk: Desk) -> tuple[Content, ...]:
    lines = _session_lines(one.session, services) if one.session else []
    if one.notes is None:
        return (*lines, public(_READING))
    if not one.notes:
        return (*lines, public(Content.styled("No note yet. w writes one.", "dim")))
    return (*lines, *(part for note in one.notes for part in _note_lines(note, desk)))


def _session_lines(session: Session, services: Mapping[ServiceId, Service]) -> list[Content]:
    details = session.details
    method = METHODS[session.interaction]
    known = (service_words(session.service_id, services), f"{minutes_of(session)} min", method)
    told = [" · ".join(filter(None, known))]
    if isinstance(details, bytes):
        told.append(SEALED)
    else:
        told += [f"Place: {details.place}"] if details.place else []
        told += [f"Join: {details.join_url}"] if details.join_url else []
        told += [f"Remark: {details.remark}"] if details.remark else []
    if session.state is SessionState.CANCELLED:
        told.append(_cancellation(session))
    if session.series_id is not None:
        told.append("One of a series")
    if session.fee is not None:
        waived = ", not owed" if session.is_charged is False else ""
        told.append(f"Fee: {session.fee.shown}{waived}")
    return [Content(safe_text(words)) for words in told]


def _cancellation(session: Session) -> str:
    by = _SIDES[session.cancelled_by] if session.cancelled_by else ""
    reason = session.cancellation
    why = SEALED if isinstance(reason, bytes) else reason.text if reason else ""
    return f"Cancelled {by}{f': {why}' if why else ''}".strip()


def _note_lines(entry: NoteEntry, desk: Desk) -> list[Content]:
    words = standing(entry.note, desk)
    style = "bold $text-accent" if entry.note.is_signed else "bold $text-warning"
    head = Content.styled(safe_text(f"Note · {words}"), style)
    return [public(head), entry_text(entry, desk)]
