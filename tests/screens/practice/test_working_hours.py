"""When the professional works: said once for every weekday."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.hours_typed import typed_hours
from kara_tui.operations.working_time import GetWorkingHours, SetWorkingHours
from kara_tui.screens.working_hours import WorkingHoursScreen
from tests.screens.practice.helpers import closed, desk, fields, seen, typed
from tests.screens.profile.helpers import FailingBackend, press, until
from tests.support.one_screen import (
    NARROW,
    NORMAL,
    painted,
    said,
    shown,
)
from tests.support.sessions import nine_to_five


@asynccontextmanager
async def _opened(backend: Backend, size: tuple[int, int] = NORMAL) -> AsyncIterator[Pilot[None]]:
    async with shown(WorkingHoursScreen(desk(backend)), backend, size) as pilot:
        yield pilot


async def _saved(backend: Backend) -> list[str]:
    (hours,) = await backend(GetWorkingHours())
    days = (tuple(one for one in hours.week if one.weekday == day) for day in range(7))
    return [typed_hours(day) for day in days]


async def test_a_week_is_typed_day_by_day_and_copied_from_the_day_above(backend: Backend) -> None:
    async with _opened(backend) as pilot:
        assert "No hours yet" in said(pilot, ".week")
        await press(pilot, *"9-12, 13-17", "down", "f5", "down", "f5", "down", *"1-5pm")
        assert said(pilot, ".week") == "25 hours on 4 days of the week"
        assert "13:00–17:00 · 4 hours" in painted(pilot)
        assert [one.version for one in await closed(pilot, "f2")] == [1]
        await seen(pilot, "Working hours saved: 25 hours on 4 days of the week · u undoes")
    day = "9:00-12:00, 13:00-17:00"
    assert await _saved(backend) == [day, day, day, "13:00-17:00", "", "", ""]


@pytest.mark.parametrize("size", [NARROW, NORMAL])
async def test_a_problem_stands_beside_its_day_and_nothing_is_saved(
    backend: Backend, size: tuple[int, int]
) -> None:
    await nine_to_five(backend)
    async with _opened(backend, size) as pilot:
        await typed(pilot, "tuesday", "9-5")
        await press(pilot, "f2")
        assert "ends before it begins." in fields(pilot).field("tuesday").note
        words = await seen(pilot, "Not saved yet: Tuesday needs another look.")
        assert "✗ 9:00 to 5:00 ends" in words
        assert "F2 Save" in words
        assert fields(pilot).field("tuesday").control.has_focus
    assert (await _saved(backend))[1] == "9:00-17:00"


async def test_hours_that_were_changed_elsewhere_are_shown_beside_what_is_typed(
    backend: Backend,
) -> None:
    await nine_to_five(backend)
    async with _opened(backend) as pilot:
        await typed(pilot, "monday", "10-14")
        await backend(SetWorkingHours(version=1, time_zone="UTC", week=()))
        await press(pilot, "f2")
        await until(pilot, lambda: "changed elsewhere" in said(pilot, ".told"))
        assert fields(pilot).field("monday").note.endswith("Saved now: –")
        assert [one.version for one in await closed(pilot, "f2")] == [3]
    assert (await _saved(backend))[0] == "10:00-14:00"


async def test_what_is_typed_is_there_again_when_the_form_was_left(backend: Backend) -> None:
    async with _opened(backend) as pilot:
        await typed(pilot, "sunday", "9-12 and som")
        assert await closed(pilot, "escape", "down", "enter") == [None]
    async with _opened(backend) as pilot:
        await until(pilot, lambda: "not saved yet" in said(pilot, ".told"))
        assert fields(pilot).typed()["sunday"] == "9-12 and som"


async def test_hours_that_cannot_be_read_are_not_taken_for_none(backend: Backend) -> None:
    failing = FailingBackend(backend)
    failing.refused[GetWorkingHours] = StoreUnavailable("The disk is gone.")
    async with shown(WorkingHoursScreen(desk(failing)), backend) as pilot:
        assert "The disk is gone." in said(pilot, ".told")
        assert await closed(pilot, "f2", "escape") == [None]
    assert await backend(GetWorkingHours()) == ()
