"""Which key gives which answer, and what becomes of earlier answers that do not fit."""

import pytest

from kara_tui.domain.measure_response import Answers
from kara_tui.screens.answers_draft import answers_in, typed_answers
from kara_tui.widgets.answer_sheet import AnswerSheet
from tests.support.measures import made_up


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ((0, 1, 2, 3), "0123"),
        ((1, 2, 5, 9), "1259"),
        ((0, 10, 20), "123"),
        ((-2, -1, 0, 1, 2), "12345"),
        (tuple(range(1, 11)), "1234567890"),
    ],
)
def test_every_answer_has_one_key_its_value_where_that_is_one(
    values: tuple[int, ...], keys: str
) -> None:
    sheet = AnswerSheet(made_up(choices=values))
    assert "".join(map(sheet.key_of, range(len(values)))) == keys


def test_earlier_answers_that_do_not_fit_are_left_out() -> None:
    sheet = AnswerSheet(made_up(items=3))
    sheet.fill((3, 7, None, 1, 1))
    assert list(sheet.values) == [3, None, None]
    assert sheet.place == 1
    sheet.fill((0, 1))
    assert list(sheet.values) == [0, 1, None]
    assert sheet.place == 2


@pytest.mark.parametrize(
    ("values", "remark"), [((3, None, 0), "Tired"), ((None, -2, 10), ""), ((), "x\ny")]
)
def test_a_draft_gives_back_what_was_entered(values: tuple[int | None, ...], remark: str) -> None:
    typed = typed_answers(values, remark)
    assert answers_in(typed, len(values)) == Answers(values=values, remark=remark)


def test_a_draft_that_holds_no_numbers_gives_no_answers() -> None:
    typed = {"answer_1": "three", "answer_2": "", "answer_3": "²", "answer_4": "1" * 5000}
    assert answers_in(typed, 5) == Answers(values=(None,) * 5)
