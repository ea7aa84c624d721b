"""Card payments: whatever is lost and whoever dies, no client pays twice for one charge."""

import asyncio

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.payment import Payment, PaymentState
from kara_tui.operations.card_payments import ListUnsettledPayments
from kara_tui.payments.port import CardOrder
from kara_tui.payments.scripted import Play, ScriptedProvider
from kara_tui.workflows.take_card_payment import (
    call_off,
    catch_up,
    give_card_money_back,
    take_card_payment,
)
from tests.support.card_payments import (
    AT_ONCE,
    FEE,
    Killed,
    Mortal,
    charged,
    standing,
    taken,
)


@pytest.mark.parametrize(
    ("plays", "state"),
    [
        ([Play.ANSWER], PaymentState.SUCCEEDED),
        ([Play.DECLINE], PaymentState.FAILED),
        ([Play.ASK_CLIENT], PaymentState.NEEDS_CLIENT_ACTION),
        ([Play.LOSE_ANSWER], PaymentState.SUCCEEDED),
        ([Play.LOSE_ASKING], PaymentState.SUCCEEDED),
        ([Play.HANG, Play.ANSWER], PaymentState.SUCCEEDED),
        ([Play.BREAK], PaymentState.SUCCEEDED),
        ([Play.LOSE_ANSWER] * 2, PaymentState.PENDING),
        ([Play.HANG] * 2, PaymentState.PENDING),
    ],
)
async def test_an_unknown_outcome_is_asked_for_again_with_the_same_id(
    backend: Backend, plays: list[Play], state: PaymentState
) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider(plays)
    payment = await taken(backend, provider, charge)
    assert payment.state is state
    assert set(provider.outcomes) == {payment.id}
    now, payments = await standing(backend, charge)
    assert payments == (payment,)
    assert (now.state is ChargeState.PAID) == (state is PaymentState.SUCCEEDED)


async def test_taking_it_again_goes_on_with_what_is_under_way(backend: Backend) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider([Play.LOSE_ANSWER] * 2)
    lost = await taken(backend, provider, charge)
    found = await taken(backend, provider, charge)
    assert (found.id, found.state) == (lost.id, PaymentState.SUCCEEDED)
    assert provider.charged == 1
    with pytest.raises(NotAllowedNow):
        await taken(backend, provider, charge)


async def test_two_who_take_it_at_once_take_it_once(backend: Backend) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider()
    both = await asyncio.gather(
        taken(backend, provider, charge), taken(backend, provider, charge), return_exceptions=True
    )
    assert any(isinstance(one, Payment) for one in both)
    assert provider.charged == 1
    _, payments = await standing(backend, charge)
    assert [one.state for one in payments] == [PaymentState.SUCCEEDED]


async def test_a_payment_that_waits_for_the_client_is_settled_when_they_confirm(
    backend: Backend,
) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider([Play.ASK_CLIENT])
    waiting = await taken(backend, provider, charge)
    assert str(waiting.id) in waiting.action_url
    assert await catch_up(backend, provider) == ()
    provider.client_confirms(waiting.id, FEE)
    (settled,) = await catch_up(backend, provider)
    assert (settled.id, settled.state) == (waiting.id, PaymentState.SUCCEEDED)
    assert await catch_up(backend, provider) == ()


async def test_a_card_that_was_refused_makes_room_for_another(backend: Backend) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider([Play.DECLINE])
    refused = await taken(backend, provider, charge)
    paid = await taken(backend, provider, charge)
    assert (refused.failure, paid.receipt) == ("card_declined", 1)
    assert paid.id != refused.id


@pytest.mark.parametrize("plays", [[Play.LOSE_ANSWER] * 2, [Play.LOSE_ASKING] * 2])
async def test_a_payment_that_is_called_off_takes_nothing_even_later(
    backend: Backend, plays: list[Play]
) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider(plays)
    lost = await taken(backend, provider, charge)
    called_off = await call_off(backend, provider, lost, pauses=AT_ONCE)
    assert called_off.state is PaymentState.VOIDED
    await provider.charge(CardOrder(payment_id=lost.id, amount=FEE))
    assert provider.taken == {}
    assert (await taken(backend, provider, charge)).state is PaymentState.SUCCEEDED


async def test_a_refused_card_cannot_be_called_off_and_is_told_as_refused(
    backend: Backend,
) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider([Play.ASK_CLIENT])
    waiting = await taken(backend, provider, charge)
    provider.client_refuses(waiting.id)
    assert (await call_off(backend, provider, waiting)).state is PaymentState.FAILED


async def test_money_given_back_is_owed_again_however_often_it_is_asked_for(
    backend: Backend,
) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider()
    paid = await taken(backend, provider, charge)
    provider.plays.extend([Play.LOSE_ANSWER] * 2)
    going = await give_card_money_back(backend, provider, paid, pauses=AT_ONCE)
    assert going.state is PaymentState.RETURNING
    gone = await give_card_money_back(backend, provider, going, pauses=AT_ONCE)
    assert (gone.state, provider.taken) == (PaymentState.VOIDED, {})
    assert (await standing(backend, charge))[0].state is ChargeState.OPEN


async def test_a_return_that_the_provider_refuses_leaves_it_paid(backend: Backend) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider()
    paid = await taken(backend, provider, charge)
    provider.plays.append(Play.DECLINE)
    kept = await give_card_money_back(backend, provider, paid)
    assert (kept.state, kept.failure) == (PaymentState.SUCCEEDED, "refund_refused")
    assert (await standing(backend, charge))[0].state is ChargeState.PAID


@pytest.mark.parametrize("step", range(1, 7))
@pytest.mark.parametrize("play", [Play.ANSWER, Play.DECLINE, Play.LOSE_ASKING])
async def test_whoever_dies_between_two_steps_leaves_nothing_to_be_paid_twice(
    backend: Backend, step: int, play: Play
) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider([play])
    mortal = Mortal(backend, provider, dies_at=step)
    with pytest.raises(Killed):
        await take_card_payment(mortal, mortal, charge, pauses=AT_ONCE)
    await catch_up(backend, provider)
    now, payments = await standing(backend, charge)
    assert len(payments) <= 1
    if now.state is not ChargeState.PAID:
        assert (await taken(backend, provider, charge)).state in {
            PaymentState.SUCCEEDED,
            PaymentState.FAILED,
        }
    _, payments = await standing(backend, charge)
    assert sum(one.state.holds_money for one in payments) == len(provider.taken) <= 1
    assert provider.charged <= 1


async def test_a_payment_that_never_reached_the_provider_charges_nobody_by_itself(
    backend: Backend,
) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider([Play.LOSE_ASKING] * 2)
    lost = await taken(backend, provider, charge)
    for _ in range(3):
        assert await catch_up(backend, provider) == ()
    assert provider.taken == {}
    assert await backend(ListUnsettledPayments()) == (lost,)
