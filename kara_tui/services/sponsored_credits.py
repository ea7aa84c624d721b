"""Handlers of the operations on the sessions that a sponsor pays for."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.chargeable import CHARGED_WHEN_CHOSEN, day_of
from kara_tui.domain.credit import Credit, require_credit_size
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.operations.sponsored_credits import (
    GiveCredit,
    GiveCreditBack,
    MarkCreditInError,
    UseCredit,
)
from kara_tui.services.handling import handles
from kara_tui.services.of_client import living_client, owned
from kara_tui.services.settlements import charge_of, require_nothing_settled, void


@handles(GiveCredit)
def give_credit(op: GiveCredit, unit: UnitOfWork) -> Credit:
    living_client(op.client_id, unit)
    require_credit_size(op.sessions)
    return unit.money.credits.add(
        Credit(
            id=op.credit_id,
            created_at=unit.now,
            client_id=op.client_id,
            sessions=op.sessions,
            valid_until=op.valid_until,
            details=op.details,
        )
    )


@handles(UseCredit)
def use_credit(op: UseCredit, unit: UnitOfWork) -> Credit:
    credit = owned(unit.money.credits, op.credit_id, op.client_id, op.version)
    session = owned(unit.money.sessions, op.session_id, op.client_id)
    if session.state not in CHARGED_WHEN_CHOSEN:
        raise NotAllowedNow("A credit pays for sessions that took place or were missed.")
    used = credit.used(session.id, day_of(session))
    charge = charge_of(session.id, unit)
    if charge is not None and charge.state is ChargeState.OPEN:
        void(charge, None, unit)
    require_nothing_settled(session, unit)
    return unit.money.credits.save(used, ("used_by",))


@handles(GiveCreditBack)
def give_back(op: GiveCreditBack, unit: UnitOfWork) -> Credit:
    credit = owned(unit.money.credits, op.credit_id, op.client_id, op.version)
    return unit.money.credits.save(credit.given_back(op.session_id), ("used_by",))


@handles(MarkCreditInError)
def mark_credit_in_error(op: MarkCreditInError, unit: UnitOfWork) -> Credit:
    credit = owned(unit.money.credits, op.credit_id, op.client_id, op.version)
    return unit.money.credits.save(credit.marked_in_error(), ("in_error",))
