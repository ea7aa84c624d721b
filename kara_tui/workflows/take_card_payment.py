"""Card payments: written down before the provider is asked, asked again with the same id.

Whoever dies between two steps leaves a payment of which only the provider knows what became.
It is never begun a second time: to take the payment again goes on with it, and `catch_up` asks
what became of it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from kara_tui.backend.protocol import Backend
from kara_tui.domain.card_outcome import UNKNOWN, CardOutcome, CardOutcomeKind
from kara_tui.domain.charge import Charge
from kara_tui.domain.errors import Offline
from kara_tui.domain.payment import Payment, PaymentState
from kara_tui.operations.card_payments import (
    BeginCardPayment,
    BeginCardReturn,
    ListUnsettledPayments,
    SettleCardPayment,
)
from kara_tui.payments.port import CardOrder, CardProvider

PATIENCE_SECONDS = 20.0
"""How long the provider may take for one answer."""

PAUSES_SECONDS = (1.0, 3.0)
"""How long to wait before it is asked again with the same id."""


async def take_card_payment(
    backend: Backend,
    provider: CardProvider,
    charge: Charge,
    *,
    pauses: Sequence[float] = PAUSES_SECONDS,
    patience: float = PATIENCE_SECONDS,
) -> Payment:
    """Pay a charge by card, or go on with the payment of it that is under way.

    Returns the payment: paid, failed, waiting for the client, or with its outcome still unknown.
    In that last case nothing is lost: call this again, or `catch_up`, or `call_off`.

    Raises:
        KaraError: When the charge cannot be paid, or the store fails.
    """
    payment = await backend(BeginCardPayment(client_id=charge.client_id, charge_id=charge.id))
    order = CardOrder(payment_id=payment.id, amount=payment.amount)
    outcome = await _certain(lambda: provider.charge(order), pauses, patience)
    return await _settled(backend, payment, outcome)


async def call_off(
    backend: Backend,
    provider: CardProvider,
    payment: Payment,
    *,
    pauses: Sequence[float] = PAUSES_SECONDS,
    patience: float = PATIENCE_SECONDS,
) -> Payment:
    """End a payment that is under way; what was taken meanwhile is given back.

    Raises:
        KaraError: When the store fails.
    """
    outcome = await _certain(lambda: provider.give_back(payment.id), pauses, patience)
    if outcome.kind is CardOutcomeKind.FAILED:
        # It cannot be called off: what became of it is another question.
        outcome = await _certain(lambda: provider.ask(payment.id), pauses, patience)
    return await _settled(backend, payment, outcome)


async def give_card_money_back(
    backend: Backend,
    provider: CardProvider,
    payment: Payment,
    *,
    pauses: Sequence[float] = PAUSES_SECONDS,
    patience: float = PATIENCE_SECONDS,
) -> Payment:
    """Give the money of a card payment back, or go on giving it back.

    Raises:
        KaraError: When no money came in by card, or the store fails.
    """
    if payment.state is not PaymentState.RETURNING:
        payment = await backend(
            BeginCardReturn(
                client_id=payment.client_id, payment_id=payment.id, version=payment.version
            )
        )
    outcome = await _certain(lambda: provider.give_back(payment.id), pauses, patience)
    return await _settled(backend, payment, outcome)


async def catch_up(
    backend: Backend, provider: CardProvider, *, patience: float = PATIENCE_SECONDS
) -> tuple[Payment, ...]:
    """Ask what became of every payment that is not settled, and return those that now are.

    Nobody's card is charged here: of a payment that never reached the provider nothing becomes
    until somebody takes it again or calls it off.

    Raises:
        KaraError: When the store fails.
    """
    settled: list[Payment] = []
    for payment in await backend(ListUnsettledPayments()):
        returning = payment.state is PaymentState.RETURNING
        asked = provider.give_back if returning else provider.ask
        outcome = await _answer(asked(payment.id), patience)
        after = await _settled(backend, payment, outcome)
        if after.state is not payment.state:
            settled.append(after)
    return tuple(settled)


async def _certain(
    asking: Callable[[], Awaitable[CardOutcome]], pauses: Sequence[float], patience: float
) -> CardOutcome:
    """Return the first answer that is certain; `UNKNOWN` when none came after the last pause."""
    for pause in (*pauses, None):
        outcome = await _answer(asking(), patience)
        if outcome.kind is not CardOutcomeKind.UNKNOWN:
            return outcome
        if pause is not None:
            await asyncio.sleep(pause)
    return UNKNOWN


async def _answer(asked: Awaitable[CardOutcome], patience: float) -> CardOutcome:
    try:
        async with asyncio.timeout(patience):
            return await asked
    except (TimeoutError, Offline, OSError):
        # The money may have been taken all the same.
        return UNKNOWN


async def _settled(backend: Backend, payment: Payment, outcome: CardOutcome) -> Payment:
    if outcome.kind is CardOutcomeKind.UNKNOWN:
        return payment
    return await backend(
        SettleCardPayment(client_id=payment.client_id, payment_id=payment.id, outcome=outcome)
    )
