"""Where scores lead, by the change that counts, and the same in a sentence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.measure import Measure
from kara_tui.domain.trend import Scored, Trend, course_words, last_trend, trend
from tests.support.measures import wellbeing

TODAY = date(2026, 6, 1)
SCORES = st.integers(0, 25).map(lambda raw: Decimal(4 * raw))


def course(*scores: int, since: datetime = datetime(2026, 3, 3, 9, tzinfo=UTC)) -> list[Scored]:
    weeks = range(0, 2 * len(scores), 2)
    return [
        Scored(since + timedelta(weeks=week), Decimal(score))
        for week, score in zip(weeks, scores, strict=True)
    ]


def downwards() -> Measure:
    measure = wellbeing()
    return replace(measure, scoring=replace(measure.scoring, higher_is_better=False))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (48, 60, Trend.IMPROVING),
        (48, 58, Trend.IMPROVING),
        (48, 57, Trend.UNCHANGED),
        (48, 48, Trend.UNCHANGED),
        (48, 39, Trend.UNCHANGED),
        (48, 38, Trend.WORSENING),
        (48, 0, Trend.WORSENING),
    ],
)
def test_a_change_counts_from_ten_points_on(before: int, after: int, found: Trend) -> None:
    assert trend(wellbeing().scoring, Decimal(before), Decimal(after)) is found


@given(SCORES, SCORES)
def test_there_and_back_are_opposites_and_so_are_measures_where_less_is_better(
    one: Decimal, other: Decimal
) -> None:
    opposite = {
        Trend.IMPROVING: Trend.WORSENING,
        Trend.WORSENING: Trend.IMPROVING,
        Trend.UNCHANGED: Trend.UNCHANGED,
    }
    up = wellbeing().scoring
    assert trend(up, other, one) is opposite[trend(up, one, other)]
    assert trend(downwards().scoring, one, other) is opposite[trend(up, one, other)]


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ((), "No answers yet."),
        ((44,), "44; 1 answer, on 3 Mar"),
        ((44, 60), "60, better than the first by 16; 2 answers since 3 Mar"),
        (
            (44, 40, 52, 48, 56, 72),
            "72, better than the last by 16, better than the first by 28; 6 answers since 3 Mar",
        ),
        (
            (72, 60, 56),
            "56, about the same as the last (-4), worse than the first by 16; "
            "3 answers since 3 Mar",
        ),
        (
            (40, 44, 44),
            "44, the same as the last, about the same as the first (+4); 3 answers since 3 Mar",
        ),
    ],
)
def test_a_course_is_told_in_a_sentence(scores: tuple[int, ...], words: str) -> None:
    assert course_words(wellbeing(), course(*scores), TODAY) == words


def test_where_less_is_better_a_fall_is_better() -> None:
    told = course_words(downwards(), course(60, 20), TODAY)
    assert told == "20, better than the first by 40; 2 answers since 3 Mar"


def test_a_date_of_another_year_says_which() -> None:
    scored = course(40, 60, since=datetime(2024, 3, 3, tzinfo=UTC))
    assert course_words(wellbeing(), scored, TODAY).endswith("2 answers since 3 Mar 2024")


def test_one_score_leads_nowhere() -> None:
    scoring = wellbeing().scoring
    assert last_trend(scoring, course(40)) is None
    assert last_trend(scoring, course(80, 40, 60)) is Trend.IMPROVING
