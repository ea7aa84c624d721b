"""A day and a time, typed in any sensible way, and said back so that nobody mistakes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import clean_line
from kara_tui.domain.wall_clock import in_words, is_never_shown, is_shown_twice, moment_of, on_wall
from kara_tui.domain.when_parts import read_day, read_later, read_time
from kara_tui.domain.when_words import folded

_LONGEST = 80
_HOW = "Type it like tomorrow 10, mon 14:30, 2026-12-01 9 or in 2 weeks 10."
_HALF = re.compile(r"\bhalf (?!past|an\b)")
_NOW = {"now", "nu", "nuna"}


@dataclass(frozen=True, kw_only=True)
class When:
    """A moment that was typed."""

    starts_at: datetime
    """In UTC."""
    words: str
    """Day and time in words, as the wall clock of the zone shows them."""
    warning: str = ""
    """What somebody might not have meant; empty when nothing is odd."""


def read_when(
    typed: str, *, now: datetime, zone: str, day: date | None = None, at: time | None = None
) -> When:
    """Return the moment that was typed.

    A weekday is the next one to come, `next` before it means the week after this one. A date
    without its year is the next one to come. A time alone is the next time it comes. Day stands
    before month.

    Args:
        typed: What was typed.
        now: What time it is.
        zone: IANA name of the zone that is meant.
        day: Which day is meant when none is typed; otherwise today, or tomorrow.
        at: Which time is meant when none is typed; otherwise one has to be.

    Raises:
        Invalid: When it is no day and time; says how to type one.
    """
    if len(typed) > 4 * _LONGEST:
        raise _invalid(typed)
    text = folded(clean_line(typed)).replace(",", " ")
    here = on_wall(now, zone).replace(second=0, microsecond=0)
    shown = _shown(text, typed, here, day, at)
    return _told(shown, now, zone)


def _shown(text: str, typed: str, here: datetime, day: date | None, at: time | None) -> datetime:
    if text in _NOW:
        return here
    _refuse_half(text)
    if later := read_later(text, here):
        return later
    for day_text, time_text in _divided(text):
        said_day = read_day(day_text, here.date())
        said_time = read_time(time_text)
        if said_day and said_time:
            return datetime.combine(said_day, said_time)
    said_day, said_time = read_day(text, here.date()), read_time(text)
    if said_day and said_time:
        either = f"“{clean_line(typed)}” may be a day or a time."
        raise Invalid("when", either, "Type 10:12 for a time; to a day, add its time.")
    if said_time:
        return _next_time(said_time, here, day)
    if said_day is None:
        raise _invalid(typed)
    if at is None:
        raise Invalid("when", "At what time?", f"Add it: {clean_line(typed)[:40]} 10:00.")
    return datetime.combine(said_day, at)


def _divided(text: str) -> Iterator[tuple[str, str]]:
    """Yield a day and a time, the day first as most people type it, then the other way round."""
    words = text.split()
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    if "t" in text and len(words) == 1:
        # As computers write it: 2026-12-01T09:00.
        before, _, after = text.partition("t")
        cuts.append((before, after))
    yield from reversed(cuts)
    yield from ((day, clock) for clock, day in cuts)


def _next_time(said: time, here: datetime, day: date | None) -> datetime:
    if day is not None:
        return datetime.combine(day, said)
    today = datetime.combine(here.date(), said)
    return today if today >= here else today + timedelta(days=1)


def _told(shown: datetime, now: datetime, zone: str) -> When:
    starts_at = moment_of(shown, zone)
    warning = ""
    if is_never_shown(shown, zone):
        meant = on_wall(starts_at, zone)
        warning = (
            f"The clocks go forward then: {shown:%H:%M} does not come, {meant:%H:%M} is meant."
        )
        shown = meant
    elif is_shown_twice(shown, zone):
        warning = f"The clocks go back then: {shown:%H:%M} comes twice, the first is meant."
    elif starts_at < now.astimezone(UTC) - timedelta(minutes=1):
        warning = "This has passed already."
    return When(starts_at=starts_at, words=in_words(shown), warning=warning)


def _refuse_half(text: str) -> None:
    if _HALF.search(text):
        why = "“Half ten” is 9:30 to some and 10:30 to others."
        raise Invalid("when", why, "Type the time in numbers, such as 9:30.")


def _invalid(typed: str) -> Invalid:
    return Invalid("when", f"“{clean_line(typed[:200])[:40]}” is no day and time.", _HOW)
