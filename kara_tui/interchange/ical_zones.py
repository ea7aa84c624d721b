"""The time zones that a calendar names, whatever the program that wrote it calls them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any

from kara_tui.domain.errors import Invalid
from kara_tui.domain.wall_clock import moment_of, on_wall, zone_of
from kara_tui.interchange.ical_values import quoted

_MOST_LINES = 1500
_PLAIN_RULE = re.compile(
    r"RRULE:(?:(?:FREQ=YEARLY|INTERVAL=\d{1,2}|COUNT=\d{1,4}|UNTIL=[\dTZ]{8,16}|WKST=[A-Z]{2}"
    r"|BYMONTH=\d{1,2}|BYDAY=[+-]?\d?[A-Z]{2}|BYMONTHDAY=[\d,+-]{1,40}|BYSETPOS=-?\d"
    r"|BYHOUR=\d{1,2}|BYMINUTE=\d{1,2}|BYSECOND=\d{1,2});?)+",
    re.IGNORECASE,
)
"""Only what changes a clock once a year: other rules could keep a library busy for ever."""
_FAULTS = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)
_WEEK = timedelta(days=7)
_YEARS_COMPARED = 2


@dataclass(frozen=True)
class Zone:
    """A time zone that is understood."""

    name: str
    """IANA name; empty for one that only its own calendar describes."""
    own: tzinfo | None = None
    """Its clock, for one without a name."""

    def moment(self, shown: datetime) -> datetime:
        """Return the moment, in UTC, at which its clock shows something."""
        if self.own is None:
            return moment_of(shown, self.name)
        return shown.replace(tzinfo=self.own).astimezone(UTC)

    def shown(self, moment: datetime) -> datetime:
        """Return what its clock shows at a moment."""
        if self.own is None:
            return on_wall(moment, self.name)
        return moment.astimezone(self.own).replace(tzinfo=None, fold=0)


UTC_ZONE = Zone("UTC")


class Zones:
    """Finds the zones of one calendar."""

    def __init__(self, home: str, described: Mapping[str, list[str]]) -> None:
        """Know a calendar's own descriptions of time zones.

        Args:
            home: Where times that name no zone are meant (IANA name).
            described: By their TZID, the lines of each VTIMEZONE.
        """
        self.home = Zone(home)
        self._described = described
        self._known: dict[str, Zone | None] = {}

    def find(self, tzid: str) -> Zone:
        """Return the zone of a TZID; the home zone for none.

        Raises:
            Invalid: When nobody can tell which one is meant.
        """
        if not tzid.strip():
            return self.home
        if tzid not in self._known:
            self._known[tzid] = self._found(tzid)
        zone = self._known[tzid]
        if zone is None:
            raise Invalid(
                "TZID",
                f"Its time zone {quoted(tzid)} is not known, so nobody can tell when it is.",
            )
        return zone

    def named(self, zone: Zone, around: datetime) -> str:
        """Return the IANA name of a zone whose clock goes like this one's; empty for none.

        Args:
            zone: Which one.
            around: They are compared in the year before and the one after.
        """
        if zone.own is None:
            return zone.name
        first = around - timedelta(days=365)
        weeks = [first + _WEEK * number for number in range(52 * _YEARS_COMPARED)]
        offsets = tuple(zone.shown(one) - one.replace(tzinfo=None) for one in weeks)
        for name in (self.home.name, *_all_names()):
            if all(
                on_wall(week, name) - week.replace(tzinfo=None) == offset
                for week, offset in zip(weeks, offsets, strict=True)
            ):
                return name
        return ""

    def _found(self, tzid: str) -> Zone | None:
        lines = self._described.get(tzid, [])
        for name in (tzid, *_locations(lines)):
            if known := _by_name(name):
                return Zone(known)
        own = _described_clock(lines)
        return None if own is None else Zone("", own)


def _by_name(text: str) -> str:
    """Return the IANA name that a TZID means: vendors put things before it; empty for none."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    bare = text.strip().strip('"').strip("/")[:200]
    if bare.upper() in {"UTC", "GMT", "Z", "ETC/UTC"}:
        return "UTC"
    parts = bare.split("/")
    tails = ["/".join(parts[start:]) for start in range(max(0, len(parts) - 4), len(parts))]
    for name in (*tails, bare.replace("_", "/", 1), bare.replace(" ", "_")):
        if "/" in name and name in _names():
            return name
    return WINDOWS_TO_OLSON.get(bare, "")


def _locations(lines: list[str]) -> list[str]:
    told = [line.partition(":") for line in lines]
    return [value for name, _, value in told if name.upper() == "X-LIC-LOCATION"]


def _described_clock(lines: list[str]) -> tzinfo | None:
    """Return the clock that a VTIMEZONE describes; None for one that cannot be read."""
    if not lines or len(lines) > _MOST_LINES or not all(map(_is_plain, lines)):
        return None
    import icalendar

    text = "\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE", ""])
    try:
        read: Any = icalendar.Timezone.from_ical(text)
        clock: tzinfo = read.to_tz(lookup_tzid=False)
        datetime(2026, 1, 1, tzinfo=clock).astimezone(UTC)
    except _FAULTS:
        return None
    return clock


def _is_plain(line: str) -> bool:
    return not line.upper().startswith(("RRULE", "EXRULE")) or bool(_PLAIN_RULE.fullmatch(line))


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def _all_names() -> tuple[str, ...]:
    """Return names to compare with, those of places before those of plain offsets."""
    names = sorted(one for one in _names() if "/" in one)
    usable = [one for one in names if not one.startswith(("posix/", "right/"))]
    usable.sort(key=lambda one: (one.startswith("Etc/"), not one.startswith("Europe/"), one))
    for one in usable:
        zone_of(one)
    return tuple(usable)
