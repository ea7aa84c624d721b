"""The hours of one weekday, typed in any sensible way: 9-12, 13-17."""

import re
from itertools import pairwise

from kara_tui.domain.clock_typed import clock, one_dash, read_pair
from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import clean_line
from kara_tui.domain.when_words import folded
from kara_tui.domain.working_time import OpenHours

LONGEST_HOURS = 200
"""Most characters that the hours of a day take."""

_HOW = "Type it like 9-12, 13-17; a day off stays empty."
_CLOSED = {"-", "closed", "off", "day off", "free", "none", "no", "lokad", "fri", "nei", "x"}
_TIME = (
    r"(?:kl\.? ?|at )?"
    r"(?:\d{4}(?!\d)|\d{1,2}(?: ?[:.h] ?\d{2})?(?: ?(?:am|pm|a\.m\.|p\.m\.))?"
    r"|noon|midday|hadegi|midnight|midnaetti)"
)
_STRETCH = re.compile(rf"(?:from |fra )?({_TIME}) ?(?:-|to|till?|until) ?({_TIME})(?![\d:])")
_BETWEEN = re.compile(r" ?(?:[,;&+/]|\band\b|\bog\b)? ?")


def read_hours(typed: str, weekday: int) -> tuple[OpenHours, ...]:
    """Return the hours of a weekday, in their order; none for a day off.

    Args:
        typed: What was typed.
        weekday: 0 is Monday.

    Raises:
        Invalid: When it cannot be read, a stretch ends before it begins, or two overlap.
    """
    if len(typed) > 4 * LONGEST_HOURS:
        raise _unreadable(typed)
    text = one_dash(folded(clean_line(typed))).rstrip(".,;")
    if not text or text in _CLOSED:
        return ()
    found = sorted(_stretches(text, typed))
    for (_, closes), (opens, _) in pairwise(found):
        if opens < closes:
            why = f"Two of them overlap: one ends at {clock(closes)}, one begins at {clock(opens)}."
            raise Invalid("hours", why)
    return tuple(OpenHours(weekday=weekday, opens=one, closes=end) for one, end in found)


def typed_hours(hours: tuple[OpenHours, ...]) -> str:
    """Return the hours of a day as they would be typed."""
    return ", ".join(f"{clock(one.opens)}-{clock(one.closes)}" for one in hours)


def hours_in_words(hours: tuple[OpenHours, ...]) -> str:
    """Return the hours of a day in words, with how long they are together."""
    told = [f"{clock(one.opens)}–{clock(one.closes)}" for one in hours]
    listed = " and ".join(filter(None, (", ".join(told[:-1]), told[-1]))) if told else "closed"
    return f"{listed} · {length_in_words(hours)}" if told else listed


def length_in_words(hours: tuple[OpenHours, ...]) -> str:
    """Return how long hours are together: 7 hours, 7 h 30 min."""
    whole, minutes = divmod(sum(one.closes - one.opens for one in hours), 60)
    if minutes:
        return f"{whole} h {minutes} min"
    return f"{whole} hour" if whole == 1 else f"{whole} hours"


def _stretches(text: str, typed: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(text):
        stretch = _STRETCH.match(text, place)
        pair = read_pair(stretch[1], stretch[2]) if stretch else None
        if stretch is None or pair is None:
            raise _unreadable(typed)
        _require_forward(*pair)
        found.append(pair)
        between = _BETWEEN.match(text, stretch.end())
        place = between.end() if between else stretch.end()
    return found


def _require_forward(opens: int, closes: int) -> None:
    if closes > opens:
        return
    later = closes + 12 * 60
    if opens < later <= 24 * 60:
        advice = f"Perhaps {clock(opens)}-{clock(later)} is meant."
    else:
        advice = "Hours end by 24:00; what lies after it belongs to the next day."
    raise Invalid("hours", f"{clock(opens)} to {clock(closes)} ends before it begins.", advice)


def _unreadable(typed: str) -> Invalid:
    return Invalid("hours", f"“{clean_line(typed[:200])[:40]}” says no hours.", _HOW)
