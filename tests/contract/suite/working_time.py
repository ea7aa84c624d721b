"""Working hours and blocks: when sessions may lie, and when not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kara_tui.domain.errors import Conflict, Invalid, NotFound
from kara_tui.domain.working_time import BlockDetails, OpenHours
from kara_tui.operations.history import UndoMove
from kara_tui.operations.working_time import (
    AddBlock,
    ChangeBlock,
    GetWorkingHours,
    ListBlocks,
    RemoveBlock,
    SetWorkingHours,
)
from tests.support.practice import Practice
from tests.support.sessions import BERLIN, ICELAND, MONDAY, blocked, later, nine_to_five

_LUNCH = BlockDetails(title="Lunch")
_MORNING = OpenHours(weekday=0, opens=9 * 60, closes=12 * 60)
_NOON = OpenHours(weekday=0, opens=13 * 60, closes=24 * 60)


def _whole_year() -> ListBlocks:
    return ListBlocks(since=MONDAY, until=later(days=365))


class WorkingTimeContract:
    """Hours and blocks."""

    async def test_nobody_has_hours_until_they_say_so(self, practice: Practice) -> None:
        assert await practice.backend(GetWorkingHours()) == ()
        said = await practice.backend(SetWorkingHours(time_zone=ICELAND, week=(_NOON, _MORNING)))
        assert said.week == (_MORNING, _NOON)
        assert await practice.backend(GetWorkingHours()) == (said,)

    async def test_hours_are_changed_as_a_whole_and_only_when_they_were_seen(
        self, practice: Practice
    ) -> None:
        first = await nine_to_five(practice.backend)
        with pytest.raises(Conflict):
            await practice.backend(SetWorkingHours(time_zone=BERLIN, week=()))
        wish = SetWorkingHours(version=1, time_zone=BERLIN, week=(_MORNING,))
        second = await practice.backend(wish)
        assert (second.id, second.version, second.week) == (first.id, 2, (_MORNING,))
        await practice.backend(UndoMove(move=wish.intent))
        (third,) = await practice.backend(GetWorkingHours())
        assert (third.version, third.time_zone, third.week) == (3, ICELAND, first.week)

    async def test_hours_said_for_the_first_time_can_be_taken_back(
        self, practice: Practice
    ) -> None:
        wish = SetWorkingHours(time_zone=ICELAND, week=(_MORNING,))
        await practice.backend(wish)
        await practice.backend(UndoMove(move=wish.intent))
        assert await practice.backend(GetWorkingHours()) == ()
        await practice.backend(SetWorkingHours(time_zone=ICELAND, week=(_NOON,)))
        assert len(await practice.backend(GetWorkingHours())) == 1

    @pytest.mark.parametrize(
        ("zone", "week"),
        [
            ("Reykjavik", ()),
            (ICELAND, (OpenHours(weekday=7, opens=0, closes=1),)),
            (ICELAND, (OpenHours(weekday=0, opens=600, closes=600),)),
            (ICELAND, (OpenHours(weekday=0, opens=600, closes=1441),)),
            (ICELAND, (OpenHours(weekday=0, opens=600, closes=721), _NOON, _MORNING)),
        ],
    )
    async def test_hours_that_cannot_be_meant_are_refused(
        self, practice: Practice, zone: str, week: tuple[OpenHours, ...]
    ) -> None:
        with pytest.raises(Invalid):
            await practice.backend(SetWorkingHours(time_zone=zone, week=week))
        assert await practice.backend(GetWorkingHours()) == ()

    async def test_a_block_is_listed_where_it_lies_or_reaches_into(
        self, practice: Practice
    ) -> None:
        block = await blocked(practice.backend, later(hours=2), 60)
        inside = ListBlocks(since=later(hours=2, minutes=59), until=later(hours=5))
        (one,) = await practice.backend(inside)
        assert (one.block, one.starts_at, one.ends_at) == (block, later(hours=2), later(hours=3))
        behind = ListBlocks(since=later(hours=3), until=later(hours=5))
        before = ListBlocks(since=MONDAY, until=later(hours=2))
        assert await practice.backend(behind) == await practice.backend(before) == ()

    async def test_a_block_that_repeats_keeps_its_wall_clock_time(self, practice: Practice) -> None:
        # The clocks of Berlin go forward on 29 March 2026.
        noon = datetime(2026, 3, 27, 11, 0, tzinfo=UTC)
        await blocked(practice.backend, noon, 60, time_zone=BERLIN, rule="FREQ=DAILY;COUNT=4")
        found = await practice.backend(ListBlocks(since=noon, until=noon + timedelta(days=30)))
        assert [one.starts_at.hour for one in found] == [11, 11, 10, 10]
        assert {one.ends_at - one.starts_at for one in found} == {timedelta(hours=1)}
        assert len({one.block.id for one in found}) == 1

    async def test_a_block_is_changed_and_removed_with_all_its_repetitions(
        self, practice: Practice
    ) -> None:
        block = await blocked(practice.backend, MONDAY, 60, rule="FREQ=WEEKLY;COUNT=10")
        changed = await practice.backend(
            ChangeBlock(
                block_id=block.id,
                version=1,
                starts_at=MONDAY,
                ends_at=later(hours=3),
                time_zone=ICELAND,
                rule="FREQ=WEEKLY;COUNT=3",
                details=_LUNCH,
            )
        )
        found = await practice.backend(_whole_year())
        assert [one.block for one in found] == [changed] * 3
        wish = RemoveBlock(block_id=block.id, version=2)
        await practice.backend(wish)
        assert await practice.backend(_whole_year()) == ()
        await practice.backend(UndoMove(move=wish.intent))
        assert len(await practice.backend(_whole_year())) == 3

    @pytest.mark.parametrize(
        "wrong",
        [
            {"ends_at": MONDAY},
            {"ends_at": later(days=367)},
            {"time_zone": "Nowhere/At all"},
            {"rule": "FREQ=HOURLY;COUNT=3"},
            {"rule": "FREQ=DAILY"},
            {"starts_at": MONDAY.replace(tzinfo=None), "ends_at": MONDAY.replace(tzinfo=None)},
        ],
    )
    async def test_a_block_that_cannot_be_meant_is_refused(
        self, practice: Practice, wrong: dict[str, Any]
    ) -> None:
        given: dict[str, Any] = {
            "starts_at": MONDAY,
            "ends_at": later(hours=1),
            "time_zone": ICELAND,
            "details": _LUNCH,
        }
        wish = AddBlock(**(given | wrong))
        with pytest.raises(Invalid):
            await practice.backend(wish)
        assert await practice.backend(_whole_year()) == ()

    async def test_no_more_than_a_year_of_blocks_is_read_at_once(self, practice: Practice) -> None:
        for until in (MONDAY, later(days=400)):
            with pytest.raises(Invalid):
                await practice.backend(ListBlocks(since=MONDAY, until=until))

    async def test_a_colleague_sees_no_hours_and_no_blocks(self, practice: Practice) -> None:
        await nine_to_five(practice.backend)
        block = await blocked(practice.backend, MONDAY, 60)
        colleague = practice.colleague()
        assert await colleague(GetWorkingHours()) == ()
        assert await colleague(_whole_year()) == ()
        with pytest.raises(NotFound):
            await colleague(RemoveBlock(block_id=block.id, version=1))
