"""Dates as people type them, and as the product says them back."""

import re
from datetime import date

from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import clean_line, fold

EARLIEST_BIRTH = date(1900, 1, 1)

_MONTHS = (
    ("January", "januar"),
    ("February", "februar"),
    ("March", "mars"),
    ("April", "april"),
    ("May", "mai"),
    ("June", "juni"),
    ("July", "juli"),
    ("August", "agust"),
    ("September", "september"),
    ("October", "oktober"),
    ("November", "november"),
    ("December", "desember"),
)
_ISO = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})(?:[Tt ].*)?$")
_NUMBERS = re.compile(r"^(\d{1,2})\s*[./ -]\s*(\d{1,2})\s*[./ -]\s*(\d{4}|\d{2})\.?$")
_YEAR_FIRST = re.compile(r"^(\d{4})[./ -](\d{1,2})[./ -](\d{1,2})\.?$")
_DAY_WORD = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|\.)?\s*-?\s*([^\W\d]{3,})\.?,?\s*-?\s*(\d{4})$")
_WORD_DAY = re.compile(r"^([^\W\d]{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})$")
_HOW = "Type it like 1.3.1987, 1987-03-01 or 1 Mar 1987."
_HOW_DAY = "Type it like 1.3.2027, 2027-03-01 or 1 Mar 2027."


def read_birth_date(typed: str, *, today: date, month_first: bool = False) -> date:
    """Return the birth date that was typed in any sensible way; day before month.

    Args:
        typed: What was typed.
        today: No birth date lies after it.
        month_first: Whether 3/1/1987 means March, as in files from the United States.

    Raises:
        Invalid: When it is no date, lies in the future or before 1900.
    """
    born = _read(fold(clean_line(typed)), today, month_first=month_first)
    if born is None:
        raise Invalid("birth_date", f"“{clean_line(typed)[:40]}” is not a date.", _HOW)
    if born > today:
        raise Invalid("birth_date", f"{in_words(born)} is in the future.", _HOW)
    if born < EARLIEST_BIRTH:
        raise Invalid("birth_date", f"{in_words(born)} is before 1900.", _HOW)
    return born


def read_day(typed: str, field: str, *, today: date) -> date:
    """Return the day, past or coming, that was typed in any sensible way; day before month.

    Args:
        typed: What was typed.
        field: What an error is told about.
        today: Years of two digits lie within fifty years of it.

    Raises:
        Invalid: When it is no date.
    """
    day = _read(fold(clean_line(typed)), date(today.year + 50, 12, 31), month_first=False)
    if day is None:
        raise Invalid(field, f"“{clean_line(typed)[:40]}” is not a date.", _HOW_DAY)
    return day


def in_words(day: date) -> str:
    """Return the date with its month as a word, so that nobody mistakes it."""
    return f"{day.day} {_MONTHS[day.month - 1][0]} {day.year}"


def short(day: date, *, today: date) -> str:
    """Return the date for a narrow column: the year only when it is another one."""
    words = f"{day.day} {_MONTHS[day.month - 1][0][:3]}"
    return words if day.year == today.year else f"{words} {day.year}"


def age(born: date, *, today: date) -> int:
    """Return completed years of life; who is born on 29 February ages on 1 March."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _read(text: str, today: date, *, month_first: bool) -> date | None:
    if found := _ISO.match(text) or _YEAR_FIRST.match(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(text):
        day, month = int(found[1]), int(found[2])
        if (month_first and day <= 12) or (month > 12 >= day):
            day, month = month, day
        return _date(_full_year(found[3], today), month, day)
    if found := _DAY_WORD.match(text):
        return _date(int(found[3]), _month(found[2]), int(found[1]))
    if found := _WORD_DAY.match(text):
        return _date(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _full_year(typed: str, today: date) -> int:
    if len(typed) == 4:
        return int(typed)
    year = today.year // 100 * 100 + int(typed)
    return year if year <= today.year else year - 100


def _month(word: str) -> int:
    for number, names in enumerate(_MONTHS, start=1):
        if any(fold(name).startswith(word) for name in names):
            return number
    return 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
