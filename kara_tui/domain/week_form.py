"""The form in which a professional says when they work: a field for each weekday."""

from dataclasses import dataclass
from functools import lru_cache

from kara_tui.domain.contact_fields import read_time_zone
from kara_tui.domain.field_kinds import Context, Field, Reading
from kara_tui.domain.hours_typed import (
    LONGEST_HOURS,
    hours_in_words,
    length_in_words,
    read_hours,
    typed_hours,
)
from kara_tui.domain.wall_clock import WEEKDAYS
from kara_tui.domain.working_time import OpenHours, WorkingHours

_NAMES = tuple(name.casefold() for name in WEEKDAYS)

Hours = tuple[OpenHours, ...]


@dataclass(frozen=True, kw_only=True)
class WeekValues:
    """What stands in the form."""

    monday: Hours = ()
    tuesday: Hours = ()
    wednesday: Hours = ()
    thursday: Hours = ()
    friday: Hours = ()
    saturday: Hours = ()
    sunday: Hours = ()
    time_zone: str = ""

    @property
    def week(self) -> Hours:
        """All hours of the week, in their order."""
        return tuple(one for name in _NAMES for one in getattr(self, name))

    @property
    def words(self) -> str:
        """How much that is: 35 hours on 5 days."""
        days = sum(bool(getattr(self, name)) for name in _NAMES)
        if not days:
            return "No hours yet: every time counts as outside working hours."
        return f"{length_in_words(self.week)} on {days} day{'s' * (days != 1)} of the week"


def week_values(hours: WorkingHours) -> WeekValues:
    """Return what the form begins with over hours that were saved."""
    by_day = {
        name: tuple(one for one in hours.week if one.weekday == day)
        for day, name in enumerate(_NAMES)
    }
    return WeekValues(time_zone=hours.time_zone, **by_day)


@lru_cache(maxsize=1)
def week_form() -> tuple[Field[WeekValues], ...]:
    """Return the fields in their order."""
    days = (_day(place, name) for place, name in enumerate(_NAMES))
    zone: Field[WeekValues] = Field(
        "time_zone", "Time zone", required=True, longest=60, read=_read_zone
    )
    return (*days, zone)


def _day(weekday: int, name: str) -> Field[WeekValues]:
    def read(text: str, _context: Context) -> Reading:
        hours = read_hours(text, weekday)
        is_plain = bool(hours) and text == typed_hours(hours)
        return Reading({name: hours}, length_in_words(hours) if is_plain else hours_in_words(hours))

    def show(values: WeekValues) -> str:
        return typed_hours(getattr(values, name))

    hint = "9-12, 13-17; a day off stays empty" if weekday == 0 else ""
    return Field(name, WEEKDAYS[weekday], hint, longest=LONGEST_HOURS, read=read, show=show)


def _read_zone(text: str, _context: Context) -> Reading:
    return Reading({"time_zone": read_time_zone(text)})
