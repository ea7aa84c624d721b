"""Every move with money is taken back as a whole, as long as nothing was built upon it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from kara_tui.domain.details import Remark
from kara_tui.domain.money_views import ClientAccount
from kara_tui.domain.record import Record
from kara_tui.domain.session import Session
from kara_tui.operations import payments, sponsored_credits
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.history import UndoMove
from kara_tui.operations.payments import (
    AddCharge,
    ChargeSession,
    MarkChargeInError,
    MarkPaymentInError,
    RecordPayment,
    ReturnPayment,
    VoidCharge,
    WriteOff,
)
from kara_tui.operations.sponsored_credits import (
    GiveCredit,
    GiveCreditBack,
    MarkCreditInError,
    UseCredit,
)
from kara_tui.operations.table import operations
from tests.contract.suite.payments import DUE, isk, paying
from tests.contract.suite.session_money import account, charging, given, held, using, voiding
from tests.support.practice import Practice

Wish = ChangeOperation[Any]
WHY = Remark(text="A mistake")


async def _of_nothing(kind: type[Wish], _practice: Practice, one: Session) -> Wish:
    if kind is AddCharge:
        return AddCharge(client_id=one.client_id, amount=isk(5), due_on=DUE, details=WHY)
    if kind is GiveCredit:
        return GiveCredit(client_id=one.client_id, sessions=2, details=WHY)
    return charging(one)


async def _of_charge(kind: type[Wish], practice: Practice, one: Session) -> Wish:
    charge = await practice.backend(charging(one))
    if kind is RecordPayment:
        return paying(charge)
    if kind is VoidCharge:
        return voiding(charge)
    where: dict[str, Any] = {"client_id": one.client_id, "charge_id": charge.id, "version": 1}
    return WriteOff(**where, reason=WHY) if kind is WriteOff else MarkChargeInError(**where)


async def _of_payment(kind: type[Wish], practice: Practice, one: Session) -> Wish:
    payment = await practice.backend(paying(await practice.backend(charging(one))))
    where: dict[str, Any] = {"client_id": one.client_id, "payment_id": payment.id, "version": 1}
    return ReturnPayment(**where) if kind is ReturnPayment else MarkPaymentInError(**where)


async def _of_credit(kind: type[Wish], practice: Practice, one: Session) -> Wish:
    credit = await given(practice, one)
    if kind is UseCredit:
        return using(credit, one)
    if kind is GiveCreditBack:
        used = await practice.backend(using(credit, one))
        return GiveCreditBack(
            client_id=one.client_id, credit_id=used.id, version=used.version, session_id=one.id
        )
    return MarkCreditInError(client_id=one.client_id, credit_id=credit.id, version=1)


Step = Callable[[type[Wish], Practice, Session], Awaitable[Wish]]

_STEPS: dict[type[Wish], Step] = {
    AddCharge: _of_nothing,
    GiveCredit: _of_nothing,
    ChargeSession: _of_nothing,
    RecordPayment: _of_charge,
    VoidCharge: _of_charge,
    WriteOff: _of_charge,
    MarkChargeInError: _of_charge,
    ReturnPayment: _of_payment,
    MarkPaymentInError: _of_payment,
    UseCredit: _of_credit,
    GiveCreditBack: _of_credit,
    MarkCreditInError: _of_credit,
}


class MoneyUndoContract:
    """What of the money can be taken back."""

    @pytest.mark.parametrize("kind", _STEPS, ids=lambda kind: kind.__name__)
    async def test_money_stands_as_it_stood_when_a_move_is_taken_back(
        self, practice: Practice, kind: type[Wish]
    ) -> None:
        session = await held(practice)
        wish = await _STEPS[kind](kind, practice, session)
        before = _content(await account(practice, session))
        await practice.backend(wish)
        assert _content(await account(practice, session)) != before
        await practice.backend(UndoMove(move=wish.intent))
        assert _content(await account(practice, session)) == before

    def test_every_move_with_money_that_can_be_taken_back_is_tried(self) -> None:
        modules = {payments.__name__, sponsored_credits.__name__}
        undoable = {one for one in operations() if one.undoable and one.__module__ in modules}
        assert undoable == set(_STEPS)


def _content(money: ClientAccount) -> tuple[list[Record], ...]:
    """Return all records of an account but for how often they were saved."""
    return (
        [replace(one, version=0) for one in money.chargeable],
        [replace(line.charge, version=0) for line in money.lines],
        [replace(one, version=0) for line in money.lines for one in line.payments],
        [replace(one, version=0) for one in money.credits],
    )
