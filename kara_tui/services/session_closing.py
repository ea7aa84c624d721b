"""Handler of the operation that closes a session in one go."""

from datetime import timedelta

from kara_tui.db.record_tables import SERVICES
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.charge import Charge
from kara_tui.domain.chargeable import may_be_charged
from kara_tui.domain.credit import Credit
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.money import Money
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.session import Session, SessionState
from kara_tui.domain.session_closing import ClosedSession, NextSession, Settling
from kara_tui.domain.session_moves import SessionMove, completed, is_possible, started
from kara_tui.operations.notes import SignNote
from kara_tui.operations.payments import ChargeSession
from kara_tui.operations.scheduling import ScheduleSession
from kara_tui.operations.session_closing import CloseSession
from kara_tui.services.handling import handles
from kara_tui.services.notes import sign_note
from kara_tui.services.payments import charge_session
from kara_tui.services.scheduling import schedule_session
from kara_tui.services.sessions import session_of
from kara_tui.services.settlements import cover_of, use_credit_or_leave


@handles(CloseSession)
def close_session(op: CloseSession, unit: UnitOfWork) -> ClosedSession:
    session = session_of(op.client_id, op.session_id, unit, op.version)
    note = _sign(op, session, unit)
    session = _hold(op, session, unit)
    charge, credit = _settle(op, session, unit)
    following = _plan(op.following, session, unit) if op.following else None
    return ClosedSession(
        session=unit.sessions.get(session.id),
        note=note,
        charge=charge,
        credit=credit,
        following=following,
    )


def _sign(op: CloseSession, session: Session, unit: UnitOfWork) -> NoteEntry | None:
    if op.note_id is None:
        return None
    wish = SignNote(
        client_id=op.client_id,
        note_id=op.note_id,
        version=op.note_version,
        fingerprint=op.fingerprint,
    )
    signed: NoteEntry = sign_note.run(wish, unit)
    if signed.note.session_id != session.id:
        raise Invalid("note_id", "This note belongs to another session.")
    return signed


def _hold(op: CloseSession, session: Session, unit: UnitOfWork) -> Session:
    if not op.is_held:
        return session
    if is_possible(SessionMove.START, session):
        session = unit.sessions.save(started(session), ("state",))
    done = completed(session, is_charged=op.settling is not Settling.FREE)
    return unit.sessions.save(done, ("state", "is_charged"))


def _settle(
    op: CloseSession, session: Session, unit: UnitOfWork
) -> tuple[Charge | None, Credit | None]:
    if op.settling is Settling.CREDIT:
        return None, _use_credit(session, unit)
    if op.settling is not Settling.CHARGE:
        return None, None
    if op.due_on is None:
        raise Invalid("due_on", "Say on which day the charge is due.")
    wish = ChargeSession(
        client_id=op.client_id,
        session_id=session.id,
        version=session.version,
        charge_id=op.charge_id,
        due_on=op.due_on,
        taken=op.taken,
    )
    return charge_session.run(wish, unit), None


def _use_credit(session: Session, unit: UnitOfWork) -> Credit:
    if session.state is not SessionState.COMPLETED or not may_be_charged(session):
        raise NotAllowedNow("A credit pays for a session once it is done and owed.")
    if cover_of(session, unit):
        raise NotAllowedNow("A sponsor's credit covers this session already.")
    credit = use_credit_or_leave(session, unit)
    if credit is None:
        raise NotAllowedNow(
            "No credit is left that could pay for this session.", "Settle it in another way."
        )
    return credit


def _plan(following: NextSession, session: Session, unit: UnitOfWork) -> Session:
    wish = ScheduleSession(
        client_id=session.client_id,
        session_id=following.session_id,
        service_id=session.service_id,
        starts_at=following.starts_at,
        minutes=(session.ends_at - session.starts_at) // timedelta(minutes=1),
        time_zone=session.time_zone,
        interaction=session.interaction,
        fee=_same_fee(session, unit),
        details=following.details,
        despite_conflicts=following.despite_conflicts,
    )
    planned: tuple[Session, ...] = schedule_session.run(wish, unit)
    return planned[0]


def _same_fee(session: Session, unit: UnitOfWork) -> Money | None:
    if session.fee is not None or session.service_id is None:
        return session.fee
    price = unit.of(SERVICES).get(session.service_id).price
    # Without a fee it would be the service's price, and this client pays none.
    return None if price is None else Money(minor=0, currency=price.currency)
