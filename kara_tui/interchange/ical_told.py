"""What the properties of one appointment tell."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kara_tui.domain.block_times import LONGEST_BLOCK
from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import clean_line
from kara_tui.interchange.ical_scan import Component
from kara_tui.interchange.ical_values import (
    Property,
    Shown,
    duration,
    moment,
    moments,
    periods,
    properties,
    whole_number,
    words_of,
)
from kara_tui.interchange.ical_zones import UTC_ZONE, Zone, Zones

_ESSENTIAL = (
    "DTSTART",
    "DTEND",
    "DURATION",
    "RECURRENCE-ID",
    "RRULE",
    "RDATE",
    "EXDATE",
)
_ONCE = {
    "DTSTART": "when it begins",
    "DTEND": "when it ends",
    "RRULE": "how it repeats",
    "RECURRENCE-ID": "for which time it stands",
}
_LONGEST = {"SUMMARY": 200, "LOCATION": 300, "DESCRIPTION": 700}
_MOST_ADDRESSES = 50
_NO_TIME = timedelta(0)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Extra:
    """A further time of an appointment, outside any rule."""

    starts_at: datetime
    ends_at: datetime | None
    """None for as long as the appointment lasts."""


class Told:
    """The properties of one appointment, by name."""

    def __init__(self, component: Component, zones: Zones) -> None:
        """Split a component into its properties.

        Raises:
            Invalid: When what matters most of it cannot be read.
        """
        self._zones = zones
        self._named: dict[str, list[Property]] = {}
        if not component.complete:
            raise Invalid("END", "The file ends in the midst of it.")
        for one in properties(component.lines):
            if not isinstance(one, str):
                self._named.setdefault(one.name, []).append(one)
            elif one in _ESSENTIAL:
                raise Invalid(one, f"{words_of(one)} ({one}) cannot be read.")
        for name, words in _ONCE.items():
            if len(self._named.get(name, ())) > 1:
                raise Invalid(name, f"It says twice {words} ({name}).")
        if "EXRULE" in self._named:
            raise Invalid("EXRULE", "A rule says where it is left out (EXRULE): too old to read.")

    def beginning(self) -> tuple[Zone, datetime, bool]:
        """Return the zone in which it begins, what the clock shows then, and if it is for days."""
        if (one := self._one("DTSTART")) is None:
            raise Invalid("DTSTART", "It does not say when it begins.")
        return self._placed(one, moment(one))

    def end(self, zone: Zone, shown: datetime, *, is_all_day: bool) -> tuple[timedelta, datetime]:
        """Return how long it lasts on the wall clock, and when it ends."""
        lasts, ends_at = self._told_end(zone, shown)
        if lasts < _NO_TIME:
            raise Invalid("DTEND", "It ends before it begins.")
        if is_all_day:
            lasts = max(_DAY, timedelta(days=lasts.days + bool(lasts.seconds)))
            return lasts, zone.moment(shown + lasts)
        if lasts == _NO_TIME:
            says_end = "DTEND" in self._named or "DURATION" in self._named
            why = "It ends as it begins" if says_end else "It does not say when it ends"
            raise Invalid("DTEND", f"{why}, so it takes no time.")
        if ends_at is None:
            ends_at = zone.moment(shown + lasts)
        if ends_at <= zone.moment(shown):
            raise Invalid("DTEND", "It ends before it begins.")
        return lasts, ends_at

    def _told_end(self, zone: Zone, shown: datetime) -> tuple[timedelta, datetime | None]:
        if (one := self._one("DTEND")) is not None:
            its_zone, at, _ = self._placed(one, moment(one))
            ends_at = its_zone.moment(at)
            return zone.shown(ends_at) - shown, ends_at
        if (length := self._one("DURATION")) is not None:
            return duration(length), None
        return _NO_TIME, None

    def stands_for(self) -> datetime | None:
        """Return which time of a series it replaces."""
        one = self._one("RECURRENCE-ID")
        return None if one is None else self._moment(one, moment(one))

    def extras(self) -> tuple[Extra, ...]:
        """Return its further times."""
        found: list[Extra] = []
        for one in self._named.get("RDATE", ()):
            # Programs write an empty list where there is none.
            for value in periods(one) if one.value.strip() else ():
                if not isinstance(value, tuple):
                    found.append(Extra(self._moment(one, value), None))
                    continue
                starts_at, until = self._moment(one, value[0]), value[1]
                if isinstance(until, timedelta):
                    ends_at = starts_at + until
                else:
                    ends_at = self._moment(one, until)
                found.append(Extra(starts_at, ends_at if ends_at > starts_at else None))
        return tuple(found)

    def left_out(self) -> tuple[frozenset[datetime], frozenset[date]]:
        """Return the times, and the days, at which it is left out."""
        times: set[datetime] = set()
        days: set[date] = set()
        for one in self._named.get("EXDATE", ()):
            for value in moments(one) if one.value.strip() else ():
                if isinstance(value, datetime):
                    times.add(self._moment(one, value))
                else:
                    days.add(value)
        return frozenset(times), frozenset(days)

    def refusal(self, method: str, length: timedelta) -> str:
        """Return why it is not taken, although it is understood; empty when it is."""
        if method == "CANCEL" or self.text("STATUS").upper() == "CANCELLED":
            return "It was called off."
        if self.text("TRANSP").upper() == "TRANSPARENT":
            return "It takes nobody's time: its calendar shows it as free."
        if length > LONGEST_BLOCK:
            return "It lasts longer than a year."
        return ""

    def warnings(self) -> tuple[str, ...]:
        """Return what there is to know besides."""
        one = self._one("RECURRENCE-ID")
        if one is not None and "RANGE" in one.parameters:
            return ("It changes all later ones too; only this one was taken. Look at the others.",)
        return ()

    def text(self, name: str) -> str:
        """Return the text of a property, cleaned."""
        one = self._one(name)
        longest = _LONGEST.get(name, 1000)
        return "" if one is None else clean_line(one.value[: longest * 4])[:longest]

    def number(self, name: str) -> int:
        """Return the number of a property."""
        one = self._one(name)
        return 0 if one is None else whole_number(one)

    def url(self) -> str:
        """Return where to join it; empty when it does not say."""
        for name in ("CONFERENCE", "X-GOOGLE-CONFERENCE", "URL"):
            text = self.text(name)
            if text.startswith(("https://", "http://")) and len(text) <= 500:
                return text
        return ""

    def emails(self) -> tuple[str, ...]:
        """Return the addresses of those whom it names."""
        found: dict[str, None] = {}
        people = [*self._named.get("ATTENDEE", ()), *self._named.get("ORGANIZER", ())]
        for one in people[:_MOST_ADDRESSES]:
            for told in (one.value, one.parameters.get("EMAIL", "")):
                address = clean_line(told[:300]).lower().removeprefix("mailto:")
                if "@" in address and " " not in address:
                    found[address] = None
        return tuple(found)

    def _one(self, name: str) -> Property | None:
        return next(iter(self._named.get(name, ())), None)

    def _placed(self, one: Property, value: Shown) -> tuple[Zone, datetime, bool]:
        """Return the zone, what its wall clock shows, and whether it is a whole day."""
        if not isinstance(value, datetime):
            return self._zones.home, datetime.combine(value, time.min), True
        if value.tzinfo is not None:
            return UTC_ZONE, value.replace(tzinfo=None), False
        return self._zones.find(one.zone), value, False

    def _moment(self, one: Property, value: Shown) -> datetime:
        zone, shown, _ = self._placed(one, value)
        return zone.moment(shown)
