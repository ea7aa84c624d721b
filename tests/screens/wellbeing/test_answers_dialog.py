"""Answers given aloud: one key each, nothing lost, nothing saved that is not complete."""

from pathlib import Path

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure_response import Answers, GivenBy
from kara_tui.domain.private import opened
from kara_tui.operations.drafts import ListDrafts
from kara_tui.operations.history import ListMoves, UndoMove
from kara_tui.operations.measures import ChangeResponse, ListResponses, RecordResponse
from kara_tui.screens.unfinished_reading import unfinished_words
from tests.screens.profile.helpers import FailingBackend, SlowBackend
from tests.screens.wellbeing.helpers import (
    answered_weekly,
    block,
    desk,
    dialog,
    flat,
    press,
    until,
    wellbeing,
)
from tests.support.answering import answered
from tests.support.hostile import HOSTILE
from tests.support.one_screen import NARROW, NORMAL, WIDE, painted, settled
from tests.support.people import added

SIZES = pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE], ids=["60x20", "80x24", "140x40"])


async def saved(backend: Backend, client_id: ClientId) -> list[Answers]:
    """Return what is saved, oldest first."""
    found = await backend(ListResponses(client_id=client_id))
    return [opened(one.details) for one in found]


@SIZES
async def test_one_key_answers_each_item_and_enter_saves(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend)
    async with wellbeing(backend, client.id, size) as pilot:
        await press(pilot, "w")
        text = painted(pilot)
        assert "Wellbeing Index · the last two weeks" in text
        assert "1 of 5" in text
        assert "There were moments that I truly enjoyed." in text
        assert "5  ○ All of the time" in text
        assert "0 of 5 answered. All items must be answered." in text
        assert "Save (F2)" in text
        await press(pilot, "3", "4")
        assert "I felt close to people who matter to me." in painted(pilot)
        await press(pilot, "2", "5", "4")
        assert "Score 72 · Good" in painted(pilot)
        await press(pilot, "enter")
        assert "72; 1 answer, on 2 Mar" in painted(pilot)
        assert "Answers saved: Score 72 · Good · u undoes" in flat(pilot)
    (response,) = await backend(ListResponses(client_id=client.id))
    assert opened(response.details) == Answers(values=(3, 4, 2, 5, 4))
    assert (response.given_by, response.measure_version) == (GivenBy.PROFESSIONAL, "1")
    assert await backend(ListDrafts()) == ()
    await backend(UndoMove(move=(await backend(ListMoves()))[0].intent))
    assert await saved(backend, client.id) == []


async def test_arrows_choose_as_well_and_backspace_goes_back(backend: Backend) -> None:
    client = await added(backend)
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "w", "down", "enter", "0", "backspace")
        assert "2 of 5" in painted(pilot)
        assert "▸ 0  ● At no time" in painted(pilot)
        await press(pilot, "up", "space", "left", "left", "left")
        assert "1 of 5" in painted(pilot)
        await press(pilot, "right", "right", "9", "minus", "1", "1")
        assert dialog(pilot).answers.values == (4, 1, None, 1, 1)
        assert "4 of 5 answered" in painted(pilot)


async def test_what_is_not_complete_is_not_saved_and_the_reason_is_told(
    backend: Backend,
) -> None:
    client = await added(backend)
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "w", "3", "3", "3", "3", "f2")
        assert "✗ Not answered: 5. All items must be answered." in painted(pilot)
        assert await saved(backend, client.id) == []
        await press(pilot, "3")
        assert "✗" not in painted(pilot)
        await press(pilot, "f2")
    assert await saved(backend, client.id) == [Answers(values=(3,) * 5)]


async def test_a_remark_is_saved_with_the_answers_and_may_be_anything(backend: Backend) -> None:
    client = await added(backend)
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "w", *"33333", "shift+tab", "shift+tab", *"[/x] 3")
        assert "[/x] 3" in painted(pilot)
        await press(pilot, "f2")
        await press(pilot, "enter")
        assert "Remark: [/x] 3" in painted(pilot)
    assert await saved(backend, client.id) == [Answers(values=(3,) * 5, remark="[/x] 3")]


async def test_no_remark_from_the_store_steers_the_terminal(backend: Backend) -> None:
    client = await added(backend)
    remark = "\n".join(text[:1000] for text in HOSTILE.values())
    await answered(backend, client.id, 1, 1, 1, 1, 1, remark=remark)
    async with wellbeing(backend, client.id, WIDE) as pilot:
        await press(pilot, "enter")
        assert "[@click=app.quit]x[/]" in flat(pilot)
        await press(pilot, "end")
        assert "Score 20 · Low" in painted(pilot)
        await press(pilot, "e", "tab", "end")
        assert dialog(pilot).sheet.values == (1,) * 5


