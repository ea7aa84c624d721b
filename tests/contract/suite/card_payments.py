"""Payments by card: one under way for each charge, and old news change nothing."""

import pytest

from kara_tui.domain.card_outcome import UNKNOWN, CardOutcome, CardOutcomeKind
from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound
from kara_tui.domain.payment import Payment, PaymentMethod, PaymentState
from kara_tui.operations.card_payments import (
    BeginCardPayment,
    BeginCardReturn,
    ListUnsettledPayments,
    SettleCardPayment,
)
from kara_tui.operations.history import UndoMove
from kara_tui.operations.payments import (
    AddCharge,
    MarkPaymentInError,
    ReturnPayment,
    VoidCharge,
    WriteOff,
)
from tests.contract.suite.payments import DUE, charged, isk, line_of, paying
from tests.support.people import added
from tests.support.practice import Practice

SUCCEEDED = CardOutcome(kind=CardOutcomeKind.SUCCEEDED, reference="ch_1")
FAILED = CardOutcome(kind=CardOutcomeKind.FAILED, failure="card_declined")
RETURNED = CardOutcome(kind=CardOutcomeKind.RETURNED)
CONFIRM = CardOutcome(
    kind=CardOutcomeKind.NEEDS_CLIENT_ACTION, action_url="https://pay.example/confirm"
)


def beginning(charge: Charge) -> BeginCardPayment:
    return BeginCardPayment(client_id=charge.client_id, charge_id=charge.id)


def settling(payment: Payment, outcome: CardOutcome) -> SettleCardPayment:
    return SettleCardPayment(client_id=payment.client_id, payment_id=payment.id, outcome=outcome)


def returning(payment: Payment) -> BeginCardReturn:
    return BeginCardReturn(
        client_id=payment.client_id, payment_id=payment.id, version=payment.version
    )


