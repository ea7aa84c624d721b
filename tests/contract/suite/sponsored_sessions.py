"""A session is paid by its client or by a sponsor, and never by both, whatever is taken back."""

import pytest

from kara_tui.domain.charge import ChargeState
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.session import SessionState
from kara_tui.operations.history import UndoMove
from kara_tui.operations.payments import ListUncollected, UnpaidSums
from kara_tui.operations.session_course import CompleteSession
from kara_tui.operations.sponsored_credits import GiveCreditBack
from tests.contract.suite.payments import isk, paying
from tests.contract.suite.session_money import TODAY, account, charging, given, held, using, voiding
from tests.support.practice import Practice
from tests.support.sessions import KRONUR, brought_to, scheduled


class SponsoredSessionContract:
    """What a backend promises about sessions that a sponsor pays for."""

    async def test_a_sponsor_pays_instead_of_the_client(self, practice: Practice) -> None:
        session = await held(practice)
        charge = await practice.backend(charging(session))
        credit = await given(practice, session, 2)
        use = using(credit, session)
        used = await practice.backend(use)
        assert (used.left, used.covers(session.id)) == (1, True)
        after = await account(practice, session)
        assert (after.unpaid, after.credits_left(TODAY)) == ((), 1)
        assert after.lines[0].charge.state is ChargeState.VOIDED
        assert await practice.backend(UnpaidSums(client_ids=(session.client_id,))) == ()
        assert await practice.backend(ListUncollected()) == ()
        with pytest.raises(NotAllowedNow, match="sponsor"):
            await practice.backend(charging(session))
        with pytest.raises(NotAllowedNow, match="already"):
            await practice.backend(using(used, session))
        await practice.backend(UndoMove(move=use.intent))
        (line,) = (await account(practice, session)).lines
        assert (line.charge.id, line.charge.state) == (charge.id, ChargeState.OPEN)

    async def test_a_credit_that_is_given_back_makes_the_session_payable(
        self, practice: Practice
    ) -> None:
        session = await held(practice)
        used = await practice.backend(using(await given(practice, session), session))
        back = GiveCreditBack(
            client_id=used.client_id,
            credit_id=used.id,
            version=used.version,
            session_id=session.id,
        )
        assert (await practice.backend(back)).left == 1
        assert (await account(practice, session)).unpaid == (KRONUR,)
        await practice.backend(charging(session))
        with pytest.raises(NotAllowedNow, match="another way"):
            await practice.backend(UndoMove(move=back.intent))

    async def test_no_credit_is_left_for_one_session_more(self, practice: Practice) -> None:
        session = await held(practice)
        used = await practice.backend(using(await given(practice, session), session))
        planned = await scheduled(practice.backend, session.client_id, fee=KRONUR)
        other = await brought_to(practice.backend, planned, SessionState.COMPLETED)
        with pytest.raises(NotAllowedNow, match="used up"):
            await practice.backend(using(used, other))
        assert (await account(practice, session)).unpaid == (KRONUR,)

    async def test_a_paid_session_needs_no_sponsor(self, practice: Practice) -> None:
        session = await held(practice)
        charge = await practice.backend(charging(session))
        await practice.backend(paying(charge))
        credit = await given(practice, session)
        with pytest.raises(NotAllowedNow, match="paid"):
            await practice.backend(using(credit, session))

    async def test_taking_back_never_brings_two_charges_about(self, practice: Practice) -> None:
        session = await held(practice)
        first = await practice.backend(charging(session))
        void = voiding(first)
        await practice.backend(void)
        await practice.backend(charging(session, 100))
        with pytest.raises(NotAllowedNow, match="another way"):
            await practice.backend(UndoMove(move=void.intent))
        assert (await account(practice, session)).unpaid == (isk(100),)

    async def test_a_charged_session_is_not_taken_back_to_before_it_was_held(
        self, practice: Practice
    ) -> None:
        session = await held(practice, SessionState.IN_PROGRESS)
        complete = CompleteSession(
            client_id=session.client_id, session_id=session.id, version=session.version
        )
        done = await practice.backend(complete)
        charge = charging(done)
        await practice.backend(charge)
        with pytest.raises(NotAllowedNow, match="charged"):
            await practice.backend(UndoMove(move=complete.intent))
        await practice.backend(UndoMove(move=charge.intent))
        await practice.backend(UndoMove(move=complete.intent))
        assert (await account(practice, session)).unpaid == ()
