"""Handlers of the operations on what becomes of a session on its day."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.chargeable import has_fee, may_be_charged
from kara_tui.domain.session import Session
from kara_tui.domain.session_moves import (
    SessionMove,
    arrived,
    completed,
    is_possible,
    missed,
    started,
    voided,
)
from kara_tui.operations.session_course import (
    CompleteSession,
    MarkArrived,
    MarkNoShow,
    StartSession,
    VoidSession,
)
from kara_tui.services.handling import handles
from kara_tui.services.sessions import session_of
from kara_tui.services.settlements import reverse_money, use_credit_or_leave


@handles(MarkArrived)
def mark_arrived(op: MarkArrived, unit: UnitOfWork) -> Session:
    session = session_of(op.client_id, op.session_id, unit, op.version)
    return unit.sessions.save(arrived(session), ("state",))


@handles(StartSession)
def start_session(op: StartSession, unit: UnitOfWork) -> Session:
    session = session_of(op.client_id, op.session_id, unit, op.version)
    return unit.sessions.save(started(session), ("state",))


@handles(CompleteSession)
def complete_session(op: CompleteSession, unit: UnitOfWork) -> Session:
    session = session_of(op.client_id, op.session_id, unit, op.version)
    if op.start_too and is_possible(SessionMove.START, session):
        session = unit.sessions.save(started(session), ("state",))
    done = completed(session, is_charged=op.is_charged)
    saved = unit.sessions.save(done, ("state", "is_charged"))
    if may_be_charged(saved) and has_fee(saved):
        use_credit_or_leave(saved, unit)
    return saved


@handles(MarkNoShow)
def mark_no_show(op: MarkNoShow, unit: UnitOfWork) -> Session:
    session = session_of(op.client_id, op.session_id, unit, op.version)
    missed_one = missed(session, is_charged=op.is_charged)
    return unit.sessions.save(missed_one, ("state", "is_charged"))


@handles(VoidSession)
def void_session(op: VoidSession, unit: UnitOfWork) -> Session:
    session = session_of(op.client_id, op.session_id, unit, op.version)
    void = voided(session)
    reverse_money(session, None, unit)
    return unit.sessions.save(void, ("state", "is_charged"))
