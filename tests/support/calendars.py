"""Calendars as other programs write them."""

from datetime import date

from kara_tui.interchange.ical_reading import CalendarRead, read_calendar

TODAY = date(2026, 11, 21)
BERLIN, ICELAND = "Europe/Berlin", "Atlantic/Reykjavik"


def event(*lines: str, uid: str = "1") -> str:
    """Return an appointment with these properties."""
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def read_events(*events: str, zone: str = ICELAND) -> CalendarRead:
    """Read a calendar with these parts."""
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])
    return read_calendar(text.encode(), zone, TODAY)
