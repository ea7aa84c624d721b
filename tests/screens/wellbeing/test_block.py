"""A client's wellbeing in the profile: the chart, the same in words, and what keeps it up."""

from pathlib import Path
from typing import Any, TypeVar

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.operations.base import Operation
from kara_tui.operations.measures import ListResponses, MarkResponseInError
from kara_tui.screens.wellbeing_block import WellbeingBlock
from kara_tui.screens.wellbeing_course import wellbeing_words
from tests.screens.profile.helpers import FailingBackend
from tests.screens.wellbeing.helpers import (
    BlockScreen,
    answered_weekly,
    block,
    desk,
    flat,
    press,
    tell_changes,
    wellbeing,
)
from tests.support.answering import answered
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted, shown
from tests.support.people import added

T = TypeVar("T")


class CountingBackend(FailingBackend):
    """A backend that remembers what it was asked."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self.asked: list[type[Operation[Any]]] = []

    async def __call__(self, operation: Operation[T]) -> T:
        self.asked.append(type(operation))
        return await super().__call__(operation)


SIZES = pytest.mark.parametrize(
    "size",
    [(30, 24), NARROW, NORMAL, WIDE],
    ids=["30x24", "60x20", "80x24", "140x40"],
)


@SIZES
async def test_the_course_is_told_in_words_beside_the_chart(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend)
    await answered_weekly(backend, client.id, 44, 40, 52, 48, 56, 72)
    async with wellbeing(backend, client.id, size) as pilot:
        text = flat(pilot)
        assert "better than the last by 16," in text
        assert "6 answers since" in text
        assert "●" in text
        assert "100" in text
        assert block(pilot).chart.region.right <= size[0]
        assert block(pilot).chart.words().startswith("2 Mar · 72 · Good · better")


async def test_who_has_no_answers_yet_is_told_how_to_enter_them(backend: Backend) -> None:
    client = await added(backend)
    async with wellbeing(backend, client.id) as pilot:
        text = painted(pilot)
        assert "Wellbeing Index" in text
        assert "No answers yet." in text
        assert "It screens; it does not diagnose. w enters answers." in text
        assert not block(pilot).chart.display
        await press(pilot, "left", "enter", "o")
        assert painted(pilot) == text


async def test_the_cursor_tells_date_score_band_and_change(backend: Backend) -> None:
    client = await added(backend)
    await answered_weekly(backend, client.id, 24, 52, 56)
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "left")
        assert "16 Feb · 52 · Good · better than the one before by 28" in painted(pilot)
        await press(pilot, "left", "left", "left")
        assert "2 Feb · 24 · Low" in painted(pilot)
        await press(pilot, "right")
        assert "16 Feb · 52" in painted(pilot)
        await press(pilot, "end")
        assert "2 Mar · 56 · Good · about the same as the one before (+4)" in painted(pilot)
        await press(pilot, "home")
        assert "2 Feb · 24 · Low" in painted(pilot)


async def test_answers_from_elsewhere_appear_and_those_of_others_are_not_asked_for(
    backend: Backend,
) -> None:
    client, other = await added(backend, "One"), await added(backend, "Other")
    first, _ = await answered_weekly(backend, client.id, 40, 60)
    failing = FailingBackend(backend)
    async with wellbeing(failing, client.id) as pilot:
        await tell_changes(pilot)
        await press(pilot, "left")
        failing.refused[ListResponses] = StoreUnavailable("It was asked for.")
        await answered(backend, other.id, 1, 1, 1, 1, 1)
        await tell_changes(pilot)
        assert "It was asked for." not in painted(pilot)
        del failing.refused[ListResponses]
        await answered(backend, client.id, 5, 5, 5, 5, 5)
        await tell_changes(pilot)
        assert "100, better than the last by 40" in painted(pilot)
        assert "16 Feb · 40" in painted(pilot)
        await backend(MarkResponseInError(client_id=client.id, response_id=first.id, version=1))
        await tell_changes(pilot)
        assert "100, better than the first by 40; 2 answers" in painted(pilot)


async def test_answers_that_cannot_be_read_are_told_and_read_later(backend: Backend) -> None:
    client = await added(backend)
    await answered_weekly(backend, client.id, 40)
    failing = FailingBackend(backend)
    failing.refused[ListResponses] = StoreUnavailable("The disk is gone.", "Plug it in.")
    async with wellbeing(failing, client.id) as pilot:
        assert "could not be read. The disk is gone. Plug it in." in flat(pilot)
        failing.refused.clear()
        block(pilot).read()
        await press(pilot)
        assert "40; 1 answer, on 2 Mar" in painted(pilot)
        assert "disk" not in painted(pilot)


async def test_nothing_is_read_before_the_block_is_seen(backend: Backend) -> None:
    client = await added(backend)
    await answered_weekly(backend, client.id, 40)
    counting = CountingBackend(backend)
    hidden = WellbeingBlock(desk(counting), client.id)
    hidden.display = False
    async with shown(BlockScreen(hidden), counting) as pilot:
        await tell_changes(pilot)
        assert ListResponses not in counting.asked
        hidden.display = True
        await press(pilot)
        assert "40; 1 answer" in painted(pilot)
        hidden.display = False
        await press(pilot)
        hidden.display = True
        await press(pilot)
    assert counting.asked.count(ListResponses) == 1


async def test_another_measure_is_one_key_away_and_its_flag_is_seen(
    backend: Backend, tmp_path: Path
) -> None:
    client = await added(backend)
    await answered_weekly(backend, client.id, 40, 60)
    await answered(backend, client.id, 0, 3, 1, measure="mood-nine")
    async with wellbeing(backend, client.id, folder=tmp_path / "own") as pilot:
        assert "Wellbeing Index · 1 of 2 measures" in painted(pilot)
        await press(pilot, "o")
        text = painted(pilot)
        assert "Mood · 2 of 2 measures" in text
        assert "⚑ Item 3: Ask at once" in text
        assert "◆" in text
        await answered(backend, client.id, 0, 3, 0, measure="mood-nine")
        await tell_changes(pilot)
        assert "⚑ Flagged before, last on 2 Mar." in painted(pilot)
        await press(pilot, "o")
        assert "⚑" not in painted(pilot)


async def test_answers_without_a_score_are_never_passed_over_in_silence(
    backend: Backend,
) -> None:
    client = await added(backend)
    await answered_weekly(backend, client.id, 40)
    await answered(backend, client.id, 1, 2, None, 4, 5)
    await answered(backend, client.id, 1, measure="calm[/x]")
    async with wellbeing(backend, client.id, WIDE) as pilot:
        text = painted(pilot)
        assert "40; 1 answer" in text
        assert "One set of answers has no score. Not answered: 3." in text
        assert "Answered as well, but not on this machine: calm[/x]." in text


@SIZES
async def test_each_answer_is_shown_in_words(backend: Backend, size: tuple[int, int]) -> None:
    client = await added(backend)
    await answered(backend, client.id, 0, 1, 2, 3, 4, remark="Slept badly")
    async with wellbeing(backend, client.id, size) as pilot:
        await press(pilot, "enter")
        text = flat(pilot)
        assert "said aloud, entered by you" in text
        assert "1 There were moments" in text
        assert "0 At no time" in text
        await press(pilot, "end")
        text = flat(pilot)
        assert "4 Nearly all of the time" in text
        assert "Remark: Slept badly" in text
        assert "Score 40 · Look closer" in text
        assert "It screens; it does not diagnose." in text
        await press(pilot, "l", "home")
        assert "0 Aldrei" in flat(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen.query(type(block(pilot)))


async def test_answers_entered_in_error_leave_the_chart_when_that_is_confirmed(
    backend: Backend,
) -> None:
    client = await added(backend)
    await answered_weekly(backend, client.id, 40, 60)
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "left", "enter", "x")
        assert "entered in error?" in flat(pilot)
        await press(pilot, "enter", "x", "down", "enter")
        assert "60; 1 answer" in painted(pilot)
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        assert app.problems == []
        assert [type(one.operation) for one in app.moves] == [MarkResponseInError]
    assert len(await backend(ListResponses(client_id=client.id))) == 1


async def test_a_list_says_a_clients_wellbeing_in_one_cell(backend: Backend) -> None:
    one, other = await added(backend, "One"), await added(backend, "Other")
    responses = await answered_weekly(backend, one.id, 24, 40, 56, 72)
    responses += await answered_weekly(backend, other.id, 60)
    words = wellbeing_words(desk(backend), responses)
    assert words == {one.id: "▂▄▅▆ 72 better", other.id: "▅ 60"}
