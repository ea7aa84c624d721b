"""The time of a block, typed in any sensible way: fri 12-13, 24 dec - 2 jan, tomorrow."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kara_tui.domain.block_parts import Shown, readings
from kara_tui.domain.block_times import LONGEST_BLOCK
from kara_tui.domain.clock_typed import clock, one_dash
from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import clean_line
from kara_tui.domain.wall_clock import (
    WEEKDAYS,
    day_in_words,
    in_words,
    moment_of,
    month_name,
    on_wall,
)
from kara_tui.domain.when_typed import read_when
from kara_tui.domain.when_words import folded

LONGEST_TYPED = 100
"""Most characters that a time takes."""

_HOW = "Type it like fri 12-13, 24 dec - 2 jan, or tomorrow for the whole day."
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class BlockSpan:
    """From when to when a block was typed."""

    starts_at: datetime
    """In UTC."""
    ends_at: datetime
    is_all_day: bool
    words: str
    """In words, as the wall clock of the zone shows it."""
    warning: str = ""


def read_block(typed: str, *, now: datetime, zone: str, day: date | None = None) -> BlockSpan:
    """Return the time that was typed; days without a time are taken whole, the last one too.

    Args:
        typed: What was typed.
        now: What time it is.
        zone: IANA name of the zone that is meant.
        day: Which day is meant when only times are typed; otherwise the next one that has them.

    Raises:
        Invalid: When it is no time, may be two, or lasts too long; says how to type it.
    """
    if len(typed) > 4 * LONGEST_TYPED:
        raise _unreadable(typed)
    text = one_dash(folded(clean_line(typed)).replace(",", " "))
    found = readings(" ".join(text.split()), on_wall(now, zone), day)
    if not found:
        raise _unended(typed, now, zone)
    if len(found) > 1:
        why = f"“{clean_line(typed)}” may be days or times."
        raise Invalid("when", why, "Type times as 9:10-12:10, and name the month of a day.")
    return _told(found[0], now, zone)


def typed_block(starts_at: datetime, ends_at: datetime, zone: str, *, is_all_day: bool) -> str:
    """Return the time of a block as it would be typed."""
    begins, ends = on_wall(starts_at, zone), on_wall(ends_at, zone)
    if is_all_day:
        days = (f"{begins:%Y-%m-%d}", f"{max(begins, _last_day(ends)):%Y-%m-%d}")
        return days[0] if days[0] == days[1] else " - ".join(days)
    if _is_one_day(begins, ends):
        return f"{begins:%Y-%m-%d} {begins:%H:%M}-{_clock_at_end(begins, ends)}"
    last = _last_day(ends)
    return f"{begins:%Y-%m-%d %H:%M} - {last:%Y-%m-%d} {_clock_at_end(last, ends)}"


def block_in_words(starts_at: datetime, ends_at: datetime, zone: str, *, is_all_day: bool) -> str:
    """Return the time of a block so that nobody mistakes it."""
    begins, ends = on_wall(starts_at, zone), on_wall(ends_at, zone)
    if is_all_day:
        last = max(begins, _last_day(ends))
        number = (last.date() - begins.date()).days + 1
        if number == 1:
            return f"{day_in_words(begins)}, all day"
        return f"{day_in_words(begins)} to {day_in_words(last)}, {number} whole days"
    if _is_one_day(begins, ends):
        return f"{day_in_words(begins)}, {begins:%H:%M}–{_clock_at_end(begins, ends)}"
    last = _last_day(ends)
    return f"{in_words(begins)} to {day_in_words(last)} at {_clock_at_end(last, ends)}"


def block_briefly(
    starts_at: datetime, ends_at: datetime, zone: str, *, is_all_day: bool, year: int
) -> str:
    """Return the time of a block for one line of a list: Fri 27 Nov 12:00–13:00.

    Args:
        starts_at: From when.
        ends_at: Until when.
        zone: By whose wall clock.
        is_all_day: Whether its days are taken whole.
        year: Which one need not be named.
    """
    begins, ends = on_wall(starts_at, zone), on_wall(ends_at, zone)
    first, last = _brief_day(begins, year), _brief_day(max(begins, _last_day(ends)), year)
    if is_all_day:
        return first if first == last else f"{first} – {last}"
    if _is_one_day(begins, ends):
        return f"{first} {begins:%H:%M}–{_clock_at_end(begins, ends)}"
    return f"{first} {begins:%H:%M} – {last} {_clock_at_end(_last_day(ends), ends)}"


def _brief_day(shown: datetime, year: int) -> str:
    day, month = WEEKDAYS[shown.weekday()][:3], month_name(shown.month)[:3]
    other = "" if shown.year == year else f" {shown.year}"
    return f"{day} {shown.day} {month}{other}"


def _told(shown: Shown, now: datetime, zone: str) -> BlockSpan:
    starts_at, ends_at = moment_of(shown.begins, zone), moment_of(shown.ends, zone)
    if ends_at <= starts_at:
        begins, ends = clock(_minutes(shown.begins)), clock(_minutes(shown.ends))
        why = f"It would end, at {ends}, before it begins, at {begins}."
        if shown.begins.date() != shown.ends.date():
            why = "It would end on a day before it begins."
        raise Invalid("when", why, "To end on a later day, name that day as well.")
    if ends_at - starts_at > LONGEST_BLOCK:
        raise Invalid("when", "A block lasts a year at most.", "Let it repeat instead.")
    return BlockSpan(
        starts_at=starts_at,
        ends_at=ends_at,
        is_all_day=shown.is_all_day,
        words=block_in_words(starts_at, ends_at, zone, is_all_day=shown.is_all_day),
        warning="This has passed already." if ends_at <= now else "",
    )


def _is_one_day(begins: datetime, ends: datetime) -> bool:
    return ends <= datetime.combine(begins.date(), time()) + _DAY


def _last_day(ends: datetime) -> datetime:
    """Return a moment of the last day: one that ends at midnight does not reach the next."""
    return ends - timedelta(minutes=1)


def _clock_at_end(begins: datetime, ends: datetime) -> str:
    return "24:00" if ends.date() > begins.date() else f"{ends:%H:%M}"


def _minutes(shown: datetime) -> int:
    return shown.hour * 60 + shown.minute


def _unended(typed: str, now: datetime, zone: str) -> Invalid:
    """Say what is missing of a day and a time, or that it is neither."""
    try:
        begins = on_wall(read_when(typed, now=now, zone=zone).starts_at, zone)
    except Invalid:
        return _unreadable(typed)
    later = min(begins + timedelta(hours=1), begins.replace(hour=23, minute=59))
    advice = f"Type {begins:%H:%M}-{later:%H:%M}, with its day before it."
    return Invalid("when", "This says when it begins, and not when it ends.", advice)


def _unreadable(typed: str) -> Invalid:
    return Invalid("when", f"“{clean_line(typed[:200])[:40]}” is no time to block.", _HOW)
