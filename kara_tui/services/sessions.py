"""Handlers of the operations that read sessions and the time around them."""

from datetime import timedelta

from kara_tui.db.record_tables import SERIES
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.agenda import AgendaEntry, SeriesView, SessionPage
from kara_tui.domain.conflicts import Clash
from kara_tui.domain.errors import Invalid, NotFound
from kara_tui.domain.free_time import USUAL_WEEK, free_spans, slots
from kara_tui.domain.ids import ClientId, SessionId
from kara_tui.domain.series import concerned, proposed
from kara_tui.domain.session import Session
from kara_tui.domain.session_moves import Scope, carried_along, require_length
from kara_tui.domain.spans import Span, span_of
from kara_tui.domain.wall_clock import require_moment, zone_of
from kara_tui.operations.sessions import (
    FindConflicts,
    FindFreeSlots,
    GetSeries,
    GetSession,
    ListAgenda,
    ListSessions,
)
from kara_tui.services.fitting import clashes_with, obstacles
from kara_tui.services.handling import handles
from kara_tui.services.spans import asked_span
from kara_tui.services.working_time import working_hours

_MOST_ROWS = 500
_MOST_SLOTS = 100
_MOST_DAYS = 366


@handles(ListSessions)
def list_sessions(op: ListSessions, unit: UnitOfWork) -> SessionPage:
    unit.clients.get(op.client_id)
    limit = min(max(1, op.limit), _MOST_ROWS)
    return unit.sessions.page(op.client_id, op.states, unit.now, op.offset, limit)


@handles(GetSession)
def get_session(op: GetSession, unit: UnitOfWork) -> Session:
    return session_of(op.client_id, op.session_id, unit)


@handles(GetSeries)
def get_series(op: GetSeries, unit: UnitOfWork) -> SeriesView:
    series = unit.of(SERIES).get(op.series_id)
    if series.client_id != op.client_id or series.in_error:
        raise NotFound("There is no such series.")
    return SeriesView(series=series, sessions=unit.sessions.of_series(series.id))


@handles(ListAgenda)
def list_agenda(op: ListAgenda, unit: UnitOfWork) -> tuple[AgendaEntry, ...]:
    return unit.sessions.between(asked_span(op.since, op.until))


@handles(FindConflicts)
def find_conflicts(op: FindConflicts, unit: UnitOfWork) -> tuple[Clash, ...]:
    require_moment(op.starts_at, "starts_at")
    if op.moved is None:
        unit.clients.get(op.client_id)
        wanted = proposed(op.starts_at, op.minutes, op.time_zone, op.rule)
        return clashes_with(wanted, op.client_id, op.time_zone, unit)
    require_length(op.minutes)
    zone_of(op.time_zone)
    session = session_of(op.client_id, op.moved, unit)
    going = going_along(session, op.scope, unit)
    wanted = {
        one.occurrence: span_of(carried_along(one, session, op.starts_at), op.minutes)
        for one in going
    }
    return clashes_with(wanted, op.client_id, op.time_zone, unit, [one.id for one in going])


@handles(FindFreeSlots)
def find_free_slots(op: FindFreeSlots, unit: UnitOfWork) -> tuple[Span, ...]:
    require_length(op.minutes)
    zone_of(op.time_zone)
    if not 1 <= op.step <= 24 * 60:
        raise Invalid("step", "Slots start every 1 to 1,440 minutes.")
    since = unit.now
    if op.since is not None:
        require_moment(op.since, "since")
        since = max(op.since, unit.now)
    days = min(max(1, op.days), _MOST_DAYS)
    span = Span(starts_at=since, ends_at=since + timedelta(days=days))
    hours = working_hours(unit)
    moved = () if op.moved is None else (op.moved,)
    free = free_spans(
        hours[0].week if hours else USUAL_WEEK,
        hours[0].time_zone if hours else op.time_zone,
        [one.span for one in obstacles(span, unit, moved)],
        span,
    )
    most = min(max(1, op.most), _MOST_SLOTS)
    return slots(free, op.minutes, zone=op.time_zone, step=op.step, most=most)


def session_of(
    client_id: ClientId, session_id: SessionId, unit: UnitOfWork, version: int | None = None
) -> Session:
    """Return a session of a client.

    Raises:
        NotFound: When the client has none of that id.
        Conflict: When it has another version by now.
    """
    session = unit.sessions.get(session_id)
    if session.client_id != client_id:
        raise NotFound("There is no such session.")
    return session if version is None else unit.sessions.get(session_id, version=version)


def going_along(session: Session, scope: Scope, unit: UnitOfWork) -> tuple[Session, ...]:
    """Return the sessions that a wish about one of them concerns, itself among them."""
    if session.series_id is None:
        return (session,)
    return concerned(session, unit.sessions.of_series(session.series_id), scope)
