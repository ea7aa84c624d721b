"""What becomes of the money as a session is done, called off, declared void or never was."""

from typing import Any

import pytest

from kara_tui.domain.charge import ChargeState
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.session import CancelledBy, Session, SessionState
from kara_tui.operations.history import UndoMove
from kara_tui.operations.scheduling import CancelSession, MarkSessionInError
from kara_tui.operations.session_course import CompleteSession, VoidSession
from tests.contract.suite.payments import paying
from tests.contract.suite.session_money import TODAY, account, charging, given, held
from tests.support.people import added
from tests.support.practice import Practice
from tests.support.sessions import KRONUR, scheduled


def _of(one: Session) -> dict[str, Any]:
    return {"client_id": one.client_id, "session_id": one.id, "version": one.version}


async def _left(practice: Practice, one: Session) -> int:
    return (await account(practice, one)).credits_left(TODAY)


class SessionSettlingContract:
    """Money follows its session, in the same move."""

    async def test_a_session_that_is_done_uses_a_credit_and_gives_it_back_when_undone(
        self, practice: Practice
    ) -> None:
        one = await held(practice, SessionState.IN_PROGRESS)
        await given(practice, one, 2)
        wish = CompleteSession(**_of(one))
        await practice.backend(wish)
        after = await account(practice, one)
        assert (after.credits_left(TODAY), after.unpaid) == (1, ())
        await practice.backend(UndoMove(move=wish.intent))
        assert await _left(practice, one) == 2

    @pytest.mark.parametrize("has_fee", [True, False])
    async def test_a_session_for_which_nothing_is_owed_uses_no_credit(
        self, practice: Practice, has_fee: bool
    ) -> None:
        client = await added(practice.backend)
        fee = KRONUR if has_fee else None
        one = await scheduled(practice.backend, client.id, fee=fee)
        await given(practice, one)
        await practice.backend(CompleteSession(**_of(one), is_charged=not has_fee, start_too=True))
        assert await _left(practice, one) == 1

    async def test_a_session_that_is_cancelled_in_time_leaves_its_credit(
        self, practice: Practice
    ) -> None:
        one = await held(practice, SessionState.PLANNED)
        await given(practice, one)
        await practice.backend(CancelSession(**_of(one), by=CancelledBy.CLIENT))
        after = await account(practice, one)
        assert (after.credits_left(TODAY), after.unpaid) == (1, ())

    async def test_a_void_session_gives_its_credit_back(self, practice: Practice) -> None:
        one = await held(practice, SessionState.IN_PROGRESS)
        await given(practice, one)
        done = await practice.backend(CompleteSession(**_of(one)))
        wish = VoidSession(**_of(done))
        await practice.backend(wish)
        assert await _left(practice, one) == 1
        await practice.backend(UndoMove(move=wish.intent))
        assert await _left(practice, one) == 0

    @pytest.mark.parametrize("kind", [VoidSession, MarkSessionInError])
    async def test_the_open_charge_of_a_session_that_was_none_is_voided(
        self, practice: Practice, kind: type[VoidSession] | type[MarkSessionInError]
    ) -> None:
        one = await held(practice)
        await practice.backend(charging(one))
        wish = kind(**_of(one))
        await practice.backend(wish)
        after = await account(practice, one)
        assert [line.charge.state for line in after.lines] == [ChargeState.VOIDED]
        assert after.unpaid == ()
        await practice.backend(UndoMove(move=wish.intent))
        after = await account(practice, one)
        assert (after.lines[0].charge.state, after.unpaid) == (ChargeState.OPEN, (KRONUR,))

    @pytest.mark.parametrize("kind", [VoidSession, MarkSessionInError])
    async def test_a_paid_session_is_not_taken_away_from_under_its_payment(
        self, practice: Practice, kind: type[VoidSession] | type[MarkSessionInError]
    ) -> None:
        one = await held(practice)
        await practice.backend(paying(await practice.backend(charging(one))))
        with pytest.raises(NotAllowedNow, match="paid"):
            await practice.backend(kind(**_of(one)))
        (line,) = (await account(practice, one)).lines
        assert line.charge.state is ChargeState.PAID
