"""Properties of a calendar's component: split and decoded by the icalendar library, under guard."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import clean_line, safe_text

Shown: TypeAlias = date | datetime
Period: TypeAlias = tuple[Shown, Shown | timedelta]

_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_EARLIEST, _LATEST = 1900, 2299
_FAULTS = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
"""What the library ends in when it meets what it does not expect."""


@dataclass(frozen=True)
class Property:
    """One line of a component."""

    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def zone(self) -> str:
        """Which time zone it names; empty for none."""
        return self.parameters.get("TZID", "")


def properties(lines: list[str]) -> Iterator[Property | str]:
    """Yield the properties of a component; of one that cannot be split, its name."""
    # Imported late: nothing but calendars needs it, and it takes a while.
    from icalendar import parser

    split: Any = parser.Contentline
    for line in lines:
        try:
            name, parameters, value = split(line).parts()
            told = {str(key).upper(): _one(given) for key, given in parameters.items()}
            yield Property(str(name).upper(), told, str(value))
        except _FAULTS:
            found = _NAME.match(line)
            yield found.group().upper() if found else ""


def moments(one: Property) -> list[Shown]:
    """Return the days or wall-clock times that a property lists.

    Raises:
        Invalid: When any of them cannot be read.
    """
    return [_shown(_decoded(text, one), one) for text in one.value.split(",")]


def moment(one: Property) -> Shown:
    """Return the one day or time that a property tells.

    Raises:
        Invalid: When it cannot be read.
    """
    return _shown(_decoded(one.value, one), one)


def periods(one: Property) -> list[Period | Shown]:
    """Return the stretches of time, days and times that a property lists.

    Raises:
        Invalid: When any of them cannot be read.
    """
    found: list[Period | Shown] = []
    for text in one.value.split(","):
        value = _decoded(text, one)
        if isinstance(value, tuple) and len(value) == 2:
            ends = value[1] if isinstance(value[1], timedelta) else _shown(value[1], one)
            found.append((_shown(value[0], one), ends))
        else:
            found.append(_shown(value, one))
    return found


def duration(one: Property) -> timedelta:
    """Return how long something lasts.

    Raises:
        Invalid: When it cannot be read.
    """
    value = _decoded(one.value, one)
    if not isinstance(value, timedelta) or abs(value) > timedelta(days=3660):
        raise _unreadable(one)
    return value


def whole_number(one: Property) -> int:
    """Return a number that something counts; 0 when it cannot be read."""
    text = one.value.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def quoted(text: str) -> str:
    """Return a text from outside as a sentence may name it."""
    return f"“{safe_text(clean_line(text[:200]))[:40]}”"


def _decoded(text: str, one: Property) -> object:
    import icalendar

    decoder: Any = icalendar.vDDDTypes
    try:
        found: object = decoder.from_ical(text.strip())
        return found
    except _FAULTS:
        raise _unreadable(one) from None


def _shown(value: object, one: Property) -> Shown:
    if isinstance(value, time) or not isinstance(value, date):
        raise _unreadable(one)
    if not _EARLIEST <= value.year <= _LATEST:
        raise Invalid(one.name, f"The year {value.year} cannot be meant.")
    return value


def _unreadable(one: Property) -> Invalid:
    words = _WORDS.get(one.name, one.name)
    if not one.value.strip():
        return Invalid(one.name, f"{words} ({one.name}) is empty.")
    return Invalid(one.name, f"{words} ({one.name}) cannot be read: {quoted(one.value)}.")


def _one(value: object) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value)


_WORDS = {
    "DTSTART": "Its beginning",
    "DTEND": "Its end",
    "DURATION": "Its length",
    "RDATE": "One of its further times",
    "EXDATE": "One of the times at which it is left out",
    "RECURRENCE-ID": "The time that it stands for",
}


def words_of(name: str) -> str:
    """Return what a property tells, in words."""
    return _WORDS.get(name, f"Its {name}")
