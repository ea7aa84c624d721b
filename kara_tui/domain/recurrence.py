"""Sessions and blocks that repeat: RFC 5545 rules, expanded on the wall clock of their zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from kara_tui.domain.errors import Invalid
from kara_tui.domain.wall_clock import moment_of, on_wall

MOST_OCCURRENCES = 520
"""Ten years of weekly sessions."""

_PARTS = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
}
_HORIZON = {"DAILY": 10, "WEEKLY": 50, "MONTHLY": 50, "YEARLY": 50}
"""So many years are searched: a rule that no day ever meets must not be searched for ever."""
_LONGEST_RULE = 300
_HOW = "A rule looks like FREQ=WEEKLY;COUNT=10 or FREQ=MONTHLY;UNTIL=20271231."


class Every(StrEnum):
    """How often sessions of a series come."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH_DAY = "month_day"
    """Each month on the same date; in shorter months on the last one."""
    MONTH_WEEKDAY = "month_weekday"
    """Each month on the same weekday, such as the second Monday."""


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """What somebody says about a series: how often, and until when."""

    every: Every
    times: int | None = None
    """How many sessions in all, the first included."""
    until: date | None = None
    """The last day on which one may lie. Either this or `times` is said."""


@dataclass(frozen=True)
class Rule:
    """A rule, read: its parts by name, without what ends it."""

    parts: dict[str, str]
    count: int | None
    until: str

    @property
    def frequency(self) -> str:
        """DAILY, WEEKLY, MONTHLY or YEARLY."""
        return self.parts["FREQ"]

    @property
    def interval(self) -> int:
        """Every how many days, weeks, months or years."""
        return int(self.parts.get("INTERVAL", "1"))

    def last_shown(self, zone: str) -> datetime | None:
        """Return the last wall-clock time that it allows; None when it ends by count."""
        return _read_until(self.until, zone) if self.until else None


def rule_of(repeats: Repeats, first_shown: datetime) -> str:
    """Return the rule for a series whose first session the wall clock shows at some time.

    Raises:
        Invalid: When it does not end, or ends before it began.
    """
    if (repeats.times is None) == (repeats.until is None):
        raise Invalid("repeats", "Say how often it repeats, or until when.", "Not both.")
    if repeats.until is not None and repeats.until < first_shown.date():
        raise Invalid("repeats", "The last day lies before the first session.")
    if repeats.times is not None and not 1 <= repeats.times <= MOST_OCCURRENCES:
        raise Invalid("repeats", f"A series has 1 to {MOST_OCCURRENCES} sessions.")
    ending = f"COUNT={repeats.times}" if repeats.until is None else f"UNTIL={repeats.until:%Y%m%d}"
    return f"{rhythm_of(repeats.every, first_shown)};{ending}"


def read_rule(text: str) -> Rule:
    """Return a rule, read from `FREQ=WEEKLY;COUNT=10`.

    Raises:
        Invalid: When it is none, or does not end.
    """
    parts = _parts(text)
    if parts.get("FREQ") not in _HORIZON:
        raise _invalid("It says neither DAILY nor WEEKLY, MONTHLY or YEARLY.")
    if not 1 <= _number(parts.get("INTERVAL", "1")) <= 99:
        raise _invalid("It repeats at an interval of 1 to 99.")
    count, until = parts.pop("COUNT", None), parts.pop("UNTIL", "")
    if (count is None) == (not until):
        raise _invalid("It has to end: after a COUNT, or on a day, UNTIL; not both.")
    number = None if count is None else _number(count)
    if number is not None and number < 1:
        raise _invalid("It repeats at least once.")
    rule = Rule(parts, number, until)
    rule.last_shown("UTC")
    return rule


