"""Days and times of the day as people type them; each reader answers None to what is none."""

import re
from datetime import date, datetime, time, timedelta

from kara_tui.domain.dates import in_words
from kara_tui.domain.errors import Invalid
from kara_tui.domain.wall_clock import WEEKDAYS
from kara_tui.domain.when_words import (
    AT,
    DAYS_AWAY,
    NEXT,
    NUMBERS,
    THIS,
    TIMES,
    UNITS,
    month,
    weekday,
)

_FIRST_YEAR, _LAST_YEAR = 1990, 2199
_ISO = re.compile(r"^(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_NUMBERS = re.compile(r"^(\d{1,2})\s?[./]\s?(\d{1,2})(?:\s?[./]\s?(\d{4}|\d{2})?)?\.?$")
_DASHES = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})$")
_DAY_MONTH = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|\.)?\s?(?:of )?([^\W\d]{3,}\.?)(?: (\d{4}))?$")
_MONTH_DAY = re.compile(r"^([^\W\d]{3,}\.?)\s?(\d{1,2})(?:st|nd|rd|th|\.)?(?: (\d{4}))?$")
_DAY_ALONE = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)$")
_CLOCK = re.compile(r"^(\d{1,2})(?:\s?[:.h]\s?(\d{2}))?\s?(am|pm|a\.m\.|p\.m\.)?$")
_FOUR_DIGITS = re.compile(r"^(\d{2})(\d{2})$")
_PAST = re.compile(r"^(half|quarter|\d{1,2}) (past|to) (\d{1,2})\s?(am|pm)?$")
_AWAY = re.compile(r"^(?:in|eftir) (\d{1,3}|[a-z]+) ([a-z]+)\.?$")


def read_day(text: str, today: date) -> date | None:
    """Return the day that is said, seen from today.

    Raises:
        Invalid: When a weekday is said that the date does not fall on.
    """
    words = text.split()
    while len(words) > 1 and words[0] in THIS and " ".join(words) not in DAYS_AWAY:
        words = words[1:]
    bare = " ".join(words)
    if bare in DAYS_AWAY:
        return today + timedelta(days=DAYS_AWAY[bare])
    for reader in (_away, _named, _dated):
        if found := reader(bare, today):
            return found
    return None


def read_time(text: str) -> time | None:
    """Return the time of the day that is said."""
    words = text.split()
    if " ".join(words) in TIMES:
        return time(*TIMES[" ".join(words)])
    while words and words[0] in AT:
        words = words[1:]
    while words and words[-1] in AT:
        words = words[:-1]
    bare = " ".join(words)
    if bare in TIMES:
        return time(*TIMES[bare])
    if found := _PAST.match(bare):
        return _past(found)
    if found := _FOUR_DIGITS.match(bare):
        return _time(int(found[1]), int(found[2]))
    if found := _CLOCK.match(bare):
        return _time(_hour(int(found[1]), found[3]), int(found[2] or 0))
    return None


def read_later(text: str, here: datetime) -> datetime | None:
    """Return the moment that is some minutes or hours away: in 90 minutes."""
    amount = _amount(text)
    if amount is None or amount[1] not in {"minutes", "hours"}:
        return None
    number, unit = amount
    return here + timedelta(**{unit: number})


def _away(text: str, today: date) -> date | None:
    amount = _amount(text)
    if text in {"next week", "i naestu viku", "naestu viku"}:
        amount = (1, "weeks")
    if amount is None or amount[1] in {"minutes", "hours"}:
        return None
    number, unit = amount
    if unit == "months":
        return _months_on(today, number)
    return today + timedelta(**{unit: number})


def _amount(text: str) -> tuple[int, str] | None:
    found = _AWAY.match(text)
    if found is None or found[2] not in UNITS:
        return None
    number = NUMBERS.get(found[1]) or (int(found[1]) if found[1].isdigit() else None)
    return None if number is None else (number, UNITS[found[2]])


def _named(text: str, today: date) -> date | None:
    words = text.split()
    is_next = len(words) == 2 and words[0] in NEXT
    number = weekday(words[-1]) if len(words) == 1 or is_next else None
    if number is None:
        return None
    if is_next:
        return today + timedelta(days=7 - today.weekday() + number)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _dated(text: str, today: date) -> date | None:
    first, _, rest = text.partition(" ")
    number = weekday(first) if rest else None
    if number is None:
        return _date_said(text, today)
    found = _date_said(rest, today)
    if found and found.weekday() != number:
        why = f"{in_words(found)} is a {WEEKDAYS[found.weekday()]}."
        raise Invalid("when", why, "Leave the weekday out, or add the year.")
    return found


def _date_said(text: str, today: date) -> date | None:
    if found := _ISO.match(text) or _COMPACT.match(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(text) or _DASHES.match(text):
        return _without_year(found[3], int(found[2]), int(found[1]), today)
    if found := _DAY_MONTH.match(text):
        return _without_year(found[3], month(found[2]), int(found[1]), today)
    if found := _MONTH_DAY.match(text):
        return _without_year(found[3], month(found[1]), int(found[2]), today)
    if found := _DAY_ALONE.match(text):
        return _next_of_month(int(found[1]), today)
    return None


def _without_year(year: str | None, number: int | None, day: int, today: date) -> date | None:
    if number is None:
        return None
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), number, day)
    # 29 February may take some years to come.
    for candidate in range(today.year, today.year + 9):
        found = _date(candidate, number, day)
        if found and found >= today:
            return found
    return None


def _next_of_month(day: int, today: date) -> date | None:
    for months in range(4):
        first = _months_on(today.replace(day=1), months)
        found = _date(first.year, first.month, day) if first else None
        if found and found >= today:
            return found
    return None


def _months_on(day: date, months: int) -> date | None:
    years, place = divmod(day.month - 1 + months, 12)
    for shorter in range(4):
        if found := _date(day.year + years, place + 1, day.day - shorter):
            return found
    return None


def _past(found: re.Match[str]) -> time | None:
    minutes = {"half": 30, "quarter": 15}.get(found[1]) or int(found[1])
    if minutes > 59 or (found[1] == "half" and found[2] == "to"):
        return None
    hour = _hour(int(found[3]), found[4])
    if hour is None:
        return None
    if found[2] == "past":
        return _time(hour, minutes)
    return _time((hour - 1) % 24, 60 - minutes) if minutes else None


def _hour(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.startswith("p") else 0)


def _time(hour: int | None, minute: int) -> time | None:
    if hour is None or hour > 23 or minute > 59:
        return None
    return time(hour, minute)


def _date(year: int, number: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, number, day)
    except ValueError:
        return None
