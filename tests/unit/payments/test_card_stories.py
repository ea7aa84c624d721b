"""Card payments in stories: what is lost, who dies and what comes late, in any order."""

from contextlib import suppress
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kara_tui.backend.protocol import Backend
from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.payment import Payment
from kara_tui.operations.card_payments import SettleCardPayment
from kara_tui.payments.scripted import Play, ScriptedProvider
from kara_tui.workflows.take_card_payment import (
    call_off,
    catch_up,
    give_card_money_back,
    take_card_payment,
)
from tests.support.card_payments import AT_ONCE, FEE, Killed, Mortal, charged, standing

ACTS = ("take", "catch up", "call off", "give back", "confirm", "refuse", "news", "news twice")


@dataclass(frozen=True)
class Act:
    """Something that happens, how the provider's next calls go, and when the user dies."""

    what: str
    plays: tuple[Play, ...]
    dies_at: int | None


_STORIES = st.lists(
    st.builds(
        Act,
        what=st.sampled_from(ACTS),
        plays=st.lists(
            st.sampled_from([one for one in Play if one is not Play.HANG]), max_size=3
        ).map(tuple),
        dies_at=st.none() | st.integers(1, 8),
    ),
    min_size=1,
    max_size=7,
)


@given(story=_STORIES)
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_in_no_story_does_a_client_pay_twice_and_the_books_tell_the_truth_in_the_end(
    backend: Backend, story: list[Act]
) -> None:
    charge = await charged(backend)
    provider = ScriptedProvider()
    for act in story:
        provider.plays.clear()
        provider.plays.extend(act.plays)
        with suppress(Killed, NotAllowedNow):
            await _happen(act, Mortal(backend, provider, act.dies_at), charge)
        assert len(provider.taken) <= 1
        _, payments = await standing(backend, charge)
        assert sum(one.is_live for one in payments) <= 1
    provider.plays.clear()
    await catch_up(backend, provider)
    now, payments = await standing(backend, charge)
    held = {one.id for one in payments if one.state.holds_money}
    assert held == set(provider.taken)
    assert now.state is (ChargeState.PAID if held else ChargeState.OPEN)
    numbers = [one.receipt for one in payments if one.receipt]
    assert len(numbers) == len(set(numbers))


async def _happen(act: Act, mortal: Mortal, charge: Charge) -> None:
    _, payments = await standing(mortal.backend, charge)
    newest = payments[0] if payments else None
    if act.what == "take":
        await take_card_payment(mortal, mortal, charge, pauses=AT_ONCE)
    elif act.what == "catch up":
        await catch_up(mortal, mortal)
    elif act.what.startswith("news"):
        for payment_id, outcome in mortal.provider.notices * (2 if "twice" in act.what else 1):
            await mortal(
                SettleCardPayment(
                    client_id=charge.client_id, payment_id=payment_id, outcome=outcome
                )
            )
    elif newest is not None:
        await _happen_to(newest, act, mortal)


async def _happen_to(payment: Payment, act: Act, mortal: Mortal) -> None:
    if act.what == "call off" and payment.state.is_under_way:
        await call_off(mortal, mortal, payment, pauses=AT_ONCE)
    elif act.what == "give back":
        await give_card_money_back(mortal, mortal, payment, pauses=AT_ONCE)
    elif act.what == "confirm":
        mortal.provider.client_confirms(payment.id, FEE)
    elif act.what == "refuse":
        mortal.provider.client_refuses(payment.id)
