"""Moments as a wall clock shows them, and back: 10:00 stays 10:00 when the clocks change."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kara_tui.domain.errors import Invalid

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_FIRST_YEAR, _LAST_YEAR = 1900, 2299


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name.

    Raises:
        Invalid: When there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(
            "time_zone",
            f"“{name[:40]}” is not a time zone.",
            "A time zone has a name like Atlantic/Reykjavik.",
        ) from None


def on_wall(moment: datetime, zone: str) -> datetime:
    """Return what the wall clock of a zone shows at a moment, without a zone of its own."""
    return moment.astimezone(zone_of(zone)).replace(tzinfo=None, fold=0)


def moment_of(shown: datetime, zone: str) -> datetime:
    """Return the moment, in UTC, at which the wall clock of a zone shows something.

    A time that is shown twice, as clocks go back, is the first of the two. One that is never
    shown, as they go forward, is meant as many minutes after the change as it lies behind it.
    """
    return shown.replace(tzinfo=zone_of(zone), fold=0).astimezone(UTC)


def require_moment(moment: datetime, field: str) -> None:
    """Refuse a moment that does not say in which zone, or lies out of all reason.

    Raises:
        Invalid: When it does.
    """
    if moment.tzinfo is None:
        raise Invalid(field, "This moment has no time zone.", "Add Z for UTC, or +01:00.")
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise Invalid(field, f"The year {moment.year} cannot be meant.")


def is_never_shown(shown: datetime, zone: str) -> bool:
    """Tell whether clocks that go forward leave this time out."""
    return on_wall(moment_of(shown, zone), zone) != shown


def is_shown_twice(shown: datetime, zone: str) -> bool:
    """Tell whether clocks that go back show this time twice."""
    first = shown.replace(tzinfo=zone_of(zone), fold=0).utcoffset()
    second = shown.replace(tzinfo=zone_of(zone), fold=1).utcoffset()
    return first != second and not is_never_shown(shown, zone)


def day_in_words(shown: datetime) -> str:
    """Return a day so that nobody mistakes it: Monday 23 November 2026."""
    return f"{WEEKDAYS[shown.weekday()]} {shown.day} {_MONTHS[shown.month - 1]} {shown.year}"


def in_words(shown: datetime) -> str:
    """Return a day and a time: Monday 23 November 2026 at 10:00."""
    return f"{day_in_words(shown)} at {shown:%H:%M}"


def short_words(shown: datetime) -> str:
    """Return a day and a time for a narrow place: Mon 23 Nov 10:00."""
    day, month = WEEKDAYS[shown.weekday()][:3], _MONTHS[shown.month - 1][:3]
    return f"{day} {shown.day} {month} {shown:%H:%M}"


def month_name(number: int) -> str:
    """Return the name of a month, 1 being January."""
    return _MONTHS[number - 1]
