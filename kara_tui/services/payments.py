"""Handlers of the operations on fees and on the money that comes in for them."""

from dataclasses import replace

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.charge import Charge
from kara_tui.domain.chargeable import CHARGED_WHEN_CHOSEN, may_be_charged
from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound
from kara_tui.domain.listing import LONGEST_SEARCH
from kara_tui.domain.money import require_payable
from kara_tui.domain.money_views import (
    ChargePage,
    ClientAccount,
    ReceiptFacts,
    UncollectedSession,
    UnpaidSum,
)
from kara_tui.domain.payment import Payment, PaymentMethod, PaymentState
from kara_tui.domain.session import Session
from kara_tui.operations.payments import (
    AddCharge,
    ChargeSession,
    ClientMoney,
    FindReceipt,
    ListCharges,
    ListUncollected,
    MarkChargeInError,
    MarkPaymentInError,
    MoneyTaken,
    ReadReceipt,
    RecordPayment,
    ReturnPayment,
    UnpaidSums,
    VoidCharge,
    WriteOff,
)
from kara_tui.services.handling import handles
from kara_tui.services.of_client import living_client, owned
from kara_tui.services.settlements import (
    live_payment,
    require_no_card_under_way,
    require_nothing_settled,
    void,
)

MOST_ROWS = 1000
"""A window never holds more rows, and no more clients are summed up at once."""


@handles(ClientMoney)
def client_money(op: ClientMoney, unit: UnitOfWork) -> ClientAccount:
    unit.clients.get(op.client_id)
    return ClientAccount(
        chargeable=unit.money.chargeable(op.client_id),
        lines=unit.money.lines_of(op.client_id),
        credits=unit.money.credits_of(op.client_id),
    )


@handles(ListCharges)
def list_charges(op: ListCharges, unit: UnitOfWork) -> ChargePage:
    if len(op.search) > LONGEST_SEARCH:
        raise Invalid("search", f"A search takes at most {LONGEST_SEARCH} characters.")
    limit = min(max(1, op.limit), MOST_ROWS)
    due = (op.due_from, op.due_until)
    return unit.money.page(op.shown, due, op.search, max(0, op.offset), limit)


@handles(ListUncollected)
def list_uncollected(op: ListUncollected, unit: UnitOfWork) -> tuple[UncollectedSession, ...]:
    return unit.money.uncollected(min(max(1, op.limit), MOST_ROWS))


@handles(UnpaidSums)
def unpaid_sums(op: UnpaidSums, unit: UnitOfWork) -> tuple[UnpaidSum, ...]:
    if len(op.client_ids) > MOST_ROWS:
        raise Invalid("client_ids", f"At most {MOST_ROWS:,} clients are summed up at once.")
    return unit.money.unpaid(op.client_ids)


@handles(FindReceipt)
def find_receipt(op: FindReceipt, unit: UnitOfWork) -> Payment:
    found = unit.money.by_receipt(op.number)
    if found is None:
        raise NotFound(f"There is no receipt {op.number}.")
    return found


@handles(ReadReceipt)
def read_receipt(op: ReadReceipt, unit: UnitOfWork) -> ReceiptFacts:
    client = unit.clients.get(op.client_id)
    payment = owned(unit.money.payments, op.payment_id, op.client_id)
    if not payment.receipt or payment.in_error:
        raise NotAllowedNow("There is a receipt only for money that came in.")
    charge = unit.money.charges.get(payment.charge_id)
    session = unit.money.sessions.get(charge.session_id) if charge.session_id else None
    return ReceiptFacts(
        payment=payment,
        charge=charge,
        session=session,
        service=unit.money.service_of(session),
        client=client.details,
        professional=unit.professional_name(),
    )


@handles(ChargeSession)
def charge_session(op: ChargeSession, unit: UnitOfWork) -> Charge:
    living_client(op.client_id, unit)
    session = owned(unit.money.sessions, op.session_id, op.client_id, op.version)
    require_nothing_settled(session, unit)
    session = _to_be_charged(session, unit)
    amount = op.amount or session.fee
    if amount is None:
        raise Invalid("amount", "This session costs nothing so far.", "Say how much to charge.")
    require_payable(amount)
    charge = Charge(
        id=op.charge_id,
        created_at=unit.now,
        client_id=op.client_id,
        session_id=session.id,
        amount=amount,
        due_on=op.due_on,
        details=op.details,
    )
    if op.taken is None:
        return unit.money.charges.add(charge)
    saved = unit.money.charges.add(charge.paid(unit.now))
    _take(charge, op.taken, unit)
    return saved


