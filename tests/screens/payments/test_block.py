"""What a client owes and has paid, on the profile."""

from datetime import date, timedelta

import pytest
from textual.widgets import Static

from kara_tui.backend.protocol import Backend
from kara_tui.commands import payments as commands
from kara_tui.commands.command import Command
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.details import Remark
from kara_tui.domain.money import Money
from kara_tui.domain.payment import PaymentMethod
from kara_tui.domain.private import opened
from kara_tui.operations.card_payments import BeginCardPayment
from kara_tui.operations.sponsored_credits import GiveCredit
from kara_tui.screens.payments_block import PaymentsBlock
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.widgets.entry_list import EntryList
from tests.screens.payments.helpers import (
    LAST_MONDAY,
    block,
    charged,
    dialog,
    held,
    money,
    paid,
    payments,
    sponsored,
    typed,
)
from tests.screens.profile.helpers import press, until
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted
from tests.support.people import added
from tests.support.sessions import KRONUR

ALWAYS: set[type[Command]] = {commands.AddCharge, commands.GiveCredit}


def _possible(shown: PaymentsBlock) -> set[type[Command]]:
    return {one for one in shown.OFFERS if shown.is_possible(one)}


@pytest.mark.parametrize("size", [NARROW, NORMAL, (104, 30), WIDE])
async def test_what_is_owed_stands_before_what_is_settled(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend)
    await paid(backend, await charged(backend, client, "A letter", Money(minor=7, currency="ISK")))
    await charged(backend, client)
    await held(backend, client)
    async with payments(client, backend, size) as pilot:
        heads = [str(one.head) for one in block(pilot).query_one(EntryList).entries]
        totals = str(block(pilot).query_one(".totals", Static).render())
        seen = painted(pilot)
    plain = [one.replace("\xa0", " ") for one in heads]
    assert plain == ["○ 18.500 kr. to be charged", "! 18.500 kr. unpaid", "✓ 7 kr. paid"]
    assert "To be paid" in seen
    assert "Session on 23 February 2026" in seen
    owed = "Owed 37.000 kr. (18.500 kr. not charged yet) · Paid 7 kr."
    assert totals.replace("\xa0", " ") == owed


async def test_a_session_is_charged_with_its_fee_by_two_keys(backend: Backend) -> None:
    client = await added(backend)
    session = await held(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "g")
        assert dialog(pilot).fields.typed() == {
            "amount": "18.500",
            "due_on": "2026-03-02",
            "what_for": "",
        }
        assert "→ 18.500 kr." in painted(pilot)
        await press(pilot, "f2")
        assert "18.500 kr. unpaid" in painted(pilot)
    (line,) = (await money(backend, client.id)).lines
    assert line.charge.session_id == session.id
    assert (line.charge.amount, line.charge.due_on) == (KRONUR, date(2026, 3, 2))


async def test_another_amount_is_read_as_it_is_written_here_and_said_back(
    backend: Backend,
) -> None:
    client = await added(backend)
    await held(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "g")
        await typed(pilot, "amount", "15.000,-")
        assert "→ 15.000 kr." in painted(pilot)
        await typed(pilot, "amount", "15,5")
        await press(pilot, "f2")
        assert "no smaller unit" in painted(pilot)
        assert isinstance(pilot.app.screen, RecordDialog)
        await typed(pilot, "amount", "120 EUR")
        await press(pilot, "f2")
        assert "120,00 EUR unpaid" in painted(pilot)
    (line,) = (await money(backend, client.id)).lines
    assert line.charge.amount == Money(minor=12000, currency="EUR")


async def test_a_session_is_charged_and_paid_in_one_go(backend: Backend) -> None:
    client = await added(backend)
    await held(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "p", "tab", "b", "tab", "tab", *"By his mother", "f2")
        seen = painted(pilot)
    assert "18.500 kr. paid" in seen
    assert "Bank transfer, 2 March 2026 · receipt 1 · By his mother" in seen
    (line,) = (await money(backend, client.id)).lines
    payment = line.payment
    assert payment is not None
    assert payment.method is PaymentMethod.BANK_TRANSFER
    assert opened(payment.details) == Remark(text="By his mother")


async def test_a_charge_is_paid_on_the_day_the_money_came_in(backend: Backend) -> None:
    client = await added(backend)
    await charged(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "p")
        await typed(pilot, "paid_on", "3.3.2026")
        await press(pilot, "f2")
        assert "in the future" in painted(pilot)
        await typed(pilot, "paid_on", "27.2.2026")
        await press(pilot, "f2")
        assert "Cash, 27 February 2026 · receipt 1" in painted(pilot)
    (line,) = (await money(backend, client.id)).lines
    assert line.charge.state is ChargeState.PAID


async def test_no_card_is_taken_where_there_is_no_provider(backend: Backend) -> None:
    client = await added(backend)
    await charged(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "p")
        assert "Kara Pay" not in painted(pilot)
        offered = dict(dialog(pilot).fields.field("method").spec.choices)
    assert PaymentMethod.KARA_PAY.value not in offered


async def test_a_charge_for_something_else_needs_to_be_named(backend: Backend) -> None:
    client = await added(backend)
    async with payments(client, backend) as pilot:
        assert "Nothing to be paid" in painted(pilot)
        await press(pilot, "a", "f2")
        assert "What for is needed" in painted(pilot)
        await press(pilot, *"A report", "tab", *"5000", "f2")
        seen = painted(pilot)
    assert "5.000 kr. unpaid" in seen
    assert "A report" in seen


