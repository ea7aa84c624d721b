"""Moving and changing sessions: one, those that follow, or a whole series."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kara_tui.domain.details import Interaction
from kara_tui.domain.errors import Invalid, NotAllowedNow, TimeTaken
from kara_tui.domain.history import Entity
from kara_tui.domain.series import Otherwise
from kara_tui.domain.session import Session, SessionDetails, SessionState
from kara_tui.domain.session_moves import Scope
from kara_tui.domain.wall_clock import on_wall
from kara_tui.operations.history import ListChanges, UndoMove
from kara_tui.operations.scheduling import ChangeSession, RescheduleSession
from kara_tui.operations.sessions import ListSessions
from tests.support.people import added
from tests.support.practice import Practice
from tests.support.sessions import BERLIN, KRONUR, MONDAY, brought_to, later, scheduled, series

_FIVE = "FREQ=WEEKLY;COUNT=5"


def _of(one: Session) -> dict[str, Any]:
    return {"client_id": one.client_id, "session_id": one.id, "version": one.version}


class ReschedulingContract:
    """How sessions get another time, and other terms."""

    async def test_a_session_moves_and_stays_the_same_session(self, practice: Practice) -> None:
        client = await added(practice.backend)
        one = await scheduled(practice.backend, client.id)
        (moved,) = await practice.backend(
            RescheduleSession(**_of(one), starts_at=later(days=1), minutes=30)
        )
        assert (moved.id, moved.version) == (one.id, 2)
        assert (moved.starts_at, moved.ends_at) == (later(days=1), later(days=1, minutes=30))
        assert (await practice.backend(ListSessions(client_id=client.id))).rows == (moved,)
        told = await practice.backend(ListChanges(entity_id=one.id))
        assert [each.operation for each in told] == ["ScheduleSession", "RescheduleSession"]

    async def test_a_session_is_not_in_its_own_way(self, practice: Practice) -> None:
        client = await added(practice.backend)
        one = await scheduled(practice.backend, client.id)
        wish = RescheduleSession(**_of(one), starts_at=later(minutes=15))
        (moved,) = await practice.backend(wish)
        assert moved.ends_at == later(minutes=65)

    async def test_a_move_onto_something_else_is_refused_unless_it_is_meant(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        one = await scheduled(practice.backend, client.id)
        await scheduled(practice.backend, client.id, later(hours=3))
        there: dict[str, Any] = {**_of(one), "starts_at": later(hours=3, minutes=20)}
        with pytest.raises(TimeTaken):
            await practice.backend(RescheduleSession(**there))
        await practice.backend(RescheduleSession(**there, despite_conflicts=True))

    async def test_those_that_follow_go_along_as_far_on_the_wall_clock(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        ten = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
        made = await series(practice.backend, client.id, ten, time_zone=BERLIN, rule=_FIVE)
        moved = await practice.backend(
            RescheduleSession(
                **_of(made[1]),
                starts_at=made[1].starts_at + timedelta(days=1, hours=1),
                scope=Scope.FOLLOWING,
            )
        )
        assert [one.occurrence for one in moved] == [1, 2, 3, 4]
        shown = [f"{on_wall(one.starts_at, BERLIN):%a %d.%m. %H:%M}" for one in moved]
        assert shown == [
            "Tue 24.03. 11:00",
            "Tue 31.03. 11:00",
            "Tue 07.04. 11:00",
            "Tue 14.04. 11:00",
        ]

    async def test_what_is_over_stays_when_all_of_a_series_moves(self, practice: Practice) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule=_FIVE)
        await brought_to(practice.backend, made[0], SessionState.COMPLETED)
        moved = await practice.backend(
            RescheduleSession(**_of(made[3]), starts_at=later(days=21, hours=1), scope=Scope.ALL)
        )
        assert [one.starts_at for one in moved] == [
            later(days=7 * week, hours=1) for week in (1, 2, 3, 4)
        ]

    async def test_one_of_those_that_move_may_stay_or_go_elsewhere(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule=_FIVE)
        moved = await practice.backend(
            RescheduleSession(
                **_of(made[2]),
                starts_at=later(days=14, hours=1),
                scope=Scope.FOLLOWING,
                otherwise=(
                    Otherwise(occurrence=3),
                    Otherwise(occurrence=4, starts_at=later(days=29)),
                ),
            )
        )
        assert [one.starts_at for one in moved] == [later(days=14, hours=1), later(days=29)]

    async def test_all_of_a_series_can_swap_places_with_itself(self, practice: Practice) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule=_FIVE)
        moved = await practice.backend(
            RescheduleSession(**_of(made[0]), starts_at=later(days=7), scope=Scope.ALL)
        )
        assert [one.starts_at for one in moved] == [later(days=7 * week) for week in range(1, 6)]

    @pytest.mark.parametrize("state", [SessionState.ARRIVED, SessionState.COMPLETED])
    async def test_a_session_that_has_begun_is_not_moved(
        self, practice: Practice, state: SessionState
    ) -> None:
        client = await added(practice.backend)
        one = await brought_to(
            practice.backend, await scheduled(practice.backend, client.id), state
        )
        with pytest.raises(NotAllowedNow, match="cannot be moved"):
            await practice.backend(RescheduleSession(**_of(one), starts_at=later(days=1)))

    @pytest.mark.parametrize(
        "wrong",
        [
            {"minutes": 0},
            {"time_zone": "Mars/Olympus"},
            {"starts_at": MONDAY.replace(tzinfo=None)},
            {"otherwise": (Otherwise(occurrence=9),)},
        ],
    )
    async def test_a_move_that_cannot_be_meant_is_refused(
        self, practice: Practice, wrong: dict[str, Any]
    ) -> None:
        client = await added(practice.backend)
        one = await scheduled(practice.backend, client.id)
        given: dict[str, Any] = _of(one) | {"starts_at": later(days=1)}
        with pytest.raises(Invalid):
            await practice.backend(RescheduleSession(**(given | wrong)))

    async def test_terms_change_for_one_session_or_for_those_that_follow(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule=_FIVE)
        room = SessionDetails(place="Room 2")
        (one,) = await practice.backend(ChangeSession(**_of(made[0]), details=room))
        assert (one.details, one.starts_at) == (room, MONDAY)
        wish = ChangeSession(
            **_of(made[3]), fee=KRONUR, interaction=Interaction.REMOTE, scope=Scope.FOLLOWING
        )
        changed = await practice.backend(wish)
        assert [(each.occurrence, each.fee) for each in changed] == [(3, KRONUR), (4, KRONUR)]
        assert {each.details for each in changed} == {SessionDetails()}

    async def test_the_fee_of_a_session_that_is_done_stays(self, practice: Practice) -> None:
        client = await added(practice.backend)
        done = await brought_to(
            practice.backend, await scheduled(practice.backend, client.id), SessionState.COMPLETED
        )
        with pytest.raises(NotAllowedNow, match="its fee stays"):
            await practice.backend(ChangeSession(**_of(done), fee=KRONUR))
        note = SessionDetails(remark="Went well")
        (changed,) = await practice.backend(ChangeSession(**_of(done), details=note))
        assert changed.details == note

    async def test_a_series_that_was_moved_is_put_back_as_a_whole(self, practice: Practice) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule=_FIVE)
        wish = RescheduleSession(**_of(made[0]), starts_at=later(days=2), scope=Scope.ALL)
        await practice.backend(wish)
        await practice.backend(UndoMove(move=wish.intent))
        page = await practice.backend(ListSessions(client_id=client.id))
        assert [one.starts_at for one in page.rows] == [one.starts_at for one in made]
        told = await practice.backend(ListChanges(limit=5000))
        assert sum(one.entity is Entity.SESSION for one in told) == 15
