"""One appointment of a calendar, understood, or why it cannot be."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kara_tui.interchange.ical_scan import Component
from kara_tui.interchange.ical_told import Extra, Told
from kara_tui.interchange.ical_zones import Zone, Zones


@dataclass(frozen=True, kw_only=True)
class Event:
    """An appointment as it was written."""

    place: str
    line: int
    uid: str
    stands_for: datetime | None = None
    """Which time of a series it replaces; None for one of its own."""
    shown: datetime
    """What the wall clock shows when it begins."""
    lasts: timedelta
    """On the wall clock."""
    starts_at: datetime
    ends_at: datetime
    zone: Zone
    is_all_day: bool
    rule: str = ""
    extras: tuple[Extra, ...] = ()
    left_out: frozenset[datetime] = frozenset()
    days_left_out: frozenset[date] = frozenset()
    rank: tuple[int, str] = (0, "")
    """Of several that say the same, the greatest one counts."""
    refusal: str = ""
    """Why it is not to be taken, although it is understood; empty when it is."""
    title: str = ""
    location: str = ""
    description: str = ""
    url: str = ""
    emails: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_event(component: Component, zones: Zones) -> Event:
    """Return what an appointment tells.

    Raises:
        Invalid: When it cannot be understood; says why.
    """
    found = Told(component, zones)
    zone, shown, is_all_day = found.beginning()
    starts_at = zone.moment(shown)
    lasts, ends_at = found.end(zone, shown, is_all_day=is_all_day)
    left_out, days = found.left_out()
    return Event(
        place=component.place,
        line=component.line,
        uid=found.text("UID")[:250],
        stands_for=found.stands_for(),
        shown=shown,
        lasts=lasts,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        is_all_day=is_all_day,
        rule=found.text("RRULE"),
        extras=found.extras(),
        left_out=left_out,
        days_left_out=days,
        rank=(found.number("SEQUENCE"), found.text("DTSTAMP")),
        refusal=found.refusal(component.method, ends_at - starts_at),
        title=found.text("SUMMARY"),
        location=found.text("LOCATION"),
        description=found.text("DESCRIPTION"),
        url=found.url(),
        emails=found.emails(),
        warnings=found.warnings(),
    )
