"""Finding time: what stands in the way of a session, and what is free."""

from typing import Any

import pytest

from kara_tui.domain.conflict_words import clash_in_words, fix_in_words
from kara_tui.domain.conflicts import ClashKind, FixKind
from kara_tui.domain.errors import Invalid, NotFound
from kara_tui.domain.session_moves import Scope
from kara_tui.operations.scheduling import ScheduleSession
from kara_tui.operations.sessions import FindConflicts, FindFreeSlots
from kara_tui.operations.working_time import SetWorkingHours
from tests.support.clock import NOON
from tests.support.people import added
from tests.support.practice import Practice
from tests.support.sessions import (
    ICELAND,
    MONDAY,
    blocked,
    later,
    nine_to_five,
    no_id,
    scheduled,
    series,
)


def _proposed(client_id: Any, **fields: Any) -> FindConflicts:
    given: dict[str, Any] = {"starts_at": MONDAY, "minutes": 60, "time_zone": ICELAND}
    return FindConflicts(client_id=client_id, **(given | fields))


class FindingTimeContract:
    """Conflicts, and free slots."""

    async def test_a_free_time_has_nothing_in_its_way(self, practice: Practice) -> None:
        client = await added(practice.backend)
        ask = FindConflicts(client_id=client.id, starts_at=MONDAY, minutes=60, time_zone=ICELAND)
        assert await practice.backend(ask) == ()
        await nine_to_five(practice.backend)
        assert await practice.backend(ask) == ()

    async def test_each_conflict_is_told_in_words_with_what_solves_it(
        self, practice: Practice
    ) -> None:
        await nine_to_five(practice.backend)
        client = await added(practice.backend, "Anna")
        other = await added(practice.backend, "Bea")
        await scheduled(practice.backend, other.id, later(minutes=40))
        await blocked(practice.backend, later(minutes=50), 30, "Dentist")
        found = await practice.backend(_proposed(client.id))
        assert [clash_in_words(one, ICELAND) for one in found] == [
            "Mon 9 Mar 10:40–11:30: session with Bea",
            "Mon 9 Mar 10:50–11:20: Dentist",
        ]
        for one in found:
            assert [fix_in_words(fix, ICELAND) for fix in one.fixes] == [
                "Earlier: Mon 9 Mar 09:40",
                "Later: Mon 9 Mar 11:30",
                "Shorten it to 40 minutes",
            ]

    async def test_every_fix_leaves_nothing_in_the_way(self, practice: Practice) -> None:
        await nine_to_five(practice.backend)
        client = await added(practice.backend)
        other = await added(practice.backend, "Bea")
        await scheduled(practice.backend, other.id, later(hours=6, minutes=30))
        late = _proposed(client.id, starts_at=later(hours=6), minutes=90)
        found = await practice.backend(late)
        assert [one.kind for one in found] == [ClashKind.SESSION, ClashKind.OUTSIDE_HOURS]
        fixes = {fix for one in found for fix in one.fixes}
        assert {fix.kind for fix in fixes} == {FixKind.EARLIER, FixKind.LATER, FixKind.SHORTEN}
        for fix in fixes:
            again = _proposed(client.id, starts_at=fix.starts_at, minutes=fix.minutes)
            assert await practice.backend(again) == ()

    async def test_the_clients_own_session_can_be_moved_instead(self, practice: Practice) -> None:
        client = await added(practice.backend)
        own = await scheduled(practice.backend, client.id, later(minutes=-30))
        (clash,) = await practice.backend(_proposed(client.id))
        assert (clash.kind, clash.session_id) == (ClashKind.OWN_SESSION, own.id)
        assert FixKind.MOVE_EXISTING in {fix.kind for fix in clash.fixes}

    async def test_nothing_that_has_passed_is_suggested(self, practice: Practice) -> None:
        client = await added(practice.backend)
        await scheduled(practice.backend, client.id, NOON)
        (clash,) = await practice.backend(_proposed(client.id, starts_at=NOON))
        assert {fix.kind for fix in clash.fixes} == {FixKind.LATER, FixKind.MOVE_EXISTING}

    async def test_one_of_a_series_can_be_left_out(self, practice: Practice) -> None:
        client = await added(practice.backend)
        await blocked(practice.backend, later(days=14), 600, "Holiday")
        rule = "FREQ=WEEKLY;COUNT=4"
        (clash,) = await practice.backend(_proposed(client.id, rule=rule))
        assert (clash.occurrence, clash.starts_at) == (2, later(days=14))
        assert FixKind.LEAVE_OUT in {fix.kind for fix in clash.fixes}

    async def test_sessions_that_move_are_not_in_their_own_way(self, practice: Practice) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule="FREQ=WEEKLY;COUNT=4")
        there: dict[str, Any] = {"starts_at": later(days=7, minutes=10), "moved": made[0].id}
        (one,) = await practice.backend(_proposed(client.id, **there))
        assert one.session_id == made[1].id
        assert await practice.backend(_proposed(client.id, **there, scope=Scope.ALL)) == ()
        await blocked(practice.backend, later(days=21), 60)
        (two,) = await practice.backend(_proposed(client.id, **there, scope=Scope.ALL))
        assert (two.kind, two.occurrence) == (ClashKind.BLOCK, 2)

    async def test_free_slots_lie_in_working_hours_around_what_is_there(
        self, practice: Practice
    ) -> None:
        await nine_to_five(practice.backend)
        client = await added(practice.backend)
        await scheduled(practice.backend, client.id, later(hours=-1, minutes=10))
        await blocked(practice.backend, later(hours=2), 270)
        found = await practice.backend(
            FindFreeSlots(minutes=50, time_zone=ICELAND, since=later(hours=-2), most=4)
        )
        assert [f"{one.starts_at:%a %H:%M}" for one in found] == [
            "Mon 10:00",
            "Mon 11:00",
            "Tue 09:00",
            "Tue 10:00",
        ]

    async def test_free_slots_begin_now_and_work_before_any_hours_are_said(
        self, practice: Practice
    ) -> None:
        ask = FindFreeSlots(minutes=50, time_zone=ICELAND, since=NOON.replace(year=2020), most=2)
        found = await practice.backend(ask)
        assert [one.starts_at.hour for one in found] == [12, 13]
        assert all(one.starts_at >= NOON for one in found)

    async def test_a_session_that_is_moved_leaves_its_own_time_free(
        self, practice: Practice
    ) -> None:
        await nine_to_five(practice.backend)
        client = await added(practice.backend)
        one = await scheduled(practice.backend, client.id, later(hours=-1))
        since = later(hours=-1)
        ask = FindFreeSlots(minutes=50, time_zone=ICELAND, since=since, most=1, moved=one.id)
        (slot,) = await practice.backend(ask)
        assert slot.starts_at == one.starts_at

    async def test_a_slot_that_was_found_can_be_booked(self, practice: Practice) -> None:
        await nine_to_five(practice.backend, "America/New_York")
        client = await added(practice.backend)
        for _ in range(3):
            (slot,) = await practice.backend(
                FindFreeSlots(minutes=90, time_zone="America/New_York", most=1)
            )
            await practice.backend(
                ScheduleSession(
                    client_id=client.id, starts_at=slot.starts_at, minutes=90, time_zone=ICELAND
                )
            )

    async def test_who_never_works_has_no_free_slot(self, practice: Practice) -> None:
        await practice.backend(SetWorkingHours(time_zone=ICELAND, week=()))
        assert await practice.backend(FindFreeSlots(minutes=50, time_zone=ICELAND)) == ()

    async def test_questions_that_cannot_be_meant_are_refused(self, practice: Practice) -> None:
        client = await added(practice.backend)
        asked: list[Any] = [
            FindFreeSlots(minutes=0, time_zone=ICELAND),
            FindFreeSlots(minutes=50, time_zone="x"),
            FindFreeSlots(minutes=50, time_zone=ICELAND, step=0),
            FindFreeSlots(minutes=50, time_zone=ICELAND, since=MONDAY.replace(tzinfo=None)),
            _proposed(client.id, minutes=0),
            _proposed(client.id, rule="FREQ=WEEKLY"),
            _proposed(client.id, starts_at=MONDAY.replace(tzinfo=None)),
        ]
        for question in asked:
            with pytest.raises(Invalid):
                await practice.backend(question)
        with pytest.raises(NotFound):
            await practice.backend(_proposed(no_id()))

    async def test_a_sealed_name_does_not_hide_a_conflict(self, practice: Practice) -> None:
        client = await added(practice.backend)
        await blocked(practice.backend, MONDAY, 60, details=b"\x01sealed")
        (clash,) = await practice.backend(_proposed(client.id))
        assert (clash.kind, clash.block) == (ClashKind.BLOCK, b"\x01sealed")
