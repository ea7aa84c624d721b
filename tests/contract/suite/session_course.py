"""What becomes of a session: held, cancelled, missed, void, or never meant."""

from typing import Any

import pytest

from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Conflict, NotAllowedNow, NotFound
from kara_tui.domain.session import CancelledBy, Session, SessionState
from kara_tui.domain.session_moves import Scope
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.history import UndoMove
from kara_tui.operations.scheduling import CancelSession, MarkSessionInError
from kara_tui.operations.session_course import (
    CompleteSession,
    MarkArrived,
    MarkNoShow,
    StartSession,
    VoidSession,
)
from kara_tui.operations.sessions import GetSession, ListSessions
from tests.support.people import added
from tests.support.practice import Practice
from tests.support.sessions import KRONUR, brought_to, scheduled, series

_HELD = [SessionState.ARRIVED, SessionState.IN_PROGRESS, SessionState.COMPLETED]
_LATE = Remark(text="Fell ill")


def _of(one: Session) -> dict[str, Any]:
    return {"client_id": one.client_id, "session_id": one.id, "version": one.version}


async def _planned(practice: Practice, **fields: Any) -> Session:
    client = await added(practice.backend)
    return await scheduled(practice.backend, client.id, fee=KRONUR, **fields)


class SessionCourseContract:
    """From planned to done, and every other way out."""

    async def test_a_session_is_waited_for_started_and_done(self, practice: Practice) -> None:
        one = await _planned(practice)
        waiting = await practice.backend(MarkArrived(**_of(one)))
        running = await practice.backend(StartSession(**_of(waiting)))
        done = await practice.backend(CompleteSession(**_of(running)))
        assert [each.state for each in (waiting, running, done)] == _HELD
        assert (done.is_charged, done.fee, done.version) == (True, KRONUR, 4)

    async def test_a_session_that_is_done_may_cost_nothing(self, practice: Practice) -> None:
        one = await brought_to(practice.backend, await _planned(practice), SessionState.IN_PROGRESS)
        done = await practice.backend(CompleteSession(**_of(one), is_charged=False))
        assert done.is_charged is False
        client = await added(practice.backend, "Bea")
        free = await scheduled(practice.backend, client.id)
        assert (
            await brought_to(practice.backend, free, SessionState.COMPLETED)
        ).is_charged is False

    async def test_a_session_that_nobody_started_is_done_in_one_go_when_asked(
        self, practice: Practice
    ) -> None:
        one = await _planned(practice)
        with pytest.raises(NotAllowedNow, match="Start it first"):
            await practice.backend(CompleteSession(**_of(one)))
        wish = CompleteSession(**_of(one), start_too=True)
        assert (await practice.backend(wish)).state is SessionState.COMPLETED
        await practice.backend(UndoMove(move=wish.intent))
        back = await practice.backend(GetSession(client_id=one.client_id, session_id=one.id))
        assert (back.state, back.is_charged) == (SessionState.PLANNED, None)

    async def test_a_cancellation_keeps_by_whom_and_why_and_whether_it_is_charged(
        self, practice: Practice
    ) -> None:
        one = await _planned(practice)
        (off,) = await practice.backend(
            CancelSession(**_of(one), by=CancelledBy.CLIENT, reason=_LATE, is_charged=True)
        )
        assert (off.state, off.cancelled_by) == (SessionState.CANCELLED, CancelledBy.CLIENT)
        assert (off.cancellation, off.is_charged) == (_LATE, True)
        read = await practice.backend(GetSession(client_id=one.client_id, session_id=one.id))
        assert read == off

    async def test_a_reason_that_is_sealed_stays_sealed(self, practice: Practice) -> None:
        one = await _planned(practice)
        sealed = b"\x01why"
        wish = CancelSession(**_of(one), by=CancelledBy.OTHER, reason=sealed)
        (off,) = await practice.backend(wish)
        assert (off.cancellation, off.is_charged) == (sealed, False)

    async def test_whoever_does_not_come_may_be_charged_or_not(self, practice: Practice) -> None:
        for is_charged in (True, False):
            one = await _planned(practice)
            gone = await practice.backend(MarkNoShow(**_of(one), is_charged=is_charged))
            assert (gone.state, gone.is_charged) == (SessionState.NO_SHOW, is_charged)

    async def test_a_void_session_owes_nothing(self, practice: Practice) -> None:
        done = await brought_to(practice.backend, await _planned(practice), SessionState.COMPLETED)
        void = await practice.backend(VoidSession(**_of(done)))
        assert (void.state, void.is_charged) == (SessionState.VOIDED, False)

    async def test_a_session_that_is_done_is_not_cancelled(self, practice: Practice) -> None:
        done = await brought_to(practice.backend, await _planned(practice), SessionState.COMPLETED)
        with pytest.raises(NotAllowedNow, match="Declare it void instead"):
            await practice.backend(CancelSession(**_of(done), by=CancelledBy.OTHER))

    async def test_a_session_entered_in_error_leaves_the_list_and_nothing_else(
        self, practice: Practice
    ) -> None:
        one = await _planned(practice)
        wish = MarkSessionInError(**_of(one))
        (gone,) = await practice.backend(wish)
        assert (gone.in_error, gone.state) == (True, SessionState.PLANNED)
        assert (await practice.backend(ListSessions(client_id=one.client_id))).total == 0
        with pytest.raises(NotAllowedNow):
            await practice.backend(StartSession(**_of(gone)))
        await practice.backend(UndoMove(move=wish.intent))
        assert (await practice.backend(ListSessions(client_id=one.client_id))).total == 1

    async def test_what_is_left_of_a_series_is_cancelled_from_one_session_on(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule="FREQ=WEEKLY;COUNT=5", fee=KRONUR)
        await brought_to(practice.backend, made[3], SessionState.COMPLETED)
        off = await practice.backend(
            CancelSession(
                **_of(made[1]),
                by=CancelledBy.CLIENT,
                reason=_LATE,
                is_charged=True,
                scope=Scope.FOLLOWING,
            )
        )
        assert [one.occurrence for one in off] == [1, 2, 4]
        assert [one.is_charged for one in off] == [True, False, False]
        assert {one.cancellation for one in off} == {_LATE}

    async def test_a_whole_series_never_meant_is_marked_in_error(self, practice: Practice) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule="FREQ=WEEKLY;COUNT=5")
        await brought_to(practice.backend, made[0], SessionState.COMPLETED)
        gone = await practice.backend(MarkSessionInError(**_of(made[2]), scope=Scope.ALL))
        assert [one.occurrence for one in gone] == [1, 2, 3, 4]
        assert (await practice.backend(ListSessions(client_id=client.id))).total == 1

    @pytest.mark.parametrize(
        "kind", [MarkArrived, StartSession, CompleteSession, MarkNoShow, VoidSession]
    )
    async def test_nobody_moves_a_session_that_they_have_not_seen_or_do_not_own(
        self, practice: Practice, kind: type[ChangeOperation[Session]]
    ) -> None:
        one = await _planned(practice)
        newer = await practice.backend(MarkArrived(**_of(one)))
        with pytest.raises(Conflict) as refused:
            await practice.backend(kind(**_of(one)))
        assert refused.value.theirs == newer
        with pytest.raises(NotFound):
            await practice.colleague()(kind(**_of(newer)))
        other = await added(practice.backend, "Bea")
        with pytest.raises(NotFound):
            await practice.backend(kind(**(_of(newer) | {"client_id": other.id})))
