"""How scores of one measure move over time, by the change that the measure calls reliable."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kara_tui.domain import dates
from kara_tui.domain.measure import Measure, Scoring

NO_DIAGNOSIS = "It screens; it does not diagnose."
"""Stands wherever scores are shown."""


class Trend(StrEnum):
    """Where a change leads."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    UNCHANGED = "unchanged"

    @property
    def short(self) -> str:
        """One word for a narrow place."""
        return {"improving": "better", "worsening": "worse"}.get(self.value, "same")


@dataclass(frozen=True)
class Scored:
    """What one set of answers came to."""

    at: datetime
    """In the zone in which it is shown."""
    score: Decimal


def trend(scoring: Scoring, before: Decimal, after: Decimal) -> Trend:
    """Return where the change between two scores leads."""
    gain = _gain(scoring, before, after)
    if abs(gain) < scoring.reliable_change:
        return Trend.UNCHANGED
    return Trend.IMPROVING if gain > 0 else Trend.WORSENING


def last_trend(scoring: Scoring, scored: Sequence[Scored]) -> Trend | None:
    """Return where the last change leads; None when there are fewer than two scores."""
    return trend(scoring, scored[-2].score, scored[-1].score) if len(scored) > 1 else None


def course_words(measure: Measure, scored: Sequence[Scored], today: date) -> str:
    """Return a course as a sentence: the last score, how it compares, how many since when.

    Args:
        measure: Whose scores these are.
        scored: Oldest first.
        today: Dates of another year say theirs.
    """
    if not scored:
        return "No answers yet."
    first, last = scored[0], scored[-1]
    since = dates.short(first.at.date(), today=today)
    if len(scored) == 1:
        return f"{last.score}; 1 answer, on {since}"
    compared = [] if len(scored) == 2 else [(scored[-2], "the last")]
    parts = [
        change_words(measure.scoring, earlier.score, last.score, name)
        for earlier, name in (*compared, (first, "the first"))
    ]
    return f"{last.score}, {', '.join(parts)}; {len(scored)} answers since {since}"


def change_words(scoring: Scoring, before: Decimal, after: Decimal, name: str) -> str:
    """Return how a score compares with an earlier one, such as “better than the last by 16”."""
    found = trend(scoring, before, after)
    if found is not Trend.UNCHANGED:
        return f"{found.short} than {name} by {abs(after - before)}"
    if after == before:
        return f"the same as {name}"
    return f"about the same as {name} ({after - before:+})"


def _gain(scoring: Scoring, before: Decimal, after: Decimal) -> Decimal:
    return after - before if scoring.higher_is_better else before - after
