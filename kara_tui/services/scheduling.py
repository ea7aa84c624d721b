"""Handlers of the operations that put sessions into the calendar and move them."""

from dataclasses import replace
from datetime import timedelta

from kara_tui.db.record_tables import SERIES, SERVICES
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain import session_letters
from kara_tui.domain.client import Client, Stage
from kara_tui.domain.details import Interaction
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.ids import ServiceId
from kara_tui.domain.series import occurrence_id, placed_otherwise, proposed
from kara_tui.domain.service import Service, require_amount
from kara_tui.domain.session import Series, Session
from kara_tui.domain.session_moves import (
    SessionMove,
    cancelled,
    carried_along,
    entered_in_error,
    refitted,
    require_possible,
    rescheduled,
)
from kara_tui.domain.spans import span_of
from kara_tui.domain.wall_clock import require_moment
from kara_tui.operations.scheduling import (
    CancelSession,
    ChangeSession,
    MarkSessionInError,
    RescheduleSession,
    ScheduleSession,
)
from kara_tui.services.fitting import require_free
from kara_tui.services.handling import handles
from kara_tui.services.session_mail import tell
from kara_tui.services.sessions import going_along, session_of
from kara_tui.services.settlements import give_credit_back, reverse_money

_BOOKABLE = {Stage.ACTIVE, Stage.INVITED}


@handles(ScheduleSession)
def schedule_session(op: ScheduleSession, unit: UnitOfWork) -> tuple[Session, ...]:
    _require_bookable(unit.clients.get(op.client_id))
    require_moment(op.starts_at, "starts_at")
    service = _service(op.service_id, unit)
    if op.minutes is None and service is None:
        raise Invalid("minutes", "Say how long it lasts, or of which service it is.")
    minutes = op.minutes if op.minutes is not None else service.minutes if service else 0
    wanted = proposed(op.starts_at, minutes, op.time_zone, op.rule, op.otherwise)
    if not op.despite_conflicts:
        require_free(wanted, op.client_id, op.time_zone, unit)
    template = _template(op, service, unit)
    if op.rule:
        unit.of(SERIES).add(_series(op, minutes, unit))
    made = tuple(
        unit.sessions.add(
            replace(
                template,
                id=occurrence_id(op.session_id, place),
                occurrence=place,
                starts_at=span.starts_at,
                ends_at=span.ends_at,
            )
        )
        for place, span in wanted.items()
    )
    tell("session_booked", session_letters.booked, made, op.tell, unit)
    return made


@handles(RescheduleSession)
def reschedule_session(op: RescheduleSession, unit: UnitOfWork) -> tuple[Session, ...]:
    require_moment(op.starts_at, "starts_at")
    session = session_of(op.client_id, op.session_id, unit, op.version)
    require_possible(session, SessionMove.RESCHEDULE)
    lasted = (session.ends_at - session.starts_at) // timedelta(minutes=1)
    minutes = lasted if op.minutes is None else op.minutes
    going = {one.occurrence: one for one in going_along(session, op.scope, unit)}
    spans = {
        place: span_of(carried_along(one, session, op.starts_at), minutes)
        for place, one in going.items()
    }
    wanted = placed_otherwise(spans, op.otherwise)
    zone = op.time_zone or session.time_zone
    moves = tuple(
        rescheduled(going[place], span.starts_at, span.minutes, zone)
        for place, span in wanted.items()
    )
    if not op.despite_conflicts:
        ids = [one.id for one in moves]
        require_free(wanted, op.client_id, zone, unit, ids)
    moved = tuple(unit.sessions.save(one, ("starts_at", "ends_at")) for one in moves)
    tell("session_moved", session_letters.moved, moved, op.tell, unit)
    return moved


@handles(ChangeSession)
def change_session(op: ChangeSession, unit: UnitOfWork) -> tuple[Session, ...]:
    session = session_of(op.client_id, op.session_id, unit, op.version)
    require_amount(op.fee, "fee")
    if op.service_id != session.service_id:
        _service(op.service_id, unit)
    return tuple(_refit(one, op, unit) for one in going_along(session, op.scope, unit))


@handles(CancelSession)
def cancel_session(op: CancelSession, unit: UnitOfWork) -> tuple[Session, ...]:
    session = session_of(op.client_id, op.session_id, unit, op.version)
    going = going_along(session, op.scope, unit)
    off = tuple(
        unit.sessions.save(
            cancelled(
                one,
                op.by,
                is_charged=op.is_charged and one.id == session.id,
                reason=op.reason,
            ),
            ("state", "cancellation"),
        )
        for one in going
    )
    for one in off:
        if not one.is_charged:
            give_credit_back(one, unit)
    tell("session_cancelled", session_letters.called_off, off, op.tell, unit)
    return off


@handles(MarkSessionInError)
def mark_session_in_error(op: MarkSessionInError, unit: UnitOfWork) -> tuple[Session, ...]:
    session = session_of(op.client_id, op.session_id, unit, op.version)
    wrong = [(one, entered_in_error(one)) for one in going_along(session, op.scope, unit)]
    for one, _ in wrong:
        reverse_money(one, None, unit)
    return tuple(unit.sessions.save(one, ("in_error",)) for _, one in wrong)


def _refit(session: Session, op: ChangeSession, unit: UnitOfWork) -> Session:
    changed = refitted(
        session,
        service_id=op.service_id,
        interaction=op.interaction,
        fee=op.fee,
        details=op.details,
    )
    names = ("service_id", "interaction", "fee", "details")
    differing = tuple(name for name in names if getattr(session, name) != getattr(changed, name))
    return unit.sessions.save(changed, differing)


def _require_bookable(client: Client) -> None:
    if client.stage is Stage.REQUESTED:
        raise NotAllowedNow("This request is not accepted yet.", "Accept it, then schedule.")
    if client.stage is Stage.DEACTIVATED:
        raise NotAllowedNow("This client's treatment has ended.", "Reopen it, then schedule.")
    if client.stage not in _BOOKABLE:
        raise NotAllowedNow("No session can be scheduled with somebody who is in no list.")


def _service(service_id: ServiceId | None, unit: UnitOfWork) -> Service | None:
    if service_id is None:
        return None
    service = unit.of(SERVICES).get(service_id)
    if service.in_error or not service.is_offered:
        raise NotAllowedNow("This service is no longer offered.", "Choose another one.")
    return service


def _template(op: ScheduleSession, service: Service | None, unit: UnitOfWork) -> Session:
    fee, interaction = op.fee, op.interaction
    if service is not None:
        fee = service.price if fee is None else fee
        if interaction is Interaction.UNDECIDED:
            interaction = service.interaction
    require_amount(fee, "fee")
    return Session(
        id=op.session_id,
        created_at=unit.now,
        client_id=op.client_id,
        service_id=op.service_id,
        starts_at=op.starts_at,
        ends_at=op.starts_at,
        time_zone=op.time_zone,
        interaction=interaction,
        series_id=op.series_id if op.rule else None,
        fee=fee,
        details=op.details,
    )


def _series(op: ScheduleSession, minutes: int, unit: UnitOfWork) -> Series:
    return Series(
        id=op.series_id,
        created_at=unit.now,
        client_id=op.client_id,
        rule=op.rule,
        first_start=op.starts_at,
        minutes=minutes,
        time_zone=op.time_zone,
    )
