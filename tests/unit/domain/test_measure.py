"""How answers become a score: by sum or mean, with items left out, reversed and flagged."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.measure import Concern, Item, Measure, Method, Scoring
from kara_tui.domain.measure_check import check_measure
from tests.support.measures import band, flag, made_up, wellbeing


def raw(total: int) -> tuple[int, ...]:
    """Return five answers from 0 to 5 with some sum."""
    return tuple(min(5, max(0, total - 5 * place)) for place in range(5))


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    choices = tuple(sorted(draw(st.sets(st.integers(-3, 12), min_size=2, max_size=8))))
    texts = {"en": "Text"}
    items = draw(st.lists(st.booleans(), min_size=1, max_size=12))
    scoring = Scoring(
        method=draw(st.sampled_from(Method)),
        factor=draw(st.decimals("0.1", 10, places=1)),
        decimals=draw(st.integers(0, 2)),
        reliable_change=Decimal(1),
        most_missing=draw(st.integers(0, len(items) - 1)),
    )
    made = made_up(choices=choices, scoring=scoring)
    return replace(made, items=tuple(Item(text=texts, is_reversed=one) for one in items))


def answers(measure: Measure) -> st.SearchStrategy[tuple[int, ...]]:
    values = st.sampled_from([one.value for one in measure.choices])
    count = len(measure.items)
    return st.lists(values, min_size=count, max_size=count).map(tuple)


@pytest.mark.parametrize(
    ("total", "score", "name"),
    [
        (0, 0, "Low"),
        (7, 28, "Low"),
        (8, 32, "Look closer"),
        (12, 48, "Look closer"),
        (13, 52, "Good"),
        (25, 100, "Good"),
    ],
)
def test_the_wellbeing_index_counts_four_for_each_point(total: int, score: int, name: str) -> None:
    measure = wellbeing()
    found = measure.score(raw(total))
    assert found == score
    reached = measure.band(Decimal(score))
    assert reached is not None
    assert measure.say(reached.text) == name


def test_the_bands_of_the_wellbeing_index_lie_over_50_and_over_28() -> None:
    measure = wellbeing()
    concerns = [
        found.concern if (found := measure.band(Decimal(score))) else None
        for score in (0, 28, 29, 50, 51, 100)
    ]
    assert concerns == [
        Concern.HIGH,
        Concern.HIGH,
        Concern.SOME,
        Concern.SOME,
        Concern.NONE,
        Concern.NONE,
    ]


def test_the_wellbeing_index_asks_five_things_in_two_languages() -> None:
    measure = wellbeing()
    assert len(measure.items) == 5
    assert [measure.lowest, measure.highest] == [0, 100]
    assert [one.value for one in measure.choices] == [0, 1, 2, 3, 4, 5]
    assert measure.recall_days == 14
    assert measure.scoring.reliable_change == 10
    assert measure.languages == ("en", "is")
    assert measure.say(measure.choices[0].text, "is-IS") == "Aldrei"
    assert measure.say(measure.choices[5].text) == "All of the time"
    assert measure.say(measure.choices[0].text, "ja") == "At no time"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ((1, 2, 3, 4), "5 items; 4 were answered"),
        ((1, 2, 3, 4, 5, 5), "5 items; 6 were answered"),
        ((1, 2, None, 4, 5), "Not answered: 3. All items must be answered."),
        ((None,) * 5, "Not answered: 1, 2, 3, 4, 5."),
        ((1, 2, 6, 4, 5), "Item 3 has no answer 6"),
        ((1, 2, -1, 4, 5), "Item 3 has no answer -1"),
    ],
)
def test_answers_that_cannot_be_counted_have_no_score_and_a_reason(
    values: tuple[int | None, ...], reason: str
) -> None:
    measure = wellbeing()
    assert measure.score(values) is None
    assert reason in measure.problem_with(values)


@given(st.data())
def test_every_score_lies_within_the_measures_range(data: st.DataObject) -> None:
    measure = data.draw(measures())
    score = measure.score(data.draw(answers(measure)))
    assert score is not None
    assert measure.lowest <= score <= measure.highest


@given(st.data())
def test_a_higher_answer_never_lowers_the_score_unless_the_item_is_reversed(
    data: st.DataObject,
) -> None:
    measure = data.draw(measures())
    before = data.draw(answers(measure))
    place = data.draw(st.integers(0, len(before) - 1))
    higher = [one.value for one in measure.choices if one.value >= before[place]]
    after = (*before[:place], data.draw(st.sampled_from(higher)), *before[place + 1 :])
    low, high = measure.score(before), measure.score(after)
    assert low is not None
    assert high is not None
    if measure.items[place].is_reversed:
        low, high = high, low
    assert low <= high


@given(st.data())
def test_items_left_out_count_as_the_mean_of_the_others(data: st.DataObject) -> None:
    measure = data.draw(measures())
    plain = replace(measure, items=tuple(Item(text={"en": "x"}) for _ in measure.items))
    value = data.draw(st.sampled_from([one.value for one in measure.choices]))
    missing = data.draw(st.integers(0, measure.scoring.most_missing))
    full = (value,) * len(plain.items)
    partial = (None,) * missing + full[missing:]
    assert plain.score(partial) == plain.score(full)
    too_many = (None,) * (measure.scoring.most_missing + 1)
    assert plain.score(too_many + full[len(too_many) :]) is None


def test_halves_are_rounded_up() -> None:
    scoring = Scoring(reliable_change=Decimal(1), factor=Decimal("0.5"))
    measure = made_up(items=1, scoring=scoring)
    assert [measure.score((value,)) for value in (0, 1, 2, 3)] == [0, 1, 1, 2]


def test_a_flag_is_raised_by_the_answer_as_it_was_given_complete_or_not() -> None:
    texts = {"en": "x"}
    items = (Item(text=texts), Item(text=texts, is_reversed=True))
    measure = made_up(items=2, flags=(flag(1, at_least=1),))
    reversed_too = replace(measure, items=items)
    for one in (measure, reversed_too):
        assert one.raised((3, 0)) == ()
        assert one.raised((None, None)) == ()
        assert one.raised((3,)) == ()
        assert one.raised((None, 1)) == one.flags
        assert one.raised((0, 3)) == one.flags


def test_a_measure_without_bands_has_none_for_any_score() -> None:
    measure = made_up()
    check_measure(measure)
    assert measure.band(Decimal(3)) is None
    assert replace(measure, bands=(band(0, "All"),)).band(Decimal(9)) == band(0, "All")
