"""A card payment whose user may die at any moment, and how it stands then."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kara_tui.backend.protocol import Backend
from kara_tui.domain.card_outcome import CardOutcome
from kara_tui.domain.charge import Charge
from kara_tui.domain.details import Remark
from kara_tui.domain.history import Change
from kara_tui.domain.ids import PaymentId
from kara_tui.domain.money import Money
from kara_tui.domain.payment import Payment
from kara_tui.operations.base import Operation
from kara_tui.operations.payments import AddCharge, ClientMoney
from kara_tui.payments.port import CardOrder
from kara_tui.payments.scripted import ScriptedProvider
from kara_tui.workflows.take_card_payment import take_card_payment
from tests.support.people import added

T = TypeVar("T")

FEE = Money(minor=18500, currency="ISK")
AT_ONCE = (0.0,)
IMPATIENT = 0.005


class Killed(BaseException):
    """The program ends here, as after kill -9."""


@dataclass
class Mortal:
    """A workstation, and a line to the provider, whose user may die before and after each call."""

    backend: Backend
    provider: ScriptedProvider
    dies_at: int | None = None
    step: int = 0

    async def __call__(self, operation: Operation[T]) -> T:
        return await self._around(lambda: self.backend(operation))

    def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        return self.backend.changes()

    async def close(self) -> None:
        await self.backend.close()

    async def charge(self, order: CardOrder) -> CardOutcome:
        return await self._around(lambda: self.provider.charge(order))

    async def give_back(self, payment_id: PaymentId) -> CardOutcome:
        return await self._around(lambda: self.provider.give_back(payment_id))

    async def ask(self, payment_id: PaymentId) -> CardOutcome:
        return await self._around(lambda: self.provider.ask(payment_id))

    async def _around(self, call: Callable[[], Awaitable[T]]) -> T:
        self._may_die()
        answer = await call()
        self._may_die()
        return answer

    def _may_die(self) -> None:
        self.step += 1
        if self.step == self.dies_at:
            raise Killed


async def charged(backend: Backend) -> Charge:
    """Charge a new client."""
    client = await added(backend)
    return await backend(
        AddCharge(
            client_id=client.id, amount=FEE, due_on=date(2026, 3, 2), details=Remark(text="x")
        )
    )


async def standing(backend: Backend, charge: Charge) -> tuple[Charge, tuple[Payment, ...]]:
    """Return a charge as it stands now, with its payments."""
    (line,) = (await backend(ClientMoney(client_id=charge.client_id))).lines
    return line.charge, line.payments


async def taken(backend: Backend, provider: ScriptedProvider, charge: Charge) -> Payment:
    """Take a payment of it, without patience."""
    return await take_card_payment(backend, provider, charge, pauses=AT_ONCE, patience=IMPATIENT)
