"""The money for sessions: charged once, or covered by a sponsor, and never both."""

from datetime import date

import pytest

from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.chargeable import Standing, standing
from kara_tui.domain.credit import Credit
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Conflict, Invalid, NotAllowedNow, NotFound
from kara_tui.domain.money_views import ClientAccount
from kara_tui.domain.payment import PaymentMethod
from kara_tui.domain.session import Session, SessionState
from kara_tui.operations.history import UndoMove
from kara_tui.operations.payments import (
    ChargeSession,
    ClientMoney,
    ListUncollected,
    MoneyTaken,
    ReadReceipt,
    UnpaidSums,
    VoidCharge,
    WriteOff,
)
from kara_tui.operations.session_course import CompleteSession, MarkNoShow
from kara_tui.operations.sponsored_credits import GiveCredit, UseCredit
from tests.contract.suite.payments import isk, paying
from tests.support.people import added
from tests.support.practice import Practice
from tests.support.sessions import KRONUR, brought_to, offered, scheduled

TODAY = date(2026, 3, 2)


async def held(
    practice: Practice, state: SessionState = SessionState.COMPLETED, name: str = "Anna"
) -> Session:
    """Return a session of a new client, brought to a state, with a fee."""
    client = await added(practice.backend, name)
    planned = await scheduled(practice.backend, client.id, fee=KRONUR)
    if state is SessionState.PLANNED:
        return planned
    if state is SessionState.NO_SHOW:
        return await practice.backend(
            MarkNoShow(client_id=client.id, session_id=planned.id, version=planned.version)
        )
    return await brought_to(practice.backend, planned, state)


def charging(session: Session, minor: int | None = None) -> ChargeSession:
    return ChargeSession(
        client_id=session.client_id,
        session_id=session.id,
        version=session.version,
        amount=None if minor is None else isk(minor),
        due_on=TODAY,
    )


async def given(practice: Practice, session: Session, sessions: int = 1) -> Credit:
    return await practice.backend(
        GiveCredit(client_id=session.client_id, sessions=sessions, details=Remark(text="Union"))
    )


def using(credit: Credit, session: Session) -> UseCredit:
    return UseCredit(
        client_id=credit.client_id,
        credit_id=credit.id,
        version=credit.version,
        session_id=session.id,
    )


def voiding(charge: Charge) -> VoidCharge:
    return VoidCharge(client_id=charge.client_id, charge_id=charge.id, version=charge.version)


async def account(practice: Practice, session: Session) -> ClientAccount:
    return await practice.backend(ClientMoney(client_id=session.client_id))


