"""When a professional works, and what keeps them from it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from kara_tui.domain.errors import Invalid
from kara_tui.domain.history import Entity
from kara_tui.domain.private import Private
from kara_tui.domain.record import Record
from kara_tui.domain.wall_clock import WEEKDAYS


@dataclass(frozen=True, kw_only=True)
class OpenHours:
    """One stretch of a weekday in which sessions may lie."""

    weekday: int
    """0 is Monday."""
    opens: int
    """Minutes since midnight, on the wall clock."""
    closes: int
    """Minutes since midnight; at most 1440."""


@dataclass(frozen=True, kw_only=True)
class WorkingHours(Record):
    """The week as it is planned. A practice has one such record, or none yet."""

    entity = Entity.WORKING_HOURS

    time_zone: str
    """IANA name."""
    week: tuple[OpenHours, ...] = ()
    """In their order, and without overlaps."""


@dataclass(frozen=True, kw_only=True)
class BlockDetails:
    """What a block is for. Private."""

    title: str = ""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class TimeBlock(Record):
    """Time in which no session may lie: a holiday, a meeting, lunch."""

    entity = Entity.TIME_BLOCK

    starts_at: datetime
    ends_at: datetime
    time_zone: str
    """IANA name: by whose wall clock it repeats."""
    rule: str = ""
    """RFC 5545 RRULE with COUNT or UNTIL; empty when it happens once."""
    is_all_day: bool = False
    source: str = ""
    """UID of the calendar entry that it was taken from; empty when made here."""
    details: Private[BlockDetails]


_WHOLE_DAY = 24 * 60


def in_order(week: tuple[OpenHours, ...]) -> tuple[OpenHours, ...]:
    """Return the hours of a week in their order.

    Raises:
        Invalid: When one cannot be meant, or two overlap.
    """
    found = tuple(sorted(week, key=lambda one: (one.weekday, one.opens)))
    for one in found:
        if not 0 <= one.weekday <= 6:
            raise Invalid("week", "A week has the days 0, Monday, to 6, Sunday.")
        if not 0 <= one.opens < one.closes <= _WHOLE_DAY:
            raise Invalid("week", f"On {WEEKDAYS[one.weekday]}: hours end after they have begun.")
    for one, following in pairwise(found):
        if one.weekday == following.weekday and following.opens < one.closes:
            raise Invalid("week", f"On {WEEKDAYS[one.weekday]}: two stretches overlap.")
    return found
