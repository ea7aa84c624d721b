"""What the payments of a profile show, and what can be done with each of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from kara_tui.commands import payments as commands
from kara_tui.commands.command import Command
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.chargeable import day_of
from kara_tui.domain.credit import Credit, next_credit
from kara_tui.domain.ids import SessionId
from kara_tui.domain.money_views import ChargeLine, ClientAccount
from kara_tui.domain.payment import Payment, PaymentMethod, PaymentState
from kara_tui.domain.session import Session

Item = Session | ChargeLine | Credit
"""A session that is to be charged, a charge with its payments, or a credit."""

_NOTHING = ClientAccount(chargeable=(), lines=(), credits=())
_OF_A_SESSION = {commands.ChargeSession, commands.TakePayment}
_OF_AN_OPEN_CHARGE = {
    commands.TakePayment,
    commands.WriteOff,
    commands.VoidCharge,
    commands.MarkInError,
}
_OF_A_PAYMENT = {commands.ReturnPayment, commands.MarkInError}


@dataclass(frozen=True)
class MoneyShown:
    """A client's money, as it was read."""

    account: ClientAccount = _NOTHING
    sessions: Mapping[SessionId, Session] = field(default_factory=dict)
    """Those that charges and credits name."""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What is shown: what is owed first, then credits that are left, then what is settled."""
        lines, given = self.account.lines, self.account.credits
        living = [one for one in given if not one.in_error]
        return (
            *self.account.chargeable,
            *(one for one in lines if one.charge.state is ChargeState.OPEN),
            *(one for one in living if one.left),
            *(one for one in lines if one.charge.state is not ChargeState.OPEN),
            *(one for one in living if not one.left),
        )

    def session_of(self, item: Item) -> Session | None:
        """Return the session that has to be paid."""
        if isinstance(item, Session):
            return item
        if isinstance(item, ChargeLine) and item.charge.session_id is not None:
            return self.sessions.get(item.charge.session_id)
        return None

    def credit_for(self, item: Item) -> Credit | None:
        """Return the credit that could pay instead of the client; None when there is none."""
        session = self.session_of(item)
        is_owed = isinstance(item, Session) or (isinstance(item, ChargeLine) and _is_payable(item))
        if session is None or not is_owed:
            return None
        return next_credit(self.account.credits, day_of(session))

    def is_possible(self, command: type[Command], item: Item) -> bool:
        """Tell whether a command makes sense for one of the things that are shown."""
        if command is commands.UseCredit:
            return self.credit_for(item) is not None
        if isinstance(item, Session):
            return command in _OF_A_SESSION
        if isinstance(item, ChargeLine):
            return _is_possible_for_charge(command, item)
        if command is commands.GiveCreditBack:
            return bool(item.used_by)
        return command is commands.MarkInError and not item.used_by


def key_of(item: Item) -> UUID:
    """Return what tells one of the things from the others."""
    return item.charge.id if isinstance(item, ChargeLine) else item.id


def receipt_of(line: ChargeLine) -> Payment | None:
    """Return the payment that a receipt is about: the one that counts, else the newest returned."""
    numbered = [one for one in line.payments if one.receipt]
    held = line.payment
    return held if held in numbered else next(iter(numbered), None)


def _is_payable(line: ChargeLine) -> bool:
    return line.charge.state is ChargeState.OPEN and line.payment is None


def _is_possible_for_charge(command: type[Command], line: ChargeLine) -> bool:
    if command is commands.ShowReceipt:
        return receipt_of(line) is not None
    if _is_payable(line):
        return command in _OF_AN_OPEN_CHARGE
    return command in _OF_A_PAYMENT and _is_by_hand(line.payment)


def _is_by_hand(payment: Payment | None) -> bool:
    """Tell whether no provider knows of a payment: then it can be returned, or be an error."""
    return (
        payment is not None
        and payment.state is PaymentState.SUCCEEDED
        and payment.method is not PaymentMethod.KARA_PAY
    )
