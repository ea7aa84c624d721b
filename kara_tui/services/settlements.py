"""What holds between sessions and the money for them, whichever operation changes either.

`use_credit_or_leave`, `give_credit_back` and `reverse_money` are for the handlers that complete,
cancel and void sessions: they work inside the same transaction.
"""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.chargeable import CHARGED_WHEN_CHOSEN, day_of
from kara_tui.domain.credit import Credit, next_credit
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import SessionId
from kara_tui.domain.payment import Payment
from kara_tui.domain.private import Private
from kara_tui.domain.record import Record
from kara_tui.domain.session import Session


def use_credit_or_leave(session: Session, unit: UnitOfWork) -> Credit | None:
    """Let a sponsor's credit pay for a session that was completed; None when there is none.

    The credit that expires first is used. A session that is charged or covered is left alone.
    """
    if charge_of(session.id, unit) or cover_of(session, unit):
        return None
    day = day_of(session)
    credit = next_credit(unit.money.credits_of(session.client_id), day)
    if credit is None:
        return None
    return unit.money.credits.save(credit.used(session.id, day), ("used_by",))


def give_credit_back(session: Session, unit: UnitOfWork) -> Credit | None:
    """Take a session off the credit that covers it; None when none does."""
    credit = cover_of(session, unit)
    if credit is None:
        return None
    return unit.money.credits.save(credit.given_back(session.id), ("used_by",))


def reverse_money(session: Session, reason: Private[Remark] | None, unit: UnitOfWork) -> None:
    """Void the open charge of a session that is voided, and give its credit back.

    Raises:
        NotAllowedNow: When it is paid, or a card payment for it is under way.
    """
    give_credit_back(session, unit)
    charge = charge_of(session.id, unit)
    if charge is not None and charge.state is not ChargeState.WRITTEN_OFF:
        void(charge, reason, unit)


def charge_of(session_id: SessionId, unit: UnitOfWork) -> Charge | None:
    """Return the charge that settles a session: open, paid or written off."""
    found = unit.money.charges_of_session(session_id)
    return next((one for one in found if one.settles), None)


def cover_of(session: Session, unit: UnitOfWork) -> Credit | None:
    """Return the credit that covers a session."""
    credits_given = unit.money.credits_of(session.client_id)
    return next((one for one in credits_given if one.covers(session.id)), None)


def void(charge: Charge, reason: Private[Remark] | None, unit: UnitOfWork) -> Charge:
    """Save a charge as voided.

    Raises:
        NotAllowedNow: When it is not open, or a card payment for it is under way.
    """
    voided = charge.voided(reason, unit.now)
    require_no_card_under_way(charge, unit)
    return unit.money.charges.save(voided, ("state",))


def live_payment(charge: Charge, unit: UnitOfWork) -> Payment | None:
    """Return the payment that came in for a charge, or that is under way."""
    found = unit.money.payments_of([charge.id]).get(charge.id, ())
    return next((one for one in found if one.is_live), None)


def require_no_card_under_way(charge: Charge, unit: UnitOfWork) -> None:
    """Refuse while only the payment provider knows whether a charge is paid.

    Raises:
        NotAllowedNow: When a card payment for it is under way.
    """
    payment = live_payment(charge, unit)
    if payment is not None and payment.state.is_under_way:
        raise NotAllowedNow(
            "A card payment for this charge is under way.",
            "Wait for its outcome, or call it off first.",
        )


def require_nothing_settled(session: Session, unit: UnitOfWork) -> None:
    """Refuse when a session is charged already, or a sponsor pays for it.

    Raises:
        NotAllowedNow: In these cases; says which.
    """
    charge = charge_of(session.id, unit)
    if charge is not None:
        raise NotAllowedNow(
            f"This session has a charge already: {charge.state.label.lower()}.",
            "Void that one first, or pay it.",
        )
    if cover_of(session, unit) is not None:
        raise NotAllowedNow(
            "A sponsor's credit covers this session.", "Give the credit back first."
        )


def require_sound(record: Record, unit: UnitOfWork) -> None:
    """Refuse a state of the books in which something would be owed or paid twice.

    Handlers see to it themselves; an earlier move that is taken back might bring it about.

    Raises:
        NotAllowedNow: When it would.
    """
    if isinstance(record, Charge):
        _require_sound_charge(record, unit)
        if record.session_id is not None and record.settles:
            _require_one_settlement(unit.money.sessions.get(record.session_id), unit)
    elif isinstance(record, Credit):
        for session_id in record.used_by:
            _require_one_settlement(unit.money.sessions.get(session_id), unit)
    elif isinstance(record, Session):
        _require_sound_session(record, unit)
    elif isinstance(record, Payment):
        _require_sound_charge(unit.money.charges.get(record.charge_id), unit)


def _require_sound_charge(charge: Charge, unit: UnitOfWork) -> None:
    found = unit.money.payments_of([charge.id]).get(charge.id, ())
    live = [one for one in found if one.is_live]
    state = None if charge.in_error else charge.state
    held = [one for one in live if one.state.holds_money]
    wanted = ChargeState.PAID if held else ChargeState.OPEN
    if len(live) > 1 or (live and state is not wanted) or (not held and state is ChargeState.PAID):
        raise NotAllowedNow(
            "This cannot be taken back: a payment depends on it.", "See to the payment first."
        )


def _require_sound_session(session: Session, unit: UnitOfWork) -> None:
    if session.state in CHARGED_WHEN_CHOSEN and not session.in_error:
        return
    charge = charge_of(session.id, unit)
    if charge is not None or cover_of(session, unit) is not None:
        raise NotAllowedNow(
            "This cannot be taken back: the session is charged, or a credit covers it.",
            "Take that back first.",
        )


def _require_one_settlement(session: Session, unit: UnitOfWork) -> None:
    charges = [one for one in unit.money.charges_of_session(session.id) if one.settles]
    covers = [one for one in unit.money.credits_of(session.client_id) if one.covers(session.id)]
    if len(charges) + len(covers) > 1:
        raise NotAllowedNow(
            "This cannot be taken back: the session was charged or covered in another way since.",
            "Take that back first.",
        )
