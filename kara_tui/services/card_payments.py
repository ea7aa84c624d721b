"""Handlers of the operations on payments by card."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.details import Remark
from kara_tui.domain.payment import Payment, PaymentMethod, PaymentState
from kara_tui.operations.card_payments import (
    BeginCardPayment,
    BeginCardReturn,
    ListUnsettledPayments,
    SettleCardPayment,
)
from kara_tui.services.handling import handles
from kara_tui.services.of_client import living_client, owned
from kara_tui.services.payments import MOST_ROWS
from kara_tui.services.settlements import live_payment


@handles(BeginCardPayment)
def begin_card_payment(op: BeginCardPayment, unit: UnitOfWork) -> Payment:
    living_client(op.client_id, unit)
    charge = owned(unit.money.charges, op.charge_id, op.client_id)
    known = live_payment(charge, unit)
    if known is not None and known.state.is_under_way:
        return known
    charge.paid(unit.now)  # refuses what cannot be paid
    return unit.money.payments.add(
        Payment(
            id=op.payment_id,
            created_at=unit.now,
            client_id=charge.client_id,
            charge_id=charge.id,
            amount=charge.amount,
            method=PaymentMethod.KARA_PAY,
            state=PaymentState.PENDING,
            details=Remark(),
        )
    )


@handles(BeginCardReturn)
def begin_card_return(op: BeginCardReturn, unit: UnitOfWork) -> Payment:
    payment = owned(unit.money.payments, op.payment_id, op.client_id, op.version)
    return unit.money.payments.save(payment.returning(), ("state",))


@handles(SettleCardPayment)
def settle_card_payment(op: SettleCardPayment, unit: UnitOfWork) -> Payment:
    payment = owned(unit.money.payments, op.payment_id, op.client_id)
    settled = payment.settled(op.outcome, unit.now, unit.money.next_receipt())
    if settled == payment:
        return payment
    saved = unit.money.payments.save(settled, ("state",))
    charge = unit.money.charges.get(payment.charge_id)
    if saved.state.holds_money and charge.state is ChargeState.OPEN:
        unit.money.charges.save(charge.paid(unit.now), ("state",))
    elif saved.state is PaymentState.VOIDED and payment.state.holds_money:
        unit.money.charges.save(charge.reopened(), ("state",))
    return saved


@handles(ListUnsettledPayments)
def list_unsettled_payments(op: ListUnsettledPayments, unit: UnitOfWork) -> tuple[Payment, ...]:
    return unit.money.unsettled(min(max(1, op.limit), MOST_ROWS))
