"""Sessions that a sponsor pays for: given, marked in error, and never for a stranger's session."""

from datetime import date

import pytest

from kara_tui.domain.credit import Credit
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound
from kara_tui.domain.ids import SessionId, uuid7
from kara_tui.operations.history import UndoMove
from kara_tui.operations.payments import ChargeSession, ClientMoney, ListUncollected
from kara_tui.operations.sponsored_credits import (
    GiveCredit,
    GiveCreditBack,
    MarkCreditInError,
    UseCredit,
)
from tests.support.people import added
from tests.support.practice import Practice

EMPLOYER = Remark(text="Her employer")
DAY = date(2026, 3, 2)


class CreditContract:
    """What a backend promises about credits."""

    async def test_a_credit_is_given_and_counts_until_it_expires(self, practice: Practice) -> None:
        client = await added(practice.backend)
        give = GiveCredit(client_id=client.id, sessions=5, valid_until=DAY, details=EMPLOYER)
        credit = await practice.backend(give)
        assert (credit.id, credit.left, credit.details) == (give.credit_id, 5, EMPLOYER)
        account = await practice.backend(ClientMoney(client_id=client.id))
        assert account.credits == (credit,)
        assert account.credits_left(DAY) == 5
        assert account.credits_left(date(2026, 3, 3)) == 0
        await practice.backend(UndoMove(move=give.intent))
        assert (await practice.backend(ClientMoney(client_id=client.id))).credits == ()

    @pytest.mark.parametrize("sessions", [0, -1, 1001])
    async def test_a_credit_is_for_a_sensible_number_of_sessions(
        self, practice: Practice, sessions: int
    ) -> None:
        client = await added(practice.backend)
        with pytest.raises(Invalid):
            await practice.backend(
                GiveCredit(client_id=client.id, sessions=sessions, details=EMPLOYER)
            )

    async def test_a_credit_given_by_mistake_leaves_the_profile(self, practice: Practice) -> None:
        client = await added(practice.backend)
        credit = await practice.backend(
            GiveCredit(client_id=client.id, sessions=1, details=EMPLOYER)
        )
        marked: Credit = await practice.backend(
            MarkCreditInError(client_id=client.id, credit_id=credit.id, version=1)
        )
        assert marked.in_error
        assert (await practice.backend(ClientMoney(client_id=client.id))).credits == ()
        with pytest.raises(NotFound):
            await practice.backend(
                MarkCreditInError(client_id=client.id, credit_id=credit.id, version=2)
            )

    async def test_a_session_that_is_not_there_costs_nobody_anything(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        credit = await practice.backend(
            GiveCredit(client_id=client.id, sessions=1, details=EMPLOYER)
        )
        nowhere = SessionId(uuid7())
        with pytest.raises(NotFound):
            await practice.backend(
                UseCredit(client_id=client.id, credit_id=credit.id, version=1, session_id=nowhere)
            )
        with pytest.raises(NotAllowedNow):
            await practice.backend(
                GiveCreditBack(
                    client_id=client.id, credit_id=credit.id, version=1, session_id=nowhere
                )
            )
        with pytest.raises(NotFound):
            await practice.backend(
                ChargeSession(client_id=client.id, session_id=nowhere, version=1, due_on=DAY)
            )
        assert await practice.backend(ListUncollected()) == ()
        account = await practice.backend(ClientMoney(client_id=client.id))
        assert (account.credits, account.lines) == ((credit,), ())