class SessionMoneyContract:
    """What a backend promises about the money for sessions."""

    async def test_a_session_that_took_place_is_to_be_paid_until_it_is(
        self, practice: Practice
    ) -> None:
        session = await held(practice)
        before = await account(practice, session)
        assert (before.chargeable, before.unpaid) == ((session,), (KRONUR,))
        (found,) = await practice.backend(ListUncollected())
        assert found.session == session
        charge = await practice.backend(charging(session))
        assert (charge.amount, charge.session_id, charge.state) == (
            KRONUR,
            session.id,
            ChargeState.OPEN,
        )
        owed = await account(practice, session)
        assert (owed.chargeable, owed.unpaid) == ((), (KRONUR,))
        (summed,) = await practice.backend(UnpaidSums(client_ids=(session.client_id,)))
        assert summed.amount == KRONUR
        await practice.backend(paying(charge))
        after = await account(practice, session)
        assert (after.chargeable, after.unpaid) == ((), ())
        assert standing(session, (after.lines[0].charge,), ()) is Standing.PAID
        assert await practice.backend(ListUncollected()) == ()

    async def test_a_session_is_charged_and_paid_in_one_go_and_taken_back_in_one(
        self, practice: Practice
    ) -> None:
        session = await held(practice)
        wish = ChargeSession(
            client_id=session.client_id,
            session_id=session.id,
            version=session.version,
            amount=isk(9000),
            due_on=TODAY,
            taken=MoneyTaken(method=PaymentMethod.POS),
        )
        assert (await practice.backend(wish)).state is ChargeState.PAID
        (line,) = (await account(practice, session)).lines
        assert line.payment is not None
        assert (line.payment.amount, line.payment.receipt) == (isk(9000), 1)
        facts = await practice.backend(
            ReadReceipt(client_id=session.client_id, payment_id=line.payment.id)
        )
        assert facts.session == session
        await practice.backend(UndoMove(move=wish.intent))
        after = await account(practice, session)
        assert (after.lines, after.chargeable) == ((), (session,))

    async def test_a_receipt_knows_the_service(self, practice: Practice) -> None:
        client = await added(practice.backend)
        service = await offered(practice.backend, "Conversation", price=KRONUR)
        planned = await scheduled(practice.backend, client.id, service_id=service.id)
        session = await brought_to(practice.backend, planned, SessionState.COMPLETED)
        charge = await practice.backend(charging(session, 5000))
        payment = await practice.backend(paying(charge))
        facts = await practice.backend(ReadReceipt(client_id=client.id, payment_id=payment.id))
        assert facts.service == service.details

    async def test_nothing_is_charged_twice(self, practice: Practice) -> None:
        session = await held(practice)
        charge = await practice.backend(charging(session))
        with pytest.raises(NotAllowedNow, match="unpaid"):
            await practice.backend(charging(session, 1))
        gone = await practice.backend(
            WriteOff(
                client_id=session.client_id,
                charge_id=charge.id,
                version=charge.version,
                reason=Remark(text="Hardship"),
            )
        )
        with pytest.raises(NotAllowedNow, match="written off"):
            await practice.backend(charging(session))
        assert (await account(practice, session)).unpaid == ()
        assert gone.closed_at is not None

    @pytest.mark.parametrize(
        "state", [SessionState.PLANNED, SessionState.ARRIVED, SessionState.IN_PROGRESS]
    )
    async def test_a_session_that_is_still_ahead_is_not_charged(
        self, practice: Practice, state: SessionState
    ) -> None:
        session = await held(practice, state)
        with pytest.raises(NotAllowedNow, match="Complete it first"):
            await practice.backend(charging(session))
        credit = await given(practice, session)
        with pytest.raises(NotAllowedNow):
            await practice.backend(using(credit, session))
        assert (await account(practice, session)).unpaid == ()

    async def test_a_missed_session_is_charged_when_the_professional_chooses_to(
        self, practice: Practice
    ) -> None:
        session = await held(practice, SessionState.NO_SHOW)
        assert (await account(practice, session)).unpaid == ()
        wish = charging(session)
        await practice.backend(wish)
        after = await account(practice, session)
        assert after.unpaid == (KRONUR,)
        await practice.backend(voiding(after.lines[0].charge))
        again = await account(practice, session)
        assert [one.is_charged for one in again.chargeable] == [True]

    async def test_a_session_done_for_nothing_is_not_to_be_paid(self, practice: Practice) -> None:
        session = await held(practice, SessionState.IN_PROGRESS)
        done = await practice.backend(
            CompleteSession(
                client_id=session.client_id,
                session_id=session.id,
                version=session.version,
                is_charged=False,
            )
        )
        assert (await account(practice, done)).unpaid == ()
        assert await practice.backend(ListUncollected()) == ()
        charge = await practice.backend(charging(done, 500))
        assert charge.amount == isk(500)

    async def test_a_session_without_a_fee_needs_an_amount(self, practice: Practice) -> None:
        client = await added(practice.backend)
        planned = await scheduled(practice.backend, client.id)
        session = await brought_to(practice.backend, planned, SessionState.COMPLETED)
        with pytest.raises(Invalid):
            await practice.backend(charging(session))
        stale = session.version - 1
        with pytest.raises(Conflict):
            await practice.backend(
                ChargeSession(
                    client_id=client.id, session_id=session.id, version=stale, due_on=TODAY
                )
            )
        stranger = await added(practice.backend, "Bea")
        with pytest.raises(NotFound):
            await practice.backend(
                ChargeSession(
                    client_id=stranger.id,
                    session_id=session.id,
                    version=session.version,
                    due_on=TODAY,
                )
            )