async def test_answers_are_there_again_after_esc_and_in_the_next_program(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna")
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "w", "3", "4", "tab", *"Tired", "escape")
        assert await unfinished_words(desk(backend)) == "Answers of Anna · 12:00, just now"
        await press(pilot, "w")
        await until(pilot, lambda: dialog(pilot).answers.remark == "Tired")
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "w")
        await until(pilot, lambda: dialog(pilot).answers.values[:3] == (3, 4, None))
        text = painted(pilot)
        assert "3 of 5" in text
        assert "Entered 12:00, just now, and not saved yet." in text
        await press(pilot, "1", "1", "1", "enter")
    assert await saved(backend, client.id) == [Answers(values=(3, 4, 1, 1, 1), remark="Tired")]
    assert await backend(ListDrafts()) == ()


async def test_a_save_that_fails_loses_nothing_and_may_be_tried_again(backend: Backend) -> None:
    client = await added(backend)
    failing = FailingBackend(backend)
    failing.refused[RecordResponse] = StoreUnavailable("The disk is full.", "Free some space.")
    async with wellbeing(failing, client.id) as pilot:
        await press(pilot, "w", *"33333", "enter")
        text = flat(pilot)
        assert "Not saved. The disk is full. Free some space." in text
        assert "Everything you entered is still here." in text
        failing.refused.clear()
        await press(pilot, "f2")
    assert await saved(backend, client.id) == [Answers(values=(3,) * 5)]
    assert await backend(ListDrafts()) == ()


async def test_what_is_entered_while_the_answers_are_being_saved_is_not_dropped(
    backend: Backend,
) -> None:
    client = await added(backend)
    slow = SlowBackend(backend)
    slow.go_on.set()
    async with wellbeing(slow, client.id) as pilot:
        await press(pilot, "w", *"33333", *["shift+tab"] * 3)
        slow.go_on.clear()
        await pilot.press("f2", "up", "enter")
        slow.go_on.set()
        await settled(pilot)
        assert "Saved without what you have entered meanwhile." in flat(pilot)
        assert await saved(backend, client.id) == [Answers(values=(3,) * 5)]
        await press(pilot, "f2")
        assert "64; 1 answer" in painted(pilot)
    assert await saved(backend, client.id) == [Answers(values=(3, 3, 3, 3, 4))]
    assert await backend(ListDrafts()) == ()


async def test_items_are_read_in_the_clients_language_or_the_next(backend: Backend) -> None:
    client = await added(backend)
    async with wellbeing(backend, client.id, language="is-IS") as pilot:
        await press(pilot, "w")
        assert "Ég átti stundir" in painted(pilot)
        assert "Hversu oft átti þetta við um þig" in painted(pilot)
        await press(pilot, "f4")
        assert "There were moments" in painted(pilot)
        await press(pilot, "f4")
        assert "0  ○ Aldrei" in painted(pilot)


async def test_a_flag_is_seen_at_once_and_an_item_may_be_left_out_where_the_file_says_so(
    backend: Backend, tmp_path: Path
) -> None:
    client = await added(backend)
    async with wellbeing(backend, client.id, folder=tmp_path / "own") as pilot:
        await press(pilot, "o", "w", "minus", "0")
        assert "⚑" not in painted(pilot)
        await press(pilot, "1")
        text = painted(pilot)
        assert "⚑ Item 3: Ask at once" in text
        assert "Score 6 · Much" in text
        await press(pilot, "enter")
        await press(pilot, "enter")
        text = painted(pilot)
        assert "– not answered" in text
        assert "⚑ 1  On some days" in text
    assert await saved(backend, client.id) == [Answers(values=(None, 0, 1))]


async def test_answers_entered_wrongly_are_put_right_in_their_place(backend: Backend) -> None:
    client = await added(backend)
    first, _ = await answered_weekly(backend, client.id, 40, 60)
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "left", "enter", "e")
        assert "Put right: Wellbeing Index" in painted(pilot)
        assert dialog(pilot).sheet.values == opened(first.details).values
        await press(pilot, "0", "f2")
        assert "Score 20 · Low" in painted(pilot)
        await press(pilot, "escape")
    (changed, _) = await backend(ListResponses(client_id=client.id))
    assert (changed.id, changed.version, changed.answered_at) == (first.id, 2, first.answered_at)
    assert opened(changed.details).values == (0, 5, 0, 0, 0)
    assert await backend(ListDrafts()) == ()


async def test_putting_right_what_was_changed_elsewhere_overwrites_nothing(
    backend: Backend,
) -> None:
    client = await added(backend)
    (given,) = await answered_weekly(backend, client.id, 40)
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "enter", "e", "0")
        theirs = await backend(
            ChangeResponse(
                client_id=client.id,
                response_id=given.id,
                version=1,
                details=Answers(values=(1, 1, 1, 1, 1)),
            )
        )
        await press(pilot, "f2")
        assert "changed elsewhere" in painted(pilot)
    assert await saved(backend, client.id) == [opened(theirs.details)]


async def test_answers_that_were_only_looked_at_leave_no_draft(backend: Backend) -> None:
    client = await added(backend)
    await answered_weekly(backend, client.id, 40)
    async with wellbeing(backend, client.id) as pilot:
        await press(pilot, "w", "escape", "enter", "e", "escape", "escape")
        assert block(pilot).has_focus
    assert await backend(ListDrafts()) == ()