@handles(AddCharge)
def add_charge(op: AddCharge, unit: UnitOfWork) -> Charge:
    living_client(op.client_id, unit)
    require_payable(op.amount)
    return unit.money.charges.add(
        Charge(
            id=op.charge_id,
            created_at=unit.now,
            client_id=op.client_id,
            amount=op.amount,
            due_on=op.due_on,
            details=op.details,
        )
    )


@handles(RecordPayment)
def record_payment(op: RecordPayment, unit: UnitOfWork) -> Payment:
    charge = owned(unit.money.charges, op.charge_id, op.client_id, op.version)
    paid = charge.paid(unit.now)
    require_no_card_under_way(charge, unit)
    unit.money.charges.save(paid, ("state",))
    return _take(charge, op.taken, unit)


@handles(ReturnPayment)
def return_payment(op: ReturnPayment, unit: UnitOfWork) -> Payment:
    payment = owned(unit.money.payments, op.payment_id, op.client_id, op.version)
    returned = unit.money.payments.save(payment.returned(), ("state",))
    charge = unit.money.charges.get(payment.charge_id)
    unit.money.charges.save(charge.reopened(), ("state",))
    return returned


@handles(WriteOff)
def write_off(op: WriteOff, unit: UnitOfWork) -> Charge:
    charge = owned(unit.money.charges, op.charge_id, op.client_id, op.version)
    given_up = charge.written_off(op.reason, unit.now)
    require_no_card_under_way(charge, unit)
    return unit.money.charges.save(given_up, ("state",))


@handles(VoidCharge)
def void_charge(op: VoidCharge, unit: UnitOfWork) -> Charge:
    charge = owned(unit.money.charges, op.charge_id, op.client_id, op.version)
    return void(charge, op.reason, unit)


@handles(MarkChargeInError)
def mark_charge_in_error(op: MarkChargeInError, unit: UnitOfWork) -> Charge:
    charge = owned(unit.money.charges, op.charge_id, op.client_id, op.version)
    if live_payment(charge, unit) is not None:
        raise NotAllowedNow("There is a payment for this charge.", "See to the payment first.")
    return unit.money.charges.save(charge.marked_in_error(), ("in_error",))


@handles(MarkPaymentInError)
def mark_payment_in_error(op: MarkPaymentInError, unit: UnitOfWork) -> Payment:
    payment = owned(unit.money.payments, op.payment_id, op.client_id, op.version)
    marked = unit.money.payments.save(payment.marked_in_error(), ("in_error",))
    if payment.state.holds_money:
        charge = unit.money.charges.get(payment.charge_id)
        unit.money.charges.save(charge.reopened(), ("state",))
    return marked


def _to_be_charged(session: Session, unit: UnitOfWork) -> Session:
    if may_be_charged(session):
        return session
    if session.state in CHARGED_WHEN_CHOSEN:
        return unit.money.sessions.save(replace(session, is_charged=True), ("is_charged",))
    raise NotAllowedNow(
        "Only a session that took place, was missed or was cancelled can be charged.",
        "Complete it first, or add a charge without a session.",
    )


def _take(charge: Charge, taken: MoneyTaken, unit: UnitOfWork) -> Payment:
    if taken.method is PaymentMethod.KARA_PAY:
        raise Invalid("method", "Cards are charged through Kara Pay, not noted by hand.")
    paid_at = taken.paid_at or unit.now
    if paid_at.tzinfo is None:
        raise Invalid("paid_at", "This moment lacks its time zone.")
    if paid_at > unit.now:
        raise Invalid("paid_at", "Money cannot have come in in the future.")
    return unit.money.payments.add(
        Payment(
            id=taken.payment_id,
            created_at=unit.now,
            client_id=charge.client_id,
            charge_id=charge.id,
            amount=charge.amount,
            method=taken.method,
            state=PaymentState.SUCCEEDED,
            paid_at=paid_at,
            receipt=unit.money.next_receipt(),
            details=taken.details,
        )
    )