def expand(rule: str, first: datetime, zone: str, most: int = MOST_OCCURRENCES) -> list[datetime]:
    """Return when the occurrences start, in UTC and in order; the first is always `first`.

    All show the same time on the wall clock of the zone, whatever the clocks do between them;
    on a day that leaves that time out, it is as many minutes later (see `moment_of`).

    Args:
        rule: RFC 5545, with COUNT or UNTIL.
        first: When the first one starts.
        zone: IANA name.
        most: How many there may be.

    Raises:
        Invalid: When the rule cannot be read, or gives more than that.
    """
    shown = _shown(rule, on_wall(first, zone), zone, most + 1)
    if len(shown) > most:
        raise _invalid(f"It would give more than {most} occurrences.")
    return [first.astimezone(UTC), *(moment_of(one, zone) for one in shown[1:])]


@lru_cache(maxsize=256)
def _shown(text: str, first: datetime, zone: str, most: int) -> tuple[datetime, ...]:
    rule = read_rule(text)
    last = rule.last_shown(zone)
    horizon = _horizon(first, _HORIZON[rule.frequency])
    end = horizon if last is None else min(last, horizon)
    limit = min(most, rule.count or most)
    # The first one counts whether it meets the rule or not (RFC 5545, section 3.8.5.3).
    return (first, *_later(rule, first, end, limit - 1))


def _later(rule: Rule, first: datetime, end: datetime, limit: int) -> list[datetime]:
    # Imported late: nothing but a series needs it.
    from dateutil.rrule import rrulestr

    text = ";".join(f"{name}={value}" for name, value in rule.parts.items())
    if end <= first:
        return []
    try:
        met = rrulestr(f"{text};UNTIL={end:%Y%m%dT%H%M%S}", dtstart=first)
        return list(islice((one for one in met if one > first), limit))
    except (ValueError, IndexError, TypeError, KeyError):
        raise _invalid("No day can be told from it.") from None


def rhythm_of(every: Every, first: datetime) -> str:
    """Return a rule without its end, for something that first comes when the wall clock shows."""
    if every is Every.WEEK:
        return "FREQ=WEEKLY"
    if every is Every.FORTNIGHT:
        return "FREQ=WEEKLY;INTERVAL=2"
    if every is Every.MONTH_WEEKDAY:
        day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[first.weekday()]
        place = (first.day - 1) // 7 + 1
        # A fifth one does not come every month: the last one does.
        return f"FREQ=MONTHLY;BYDAY={-1 if place == 5 else place}{day}"
    if first.day <= 28:
        return f"FREQ=MONTHLY;BYMONTHDAY={first.day}"
    days = ",".join(str(day) for day in range(28, first.day + 1))
    return f"FREQ=MONTHLY;BYMONTHDAY={days};BYSETPOS=-1"


def _parts(text: str) -> dict[str, str]:
    bare = text.strip().upper().removeprefix("RRULE:")
    if not bare or len(bare) > _LONGEST_RULE:
        raise _invalid("It is empty or too long.")
    parts: dict[str, str] = {}
    for part in bare.rstrip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name not in _PARTS or name in parts:
            raise _invalid(f"“{part[:40]}” is not understood.")
        parts[name] = value
    return parts


def _read_until(text: str, zone: str) -> datetime:
    try:
        if text.endswith("Z"):
            moment = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            return on_wall(moment, zone)
        if "T" in text:
            return _plain(datetime.strptime(f"{text}Z", "%Y%m%dT%H%M%S%z"))
        day = _plain(datetime.strptime(f"{text}Z", "%Y%m%d%z"))
    except (ValueError, OverflowError):
        raise _invalid(f"“{text[:20]}” is no day to end on.") from None
    return day.replace(hour=23, minute=59, second=59)


def _plain(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _horizon(first: datetime, years: int) -> datetime:
    try:
        return first + timedelta(days=366 * years)
    except OverflowError:
        return datetime.combine(date.max, first.time())


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise _invalid(f"“{text[:20]}” is not a number.")
    return int(text)


def _invalid(why: str) -> Invalid:
    return Invalid("rule", f"This repetition cannot be used. {why}", _HOW)