class CardPaymentContract:
    """What a backend promises about card payments."""

    async def test_a_payment_is_written_before_anybody_is_asked(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        begin = BeginCardPayment(client_id=charge.client_id, charge_id=charge.id)
        payment = await practice.backend(begin)
        assert (payment.id, payment.state, payment.method, payment.amount, payment.receipt) == (
            begin.payment_id,
            PaymentState.PENDING,
            PaymentMethod.KARA_PAY,
            isk(18500),
            0,
        )
        assert await practice.backend(ListUnsettledPayments()) == (payment,)
        told = SettleCardPayment(
            client_id=payment.client_id, payment_id=payment.id, outcome=SUCCEEDED
        )
        paid = await practice.backend(told)
        assert (paid.state, paid.receipt, paid.provider_reference, paid.paid_at) == (
            PaymentState.SUCCEEDED,
            1,
            "ch_1",
            practice.clock.now,
        )
        assert (await line_of(practice, charge))[0].state is ChargeState.PAID
        assert await practice.backend(ListUnsettledPayments()) == ()

    async def test_beginning_again_finds_the_payment_that_is_under_way(
        self, practice: Practice
    ) -> None:
        charge = await charged(practice, await added(practice.backend))
        payment = await practice.backend(beginning(charge))
        assert await practice.backend(beginning(charge)) == payment
        asked = await practice.backend(settling(payment, CONFIRM))
        assert (asked.state, asked.action_url) == (
            PaymentState.NEEDS_CLIENT_ACTION,
            "https://pay.example/confirm",
        )
        assert await practice.backend(beginning(charge)) == asked
        assert (await line_of(practice, charge))[1] == (asked,)

    async def test_news_may_come_late_twice_and_in_any_order(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        payment = await practice.backend(beginning(charge))
        assert await practice.backend(settling(payment, UNKNOWN)) == payment
        paid = await practice.backend(settling(payment, SUCCEEDED))
        for old in (SUCCEEDED, CONFIRM, UNKNOWN):
            assert await practice.backend(settling(payment, old)) == paid
        with pytest.raises(NotAllowedNow, match="contradicts"):
            await practice.backend(settling(payment, FAILED))
        with pytest.raises(NotAllowedNow):
            await practice.backend(beginning(charge))

    async def test_a_failed_card_makes_room_for_another_payment(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        first = await practice.backend(beginning(charge))
        failed = await practice.backend(settling(first, FAILED))
        assert (failed.state, failed.failure, failed.receipt) == (
            PaymentState.FAILED,
            "card_declined",
            0,
        )
        second = await practice.backend(beginning(charge))
        assert second.id != first.id
        await practice.backend(settling(second, SUCCEEDED))
        with pytest.raises(NotAllowedNow, match="contradicts"):
            await practice.backend(settling(first, SUCCEEDED))
        _, payments = await line_of(practice, charge)
        assert [one.state for one in payments] == [PaymentState.SUCCEEDED, PaymentState.FAILED]

    async def test_nothing_else_is_done_with_a_charge_while_the_card_is_asked(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        add = AddCharge(client_id=client.id, amount=isk(900), due_on=DUE, details=Remark())
        charge = await practice.backend(add)
        payment = await practice.backend(beginning(charge))
        for wish in (
            paying(charge),
            WriteOff(
                client_id=client.id, charge_id=charge.id, version=1, reason=Remark(text="Why not")
            ),
            VoidCharge(client_id=client.id, charge_id=charge.id, version=1),
            UndoMove(move=add.intent),
            MarkPaymentInError(client_id=client.id, payment_id=payment.id, version=1),
        ):
            with pytest.raises(NotAllowedNow):
                await practice.backend(wish)
        called_off = await practice.backend(settling(payment, RETURNED))
        assert (called_off.state, called_off.receipt) == (PaymentState.VOIDED, 0)
        assert (await practice.backend(paying(charge))).receipt == 1

    async def test_card_money_goes_back_through_the_provider(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        payment = await practice.backend(beginning(charge))
        paid = await practice.backend(settling(payment, SUCCEEDED))
        with pytest.raises(NotAllowedNow, match="Kara Pay"):
            await practice.backend(
                ReturnPayment(client_id=paid.client_id, payment_id=paid.id, version=paid.version)
            )
        going = await practice.backend(returning(paid))
        assert going.state is PaymentState.RETURNING
        assert await practice.backend(ListUnsettledPayments()) == (going,)
        assert (await line_of(practice, charge))[0].state is ChargeState.PAID
        refused = await practice.backend(settling(payment, FAILED))
        assert (refused.state, refused.failure) == (PaymentState.SUCCEEDED, "card_declined")
        await practice.backend(returning(refused))
        gone = await practice.backend(settling(payment, RETURNED))
        assert (gone.state, gone.receipt) == (PaymentState.VOIDED, 1)
        assert (await line_of(practice, charge))[0].state is ChargeState.OPEN
        assert await practice.backend(settling(payment, SUCCEEDED)) == gone

    async def test_cash_is_not_returned_through_a_provider(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        cash = await practice.backend(paying(charge))
        with pytest.raises(NotAllowedNow, match="provider"):
            await practice.backend(
                BeginCardReturn(client_id=cash.client_id, payment_id=cash.id, version=cash.version)
            )

    @pytest.mark.parametrize("url", ["http://pay.example", "javascript:alert(1)", ""])
    async def test_nobody_is_sent_to_an_address_that_is_not_safe(
        self, practice: Practice, url: str
    ) -> None:
        charge = await charged(practice, await added(practice.backend))
        payment = await practice.backend(beginning(charge))
        where = CardOutcome(kind=CardOutcomeKind.NEEDS_CLIENT_ACTION, action_url=url)
        with pytest.raises(Invalid):
            await practice.backend(settling(payment, where))
        assert (await line_of(practice, charge))[1] == (payment,)

    async def test_a_colleague_settles_nothing(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        payment = await practice.backend(beginning(charge))
        colleague = practice.colleague()
        for wish in (beginning(charge), settling(payment, SUCCEEDED)):
            with pytest.raises(NotFound):
                await colleague(wish)
        assert await colleague(ListUnsettledPayments()) == ()
