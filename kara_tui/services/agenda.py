"""Handlers of the operations that read the practice's day."""

from datetime import timedelta

from kara_tui.db.record_tables import SERVICES
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.agenda import AgendaView
from kara_tui.domain.client import Stage
from kara_tui.domain.errors import Invalid
from kara_tui.domain.listing import ListQuery, SortBy
from kara_tui.domain.session import TAKES_TIME
from kara_tui.domain.waiting import MOST_WAITING, UNCHARGED_DAYS, Requests, Waiting
from kara_tui.operations.agenda import GetAgenda, GetWaiting
from kara_tui.services.handling import handles
from kara_tui.services.spans import asked_span
from kara_tui.services.working_time import working_hours

_LONGEST_VIEW = timedelta(weeks=6, hours=1)
_LONGEST_DAY = timedelta(hours=26)


@handles(GetAgenda)
def get_agenda(op: GetAgenda, unit: UnitOfWork) -> AgendaView:
    span = asked_span(op.since, op.until)
    if span.length > _LONGEST_VIEW:
        raise Invalid("until", "An agenda is read for six weeks at most.")
    entries = unit.sessions.between(span)
    hours = working_hours(unit)
    ids = {one.session.service_id for one in entries if one.session.service_id is not None}
    return AgendaView(
        entries=entries,
        notes=unit.notes.of_sessions([one.session.id for one in entries]),
        blocks=unit.blocks.within(span),
        hours=hours[0] if hours else None,
        services=unit.of(SERVICES).find(SERVICES.table.c.id.in_(ids)) if ids else (),
    )


@handles(GetWaiting)
def get_waiting(op: GetWaiting, unit: UnitOfWork) -> Waiting:
    span = asked_span(op.since, op.until)
    if span.length > _LONGEST_DAY:
        raise Invalid("until", "What waits is read for one day.")
    limit = min(max(1, op.limit), MOST_WAITING)
    sessions = unit.sessions.between(span)
    asking = ListQuery(stages=(Stage.REQUESTED,), sort_by=SortBy.SINCE)
    requests = unit.list.page(asking, 0, limit)
    coming = {one.session.client_id for one in sessions if one.session.state in TAKES_TIME}
    return Waiting(
        sessions=sessions,
        unsigned=unit.notes.unsigned(0, limit),
        requests=Requests(rows=requests.rows, total=requests.total or 0),
        unpaid=unit.waiting.unpaid(unit.now - timedelta(days=UNCHARGED_DAYS), limit),
        answered=unit.waiting.last_answers(coming),
    )