async def test_a_charge_is_given_up_only_with_a_reason(backend: Backend) -> None:
    client = await added(backend)
    await charged(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "w", "f2")
        assert "Reason is needed" in painted(pilot)
        await press(pilot, *"Was ill", "f2")
        seen = painted(pilot)
    assert "18.500 kr. written off" in seen
    assert "On 2 March 2026, Was ill" in seen
    assert (await money(backend, client.id)).unpaid == ()


async def test_a_voided_charge_lets_its_session_be_charged_anew(backend: Backend) -> None:
    client = await added(backend)
    await held(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "g", "f2", "v", "f2")
        seen = painted(pilot)
        assert "18.500 kr. to be charged" in seen
        assert "18.500 kr. void" in seen
        await press(pilot, "home")
        assert commands.ChargeSession in _possible(block(pilot))


async def test_money_that_was_given_back_is_owed_again(backend: Backend) -> None:
    client = await added(backend)
    await paid(backend, await charged(backend, client))
    async with payments(client, backend) as pilot:
        await press(pilot, "f")
        seen = painted(pilot)
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.moves[-1].operation.undoable
    assert "18.500 kr. unpaid" in seen
    assert "receipt 1 · returned" in seen


async def test_a_sponsor_pays_for_a_session_and_can_be_taken_back(backend: Backend) -> None:
    client = await added(backend)
    session = await held(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "o", *"Efling", "tab", *"3", "f2")
        assert "3 of 3 sessions left" in painted(pilot)
        assert "3 sponsored sessions left" in painted(pilot)
        await press(pilot, "home", "y")
        seen = painted(pilot)
        assert "2 of 3 sessions left" in seen
        assert "Paid for 23 February 2026" in seen
        assert "to be charged" not in seen
        await press(pilot, "l")
        assert "18.500 kr. to be charged" in painted(pilot)
    (credit,) = (await money(backend, client.id)).credits
    assert not credit.covers(session.id)


async def test_which_session_is_asked_where_a_credit_paid_for_several(backend: Backend) -> None:
    client = await added(backend)
    await sponsored(backend, client)
    for days in (7, 14):
        await held(backend, client, LAST_MONDAY - timedelta(days=days))
    async with payments(client, backend) as pilot:
        await press(pilot, "l")
        assert isinstance(pilot.app.screen, QuestionScreen)
        seen = painted(pilot)
        assert "16 February 2026" in seen
        assert "9 February 2026" in seen
        await press(pilot, "escape")
        assert len((await money(backend, client.id)).credits[0].used_by) == 2
        await press(pilot, "l", "down", "enter")
    assert len((await money(backend, client.id)).credits[0].used_by) == 1


async def test_only_what_makes_sense_is_offered(backend: Backend) -> None:
    client = await added(backend)
    await paid(backend, await charged(backend, client, "A letter", KRONUR, due_on=date(2020, 1, 1)))
    await charged(backend, client)
    await held(backend, client)
    async with payments(client, backend) as pilot:
        shown = block(pilot)
        assert _possible(shown) == ALWAYS | {commands.ChargeSession, commands.TakePayment}
        await press(pilot, "down")
        on_open = {commands.TakePayment, commands.WriteOff, commands.VoidCharge}
        assert _possible(shown) == ALWAYS | on_open | {commands.MarkInError}
        await press(pilot, "down")
        on_paid = {commands.ShowReceipt, commands.ReturnPayment, commands.MarkInError}
        assert _possible(shown) == ALWAYS | on_paid


async def test_nothing_is_offered_while_only_a_provider_knows_the_outcome(
    backend: Backend,
) -> None:
    client = await added(backend)
    charge = await charged(backend, client)
    await backend(BeginCardPayment(client_id=client.id, charge_id=charge.id))
    async with payments(client, backend) as pilot:
        assert "outcome not known yet" in painted(pilot)
        assert _possible(block(pilot)) == ALWAYS


async def test_a_credit_that_was_a_mistake_leaves_the_list(backend: Backend) -> None:
    client = await added(backend)
    await sponsored(backend, client)
    async with payments(client, backend) as pilot:
        assert "Efling" in painted(pilot)
        await press(pilot, "x")
        assert "Efling" not in painted(pilot)


async def test_a_payment_made_elsewhere_is_told_and_not_taken_twice(backend: Backend) -> None:
    client = await added(backend)
    charge = await charged(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "p")
        await paid(backend, charge)
        await press(pilot, "f2", "f2")
        assert "This charge is paid" in painted(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, RecordDialog))
    (line,) = (await money(backend, client.id)).lines
    assert len(line.payments) == 1


async def test_a_form_that_was_left_is_there_the_next_time(backend: Backend) -> None:
    client = await added(backend)
    await charged(backend, client)
    async with payments(client, backend) as pilot:
        await press(pilot, "w", *"Was i", "escape", "down", "enter", "w")
        await until(pilot, lambda: dialog(pilot).fields.typed()["reason"] == "Was i")


async def test_no_text_on_money_steers_the_terminal(backend: Backend) -> None:
    client = await added(backend)
    for text in HOSTILE.values():
        await charged(backend, client, f"x{text[:200]}")
        sponsor = Remark(text=f"x{text[:200]}")
        await backend(GiveCredit(client_id=client.id, sessions=1, details=sponsor))
    async with payments(client, backend) as pilot:
        for key in ("end", "pageup", "home", "pagedown"):
            await press(pilot, key)
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))
        count = len(block(pilot).shown.items)
    assert count == 2 * len(HOSTILE)
