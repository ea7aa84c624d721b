"""Answers as they come from the store, scored where they can be opened."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure import Flag, Measure
from kara_tui.domain.measure_response import MeasureResponse
from kara_tui.domain.private import opened
from kara_tui.domain.trend import Scored
from kara_tui.interchange.measure_shelf import USUAL_MEASURE
from kara_tui.screens.desk import Desk
from kara_tui.widgets.score_plot import Course
from kara_tui.widgets.sparkline_words import sparkline_words

_Finding = Callable[[str, str], Measure | None]
"""Looks a measure up by name and version; the shelf itself looks at its folder each time."""


@dataclass(frozen=True)
class Counted:
    """One set of answers with what it came to."""

    response: MeasureResponse
    scored: Scored
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class CountedCourse:
    """All answers of one client to one measure."""

    measure: Measure
    counted: tuple[Counted, ...] = ()
    """Oldest first."""
    uncounted: tuple[tuple[MeasureResponse, str], ...] = ()
    """Answers without a score, and why."""

    @property
    def scored(self) -> tuple[Scored, ...]:
        """The scores, oldest first."""
        return tuple(one.scored for one in self.counted)

    def drawn(self, desk: Desk, language: str = "") -> Course | None:
        """Return the course as a chart draws it; None when there is nothing to draw."""
        if not self.counted:
            return None
        flagged = frozenset(place for place, one in enumerate(self.counted) if one.flags)
        return Course(self.measure, self.scored, desk.today(), flagged, language)


def counted_course(
    desk: Desk, measure: Measure, responses: Iterable[MeasureResponse]
) -> CountedCourse:
    """Score answers to a measure, each by the version that it was given to.

    Args:
        desk: Has the measures.
        measure: The newest version.
        responses: Oldest first; those to other measures are left out.
    """
    return _course(desk, measure, responses, cache(desk.measures.find))


def wellbeing_words(
    desk: Desk, recent: Iterable[MeasureResponse], measure: str = USUAL_MEASURE
) -> Mapping[ClientId, str]:
    """Return what a list says about each client's wellbeing: “▂▃▅▆ 72 better”.

    Args:
        desk: Has the measures.
        recent: As `RecentScores` returns them.
        measure: Name of the measure they belong to.
    """
    known = desk.measures.find(measure)
    if known is None:
        return {}
    find = cache(desk.measures.find)
    return {
        client_id: sparkline_words(known, _course(desk, known, given, find).scored)
        for client_id, given in groupby(recent, key=lambda one: one.client_id)
    }


def _course(
    desk: Desk, measure: Measure, responses: Iterable[MeasureResponse], find: _Finding
) -> CountedCourse:
    counted, uncounted = [], []
    for one in responses:
        if one.measure == measure.name:
            found = _counted(desk, one, find)
            if isinstance(found, Counted):
                counted.append(found)
            else:
                uncounted.append((one, found))
    return CountedCourse(measure, tuple(counted), tuple(uncounted))


def _counted(desk: Desk, response: MeasureResponse, find: _Finding) -> Counted | str:
    if isinstance(response.details, bytes):
        return "They are sealed; unlock the practice to read them."
    measure = find(response.measure, response.measure_version)
    if measure is None:
        return f"Version {response.measure_version} of the measure is not on this machine."
    values = opened(response.details).values
    score = measure.score(values)
    if score is None:
        return measure.problem_with(values)
    at = desk.local(response.answered_at)
    return Counted(response, Scored(at, score), measure.raised(values))
