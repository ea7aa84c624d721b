"""What a rule of repetition means, in words: “every second Monday, 10 times”."""

from datetime import datetime

from kara_tui.domain.dates import in_words as date_in_words
from kara_tui.domain.recurrence import Rule, read_rule
from kara_tui.domain.wall_clock import WEEKDAYS, month_name

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def in_words(text: str, first_shown: datetime, zone: str) -> str:
    """Return what a rule means for something that first comes when the wall clock shows a time.

    Raises:
        Invalid: When it cannot be read.
    """
    rule = read_rule(text)
    return f"{_rhythm(rule, first_shown)}{_ending(rule, zone)}"


def _rhythm(rule: Rule, first: datetime) -> str:
    if rule.frequency == "WEEKLY":
        return _weekly(rule, first)
    every = _every(rule.interval, _UNITS[rule.frequency])
    if rule.frequency == "MONTHLY":
        return f"{every} on {_day_of_month(rule, first)}"
    if rule.frequency == "YEARLY":
        return f"{every} on {first.day} {month_name(first.month)}"
    return every


def _weekly(rule: Rule, first: datetime) -> str:
    codes = rule.parts.get("BYDAY", _CODES[first.weekday()]).split(",")
    days = [WEEKDAYS[_CODES.index(code)] for code in _CODES if code in codes]
    named = _listed(days) if days else "day that its rule names"
    return _every(rule.interval, named)


def _day_of_month(rule: Rule, first: datetime) -> str:
    by_day = rule.parts.get("BYDAY", "")
    place, code = by_day[:-2], by_day[-2:]
    if code in _CODES and place.lstrip("+-").isdigit() and int(place) in _PLACES:
        return f"the {_PLACES[int(place)]} {WEEKDAYS[_CODES.index(code)]}"
    if by_day:
        return "the days that its rule names"
    if rule.parts.get("BYSETPOS") == "-1":
        last = rule.parts.get("BYMONTHDAY", "").split(",")[-1]
        return "the last day" if last == "31" else f"the {last}th, or the last day before it"
    return f"the {_ordinal(first.day)}"


def _every(interval: int, unit: str) -> str:
    if interval == 1:
        return f"every {unit}"
    if interval == 2:
        return f"every second {unit}"
    return f"every {_ordinal(interval)} {unit}"


def _ending(rule: Rule, zone: str) -> str:
    last = rule.last_shown(zone)
    if last is not None:
        return f" until {date_in_words(last.date())}"
    return ", once" if rule.count == 1 else f", {rule.count} times"


def _ordinal(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
