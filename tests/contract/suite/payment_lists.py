"""Charges and payments as lists, sums and receipts show them."""

from datetime import timedelta

import pytest

from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import Invalid, NotFound
from kara_tui.domain.money import Money
from kara_tui.domain.money_views import ChargesShown
from kara_tui.operations.audit import ListAccesses
from kara_tui.operations.payments import (
    ClientMoney,
    FindReceipt,
    ListCharges,
    ReadReceipt,
    UnpaidSums,
)
from tests.contract.suite.payments import DUE, charged, isk, paying
from tests.support.people import added, invited
from tests.support.practice import Practice


class PaymentListContract:
    """What a backend promises about looking at money."""

    async def test_a_colleague_has_receipts_and_money_of_their_own(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        charge = await charged(practice, client)
        payment = await practice.backend(paying(charge))
        colleague = practice.colleague()
        for asked in (
            ClientMoney(client_id=client.id),
            FindReceipt(number=1),
            ReadReceipt(client_id=client.id, payment_id=payment.id),
            paying(charge),
        ):
            with pytest.raises(NotFound):
                await colleague(asked)
        assert (await colleague(ListCharges(shown=ChargesShown.ALL))).rows == ()
        assert await colleague(UnpaidSums(client_ids=(client.id,))) == ()

    async def test_the_list_shows_what_is_asked_for_with_its_sums(self, practice: Practice) -> None:
        anna = await added(practice.backend, "Anna Jónsdóttir")
        bea = await added(practice.backend, "Bea Ægisdóttir")
        late = await charged(practice, anna, 100, DUE - timedelta(days=40))
        new = await charged(practice, bea, 200)
        abroad = await charged(practice, bea, 999, DUE - timedelta(days=1), "EUR")
        paid = await charged(practice, anna, 4000)
        await practice.backend(paying(paid))
        page = await practice.backend(ListCharges())
        assert [one.line.charge.id for one in page.rows] == [late.id, abroad.id, new.id]
        assert page.sums == (Money(minor=999, currency="EUR"), isk(300))
        names = [one.client for one in page.rows]
        assert [one.name for one in names if isinstance(one, ClientDetails)] == [
            "Anna Jónsdóttir",
            "Bea Ægisdóttir",
            "Bea Ægisdóttir",
        ]
        shown = await practice.backend(ListCharges(shown=ChargesShown.PAID))
        assert [one.line.charge.id for one in shown.rows] == [paid.id]
        assert shown.rows[0].line.payment is not None
        window = await practice.backend(ListCharges(shown=ChargesShown.ALL, offset=3, limit=1))
        assert (window.offset, window.total, len(window.rows)) == (3, 4, 1)
        lately = ListCharges(due_from=DUE - timedelta(days=2), due_until=DUE, search="aegis")
        assert (await practice.backend(lately)).total == 2
        assert (await practice.backend(ListCharges(search="jonsd anna"))).total == 1
        beyond = await practice.backend(ListCharges(offset=99))
        assert (beyond.offset, len(beyond.rows)) == (2, 1)
        with pytest.raises(Invalid):
            await practice.backend(ListCharges(search="x" * 1000))

    async def test_sums_of_many_clients_come_at_once(self, practice: Practice) -> None:
        anna, bea, carl = [await added(practice.backend, name) for name in ("Anna", "Bea", "Carl")]
        await charged(practice, anna, 100)
        await charged(practice, anna, 50)
        await charged(practice, anna, 7, currency="EUR")
        await charged(practice, bea, 30)
        sums = await practice.backend(UnpaidSums(client_ids=(carl.id, bea.id, anna.id)))
        assert [(one.client_id, one.amount) for one in sums] == [
            (bea.id, isk(30)),
            (anna.id, Money(minor=7, currency="EUR")),
            (anna.id, isk(150)),
        ]
        assert await practice.backend(UnpaidSums(client_ids=())) == ()
        with pytest.raises(Invalid):
            await practice.backend(UnpaidSums(client_ids=(anna.id,) * 1001))

    async def test_a_receipt_is_read_with_all_that_stands_on_it(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        charge = await charged(practice, client)
        payment = await practice.backend(paying(charge))
        facts = await practice.backend(ReadReceipt(client_id=client.id, payment_id=payment.id))
        assert facts.payment == payment
        assert facts.client == ClientDetails(name="Anna")
        assert (facts.session, facts.service) == (None, None)
        assert facts.professional

    async def test_looking_at_the_money_is_written_down(self, practice: Practice) -> None:
        client = await added(practice.backend)
        await practice.backend(ClientMoney(client_id=client.id))
        await invited(practice.backend, "Somebody else")
        entries = await practice.backend(ListAccesses(client_id=client.id))
        assert ("ClientMoney", ("payments",)) in [(one.operation, one.fields) for one in entries]
