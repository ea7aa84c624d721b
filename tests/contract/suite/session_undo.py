"""Everything that is done with a session can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kara_tui.domain.session import CancelledBy, Session, SessionState
from kara_tui.domain.session_moves import Scope
from kara_tui.operations import scheduling, session_course
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.history import UndoMove
from kara_tui.operations.scheduling import (
    CancelSession,
    ChangeSession,
    MarkSessionInError,
    RescheduleSession,
    ScheduleSession,
)
from kara_tui.operations.session_course import (
    CompleteSession,
    MarkArrived,
    MarkNoShow,
    StartSession,
    VoidSession,
)
from kara_tui.operations.sessions import ListSessions
from kara_tui.operations.table import operations
from tests.support.people import added
from tests.support.practice import Practice
from tests.support.sessions import KRONUR, brought_to, later, series

Wish = Callable[[dict[str, Any]], ChangeOperation[Any]]

_WISHES: dict[str, tuple[SessionState, Wish]] = {
    "arrive": (SessionState.PLANNED, lambda of: MarkArrived(**of)),
    "start": (SessionState.PLANNED, lambda of: StartSession(**of)),
    "complete": (SessionState.IN_PROGRESS, lambda of: CompleteSession(**of)),
    "start and complete": (
        SessionState.PLANNED,
        lambda of: CompleteSession(**of, start_too=True),
    ),
    "miss": (SessionState.PLANNED, lambda of: MarkNoShow(**of, is_charged=True)),
    "void": (SessionState.COMPLETED, lambda of: VoidSession(**of)),
    "move": (
        SessionState.PLANNED,
        lambda of: RescheduleSession(**of, starts_at=later(days=1), scope=Scope.ALL),
    ),
    "change": (
        SessionState.PLANNED,
        lambda of: ChangeSession(**of, fee=None, scope=Scope.ALL),
    ),
    "cancel": (
        SessionState.PLANNED,
        lambda of: CancelSession(**of, by=CancelledBy.OTHER, scope=Scope.FOLLOWING),
    ),
    "mark": (SessionState.PLANNED, lambda of: MarkSessionInError(**of, scope=Scope.ALL)),
    "schedule": (
        SessionState.PLANNED,
        lambda of: ScheduleSession(
            client_id=of["client_id"],
            starts_at=later(days=400),
            minutes=50,
            time_zone="UTC",
            rule="FREQ=WEEKLY;COUNT=3",
        ),
    ),
}


def _as_they_stand(sessions: tuple[Session, ...]) -> list[Session]:
    return [replace(one, version=0) for one in sessions]


class SessionUndoContract:
    """What `u` does."""

    @pytest.mark.parametrize("kind", _WISHES)
    async def test_a_move_taken_back_leaves_every_session_as_it_stood(
        self, practice: Practice, kind: str
    ) -> None:
        client = await added(practice.backend)
        state, wish_of = _WISHES[kind]
        made = await series(practice.backend, client.id, rule="FREQ=WEEKLY;COUNT=4", fee=KRONUR)
        one = made[1]
        if state is not SessionState.PLANNED:
            one = await brought_to(practice.backend, one, state)
        before = (await practice.backend(ListSessions(client_id=client.id))).rows
        of = {"client_id": client.id, "session_id": one.id, "version": one.version}
        wish = wish_of(of)
        await practice.backend(wish)
        changed = (await practice.backend(ListSessions(client_id=client.id))).rows
        assert _as_they_stand(changed) != _as_they_stand(before)
        await practice.backend(UndoMove(move=wish.intent))
        after = (await practice.backend(ListSessions(client_id=client.id))).rows
        assert _as_they_stand(after) == _as_they_stand(before)

    async def test_every_change_of_a_session_is_tried_here(self, practice: Practice) -> None:
        of: dict[str, Any] = {"client_id": 1, "session_id": 1, "version": 1}
        tried = {type(wish(of)) for _, wish in _WISHES.values()}
        modules = {scheduling.__name__, session_course.__name__}
        declared = {one for one in operations() if one.__module__ in modules}
        assert tried == declared
        assert all(one.undoable for one in declared)
