"""Fees and the money for them: what is owed is paid once, and every receipt has its number."""

from datetime import date, datetime, timedelta

import pytest

from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.client import Client
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Conflict, Invalid, NotAllowedNow, NotFound
from kara_tui.domain.ids import ClientId
from kara_tui.domain.money import Money
from kara_tui.domain.money_views import ChargesShown
from kara_tui.domain.payment import Payment, PaymentMethod, PaymentState
from kara_tui.operations.history import UndoMove
from kara_tui.operations.payments import (
    AddCharge,
    ClientMoney,
    FindReceipt,
    ListCharges,
    MarkChargeInError,
    MarkPaymentInError,
    MoneyTaken,
    RecordPayment,
    ReturnPayment,
    UnpaidSums,
    VoidCharge,
    WriteOff,
)
from tests.support.people import added
from tests.support.practice import Practice

DUE = date(2026, 3, 2)
CASH = PaymentMethod.CASH


def isk(minor: int) -> Money:
    """Return an amount in krónur."""
    return Money(minor=minor, currency="ISK")


async def charged(
    practice: Practice, client: Client, minor: int = 18500, due: date = DUE, currency: str = "ISK"
) -> Charge:
    """Charge a client for something."""
    return await practice.backend(
        AddCharge(
            client_id=client.id,
            amount=Money(minor=minor, currency=currency),
            due_on=due,
            details=Remark(text="A report"),
        )
    )


def paying(
    charge: Charge,
    method: PaymentMethod = CASH,
    paid_at: datetime | None = None,
    remark: str = "",
) -> RecordPayment:
    """Return the wish to note that a charge was paid."""
    return RecordPayment(
        client_id=charge.client_id,
        charge_id=charge.id,
        version=charge.version,
        taken=MoneyTaken(method=method, paid_at=paid_at, details=Remark(text=remark)),
    )


async def line_of(practice: Practice, charge: Charge) -> tuple[Charge, tuple[Payment, ...]]:
    """Return a charge as it stands now, with its payments."""
    account = await practice.backend(ClientMoney(client_id=charge.client_id))
    (line,) = [one for one in account.lines if one.charge.id == charge.id]
    return line.charge, line.payments


