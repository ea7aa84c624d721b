"""A day, typed in any sensible way."""

from datetime import date

from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import clean_line
from kara_tui.domain.when_parts import read_day
from kara_tui.domain.when_words import folded

LONGEST_DAY = 80
"""Most characters of a typed day."""

_HOW = "Type it like tomorrow, next mon, 15, 1.12. or 2026-12-01."


def read_typed_day(typed: str, *, today: date, near: date) -> date:
    """Return the day that was typed.

    A weekday is the next one to come; a number alone is that day of the month that is shown.

    Args:
        typed: What was typed.
        today: From which day on weekdays and dates without a year are counted.
        near: The day that is shown.

    Raises:
        Invalid: When it is no day; says how to type one.
    """
    text = folded(clean_line(typed[:LONGEST_DAY])).replace(",", " ")
    found = _of_month(text, near) if text.isdecimal() and len(text) <= 2 else read_day(text, today)
    if found is None:
        raise Invalid("day", f"“{clean_line(typed[:200])[:40]}” is no day.", _HOW)
    return found


def _of_month(text: str, near: date) -> date | None:
    try:
        return near.replace(day=int(text))
    except ValueError:
        return None
