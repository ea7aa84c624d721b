"""What stands around the chart of a client's scores, in words."""

from collections.abc import Sequence
from datetime import date

from kara_tui.domain import dates
from kara_tui.domain.measure import Measure
from kara_tui.screens.answers_words import flag_line
from kara_tui.screens.wellbeing_course import CountedCourse


def heading(measure: Measure, measures: Sequence[Measure]) -> str:
    """Return the measure's name, and which of several it is."""
    title = measure.say(measure.title)
    place = measures.index(measure) + 1
    return f"{title} · {place} of {len(measures)} measures" if len(measures) > 1 else title


def flag_words(course: CountedCourse, today: date) -> str:
    """Return the flags that the newest answers raise, or when there were some before."""
    if not course.counted:
        return ""
    last = course.counted[-1]
    if last.flags:
        return "\n".join(flag_line(course.measure, one) for one in last.flags)
    earlier = [one for one in course.counted if one.flags]
    if not earlier:
        return ""
    day = dates.short(earlier[-1].scored.at.date(), today=today)
    return f"⚑ Flagged before, last on {day}."


def uncounted_words(course: CountedCourse, unknown: Sequence[str]) -> str:
    """Return which answers are not in the chart, and why; empty when all are."""
    lines = []
    if count := len(course.uncounted):
        answers = "One set of answers has" if count == 1 else f"{count} sets of answers have"
        lines.append(f"! {answers} no score. {course.uncounted[-1][1]}")
    if unknown:
        named = ", ".join(unknown)
        lines.append(f"! Answered as well, but not on this machine: {named}.")
    return "\n".join(lines)