class PaymentContract:
    """What a backend promises about charges and payments."""

    async def test_a_charge_is_owed_until_it_is_paid(self, practice: Practice) -> None:
        client = await added(practice.backend)
        charge = await charged(practice, client)
        account = await practice.backend(ClientMoney(client_id=client.id))
        assert account.unpaid == (isk(18500),)
        payment = await practice.backend(paying(charge, remark="In an envelope"))
        assert (payment.state, payment.amount, payment.receipt) == (
            PaymentState.SUCCEEDED,
            isk(18500),
            1,
        )
        assert payment.paid_at == practice.clock.now
        after = await practice.backend(ClientMoney(client_id=client.id))
        assert (after.unpaid, after.total(ChargeState.PAID)) == ((), (isk(18500),))
        assert after.lines[0].payment == payment

    async def test_a_charge_is_paid_once_and_only_as_it_was_seen(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        await practice.backend(paying(charge))
        with pytest.raises(Conflict):
            await practice.backend(paying(charge))
        paid, _ = await line_of(practice, charge)
        for wish in (
            paying(paid),
            WriteOff(
                client_id=paid.client_id,
                charge_id=paid.id,
                version=paid.version,
                reason=Remark(text="x"),
            ),
            VoidCharge(client_id=paid.client_id, charge_id=paid.id, version=paid.version),
            MarkChargeInError(client_id=paid.client_id, charge_id=paid.id, version=paid.version),
        ):
            with pytest.raises(NotAllowedNow):
                await practice.backend(wish)
        assert (await line_of(practice, charge))[0] == paid

    async def test_receipts_are_numbered_without_a_gap_whatever_is_taken_back(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        first, second, third, fourth = [await charged(practice, client) for _ in range(4)]
        one = await practice.backend(paying(first))
        undone = paying(second)
        assert (await practice.backend(undone)).receipt == 2
        await practice.backend(UndoMove(move=undone.intent))
        returned = await practice.backend(
            ReturnPayment(client_id=client.id, payment_id=one.id, version=one.version)
        )
        assert (returned.state, returned.receipt) == (PaymentState.VOIDED, 1)
        assert (await practice.backend(paying(third))).receipt == 3
        marked = await practice.backend(paying(fourth))
        await practice.backend(
            MarkPaymentInError(client_id=client.id, payment_id=marked.id, version=marked.version)
        )
        again, _ = await line_of(practice, fourth)
        assert again.state is ChargeState.OPEN
        assert (await practice.backend(paying(again))).receipt == 5
        assert (await practice.backend(FindReceipt(number=3))).charge_id == third.id
        for lost in (2, 4, 6, 0, -1):
            with pytest.raises(NotFound):
                await practice.backend(FindReceipt(number=lost))

    async def test_a_charge_is_paid_on_its_own_client_only(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend, "Anna"))
        other = await added(practice.backend, "Bea")
        for wish in (
            RecordPayment(
                client_id=other.id,
                charge_id=charge.id,
                version=1,
                taken=MoneyTaken(method=CASH),
            ),
            VoidCharge(client_id=other.id, charge_id=charge.id, version=1),
        ):
            with pytest.raises(NotFound):
                await practice.backend(wish)

    async def test_money_comes_in_by_hand_and_never_in_the_future(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        later = practice.clock.now + timedelta(hours=1)
        for wish in (
            paying(charge, paid_at=later),
            paying(charge, paid_at=later.replace(tzinfo=None)),
            paying(charge, method=PaymentMethod.KARA_PAY),
        ):
            with pytest.raises(Invalid):
                await practice.backend(wish)
        earlier = practice.clock.now - timedelta(days=3)
        assert (await practice.backend(paying(charge, paid_at=earlier))).paid_at == earlier

    @pytest.mark.parametrize(
        "amount", [isk(0), isk(-1), isk(10**13), Money(minor=1, currency="kr"),
                   Money(minor=1, currency="ISKR")]
    )  # fmt: skip
    async def test_nobody_is_charged_nothing_or_nonsense(
        self, practice: Practice, amount: Money
    ) -> None:
        client = await added(practice.backend)
        with pytest.raises(Invalid):
            await practice.backend(
                AddCharge(client_id=client.id, amount=amount, due_on=DUE, details=Remark())
            )
        assert (await practice.backend(ClientMoney(client_id=client.id))).lines == ()

    async def test_a_charge_is_written_off_with_a_reason_and_owed_again_when_taken_back(
        self, practice: Practice
    ) -> None:
        charge = await charged(practice, await added(practice.backend))
        reasons = Remark(text=" "), Remark(text="Moved abroad")
        silent, told = (
            WriteOff(client_id=charge.client_id, charge_id=charge.id, version=1, reason=one)
            for one in reasons
        )
        with pytest.raises(Invalid):
            await practice.backend(silent)
        gone = await practice.backend(told)
        assert (gone.state, gone.reason) == (ChargeState.WRITTEN_OFF, reasons[1])
        assert await practice.backend(UnpaidSums(client_ids=(charge.client_id,))) == ()
        with pytest.raises(NotAllowedNow):
            await practice.backend(paying(gone))
        await practice.backend(UndoMove(move=told.intent))
        back, _ = await line_of(practice, charge)
        assert (back.state, back.reason, back.closed_at) == (ChargeState.OPEN, None, None)

    async def test_every_move_is_taken_back_as_a_whole(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        pay = paying(charge)
        payment = await practice.backend(pay)
        give_back = ReturnPayment(
            client_id=charge.client_id, payment_id=payment.id, version=payment.version
        )
        await practice.backend(give_back)
        assert (await line_of(practice, charge))[0].state is ChargeState.OPEN
        await practice.backend(UndoMove(move=give_back.intent))
        again, payments = await line_of(practice, charge)
        assert again.state is ChargeState.PAID
        assert [one.state for one in payments] == [PaymentState.SUCCEEDED]
        await practice.backend(UndoMove(move=pay.intent))
        owed, payments = await line_of(practice, charge)
        assert (owed.state, payments) == (ChargeState.OPEN, ())

    async def test_what_was_entered_in_error_is_nowhere_to_be_seen(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        charge = await charged(practice, client)
        void = VoidCharge(client_id=client.id, charge_id=charge.id, version=1)
        voided = await practice.backend(void)
        assert voided.state is ChargeState.VOIDED
        mark = MarkChargeInError(client_id=client.id, charge_id=charge.id, version=2)
        assert (await practice.backend(mark)).in_error
        assert (await practice.backend(ClientMoney(client_id=client.id))).lines == ()
        assert (await practice.backend(ListCharges(shown=ChargesShown.ALL))).total == 0
        with pytest.raises(NotFound):
            await practice.backend(paying(charge))

    async def test_nothing_is_noted_for_a_client_who_is_not_there(self, practice: Practice) -> None:
        charge = await charged(practice, await added(practice.backend))
        nobody = ClientId(charge.id)
        with pytest.raises(NotFound):
            await practice.backend(
                AddCharge(client_id=nobody, amount=isk(1), due_on=DUE, details=Remark())
            )
        with pytest.raises(NotFound):
            await practice.backend(ClientMoney(client_id=nobody))
