"""The times of an appointment that repeats, as rules that can be kept.

A rule of ours has no exceptions: where some of its times are left out, it becomes several rules,
each of which runs as long as none is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kara_tui.domain.block_times import MOST_REPETITIONS
from kara_tui.domain.dates import in_words
from kara_tui.domain.errors import Invalid
from kara_tui.domain.recurrence import Rule, expand, read_rule
from kara_tui.domain.wall_clock import moment_of, on_wall
from kara_tui.interchange.ical_events import Event
from kara_tui.interchange.ical_zones import Zones

YEARS_AHEAD = 5
"""An appointment that repeats without end is taken for so long."""

MOST_PIECES = 400
_FAULTS = (ValueError, IndexError, TypeError, KeyError, OverflowError)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A time at which an appointment lies, and the rule by which it repeats from there on."""

    starts_at: datetime
    ends_at: datetime
    zone: str
    """IANA name."""
    rule: str = ""


@dataclass(frozen=True)
class Pieces:
    """All times of an appointment."""

    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...] = ()
    worked_out: int = 1
    """How many times had to be looked at."""


def pieces_of(event: Event, replaced: Iterable[datetime], zones: Zones, today: date) -> Pieces:
    """Return the times of an appointment, less those that were left out or replaced.

    Args:
        event: Which one.
        replaced: Times of it that other entries of the calendar stand for.
        zones: Of the calendar.
        today: From which on what never ends is taken for some years.

    Raises:
        Invalid: When its rule cannot be used, or nothing is left.
    """
    if not event.rule and not event.extras:
        return Pieces((_single(event, zones),))
    zone = zones.named(event.zone, event.starts_at) if event.rule else _wall(event, zones)
    if not zone:
        raise Invalid("TZID", "It repeats by a clock that goes like none of the known time zones.")
    rule, first, warnings = _bounded(event, today)
    starts = expand(rule, first, zone, MOST_REPETITIONS) if rule else [first]
    gone = event.left_out | frozenset(replaced)
    days = event.days_left_out
    kept = [one not in gone and on_wall(one, zone).date() not in days for one in starts]
    found = [
        _piece(event, run, zone, _rule_for(rule, run, whole=len(run) == len(starts)))
        for run in _runs(starts, kept, zone)
    ]
    taken = set(starts)
    for extra in event.extras:
        if extra.starts_at not in taken and extra.starts_at not in gone:
            taken.add(extra.starts_at)
            found.append(_piece(event, [extra.starts_at], zone, "", extra.ends_at))
    if not found:
        raise Invalid("EXDATE", "Each of its times was called off.")
    if len(found) > MOST_PIECES:
        raise Invalid("EXDATE", f"It has more than {MOST_PIECES} exceptions.")
    return Pieces(tuple(found), warnings, len(taken))


def _single(event: Event, zones: Zones) -> Piece:
    return Piece(starts_at=event.starts_at, ends_at=event.ends_at, zone=_wall(event, zones))


def _wall(event: Event, zones: Zones) -> str:
    # A clock that shows the world's time, or one without a name, is nobody's wall clock.
    return event.zone.name if event.zone.name not in {"", "UTC"} else zones.home.name


def _bounded(event: Event, today: date) -> tuple[str, datetime, tuple[str, ...]]:
    """Return a rule that ends, the first time that is taken, and what was changed for it."""
    text = "".join(event.rule.split()).upper().strip(";")
    first = event.starts_at
    if not text or "COUNT=" in text or "UNTIL=" in text:
        return text, first, ()
    last = date(today.year + YEARS_AHEAD, today.month, min(today.day, 28))
    ended = f"{text};UNTIL={last:%Y%m%d}"
    rule = read_rule(ended)
    warnings = [f"It repeats without end; it was taken until {in_words(last)}."]
    oldest = datetime.combine(last.replace(year=today.year - 1), time.min)
    if event.shown < oldest:
        shown = _first_after(rule, event.shown, oldest)
        if shown is None or shown.date() > last:
            raise Invalid("RRULE", "It never comes again.")
        first = event.zone.moment(shown)
        warnings.append(f"It was taken from {in_words(shown.date())} on.")
    return ended, first, tuple(warnings)


def _first_after(rule: Rule, shown: datetime, oldest: datetime) -> datetime | None:
    from dateutil.rrule import rrulestr

    days = {"DAILY": rule.interval, "WEEKLY": 7 * rule.interval}.get(rule.frequency)
    if days:
        # As many whole rounds as fit: otherwise each of them would be looked at.
        rounds = max(0, (oldest - shown).days // days - 1)
        shown += timedelta(days=days * rounds)
    text = ";".join(f"{name}={value}" for name, value in rule.parts.items())
    try:
        until = oldest + timedelta(days=366 * YEARS_AHEAD)
        met = rrulestr(f"{text};UNTIL={until:%Y%m%dT%H%M%S}", dtstart=shown)
        found: datetime | None = met.after(oldest, inc=True)
    except _FAULTS:
        raise Invalid("RRULE", "No day can be told from how it repeats.") from None
    return found


def _runs(starts: Sequence[datetime], kept: Sequence[bool], zone: str) -> list[list[datetime]]:
    """Return the times that are kept, in stretches that a rule can describe."""
    usual = on_wall(starts[0], zone).time()
    runs: list[list[datetime]] = []
    goes_on = False
    for one, is_kept in zip(starts, kept, strict=True):
        # Where clocks go forward, a time may be shown later than the rule says: no rule may
        # begin there, or all that follow would be as late.
        is_usual = on_wall(one, zone).time() == usual
        if is_kept and goes_on:
            runs[-1].append(one)
        elif is_kept:
            runs.append([one])
        goes_on = is_kept and (goes_on or is_usual)
    return runs


def _rule_for(rule: str, run: Sequence[datetime], *, whole: bool) -> str:
    if whole or not rule:
        return rule
    if len(run) == 1:
        return ""
    parts = read_rule(rule).parts
    bare = ";".join(f"{name}={value}" for name, value in parts.items())
    return f"{bare};COUNT={len(run)}"


def _piece(
    event: Event,
    run: Sequence[datetime],
    zone: str,
    rule: str,
    ends_at: datetime | None = None,
) -> Piece:
    starts_at = run[0].astimezone(UTC)
    if ends_at is None:
        ends_at = moment_of(on_wall(starts_at, zone) + event.lasts, zone)
    if ends_at <= starts_at:
        ends_at = starts_at + event.lasts
    return Piece(starts_at=starts_at, ends_at=ends_at, zone=zone, rule=rule)
