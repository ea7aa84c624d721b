"""The words of the agenda: who, when, how long; every name goes through one function here."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from kara_tui.domain import dates
from kara_tui.domain.agenda_day import DayLine
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.private import Private
from kara_tui.domain.spans import Span
from kara_tui.domain.text import safe_text
from kara_tui.domain.wall_clock import WEEKDAYS, day_in_words, on_wall
from kara_tui.domain.working_time import BlockDetails
from kara_tui.screens.client_columns import SEALED
from kara_tui.widgets.veil import private, shown_name

ALL_DAY = "all day"
_MIDNIGHT = "…"
"""Stands for a time on another day."""


def client_name(details: Private[ClientDetails]) -> str:
    """Return what a client is called; a stand-in when this terminal cannot open it."""
    return SEALED if isinstance(details, bytes) else details.name


def shown_client(details: Private[ClientDetails], width: int = 0) -> Content:
    """Return a client's name, fit to be drawn: initials while names are hidden.

    Args:
        details: The client's.
        width: So many cells, blank at the end or cut; zero for as many as it takes.
    """
    name = safe_text(client_name(details))
    if not width:
        return shown_name(name)
    if cell_len(name) > width:
        name = f"{set_cell_size(name, width - 1).rstrip()}…"
    return shown_name(name) + Content(" " * (width - cell_len(name)))


def block_title(details: Private[BlockDetails]) -> Content:
    """Return what a block is for."""
    if isinstance(details, bytes):
        return Content(SEALED)
    return private(Content(safe_text(details.title))) if details.title else Content("Blocked")


def clock_words(moment: datetime, zone: str) -> str:
    """Return what the clock shows: 09:50."""
    return f"{on_wall(moment, zone):%H:%M}"


def times_of(line: DayLine, zone: str) -> str:
    """Return from when to when, always as wide; the midnights of other days are left out."""
    if line.is_whole_day:
        return ALL_DAY.ljust(11)
    first = _MIDNIGHT.rjust(5) if line.begins_before else clock_words(line.span.starts_at, zone)
    last = _MIDNIGHT.ljust(5) if line.ends_after else clock_words(line.span.ends_at, zone)
    return f"{first}–{last}"


def long_words(length: timedelta) -> str:
    """Return how long something takes: 2 h 10 min."""
    hours, minutes = divmod(max(round(length / timedelta(minutes=1)), 0), 60)
    told = [f"{hours} h"] if hours else []
    told += [f"{minutes} min"] if minutes or not hours else []
    return " ".join(told)


def short_long(length: timedelta) -> str:
    """Return how long something takes, for a narrow place: 2h10."""
    hours, minutes = divmod(max(round(length / timedelta(minutes=1)), 0), 60)
    if not hours:
        return f"{minutes}m"
    return f"{hours}h{minutes:02}" if minutes else f"{hours}h"


def day_heading(day: date, today: date) -> str:
    """Return a day in full, with how far it is away: Monday 9 March 2026, in 7 days."""
    shown = day_in_words(datetime.combine(day, time()))
    return f"{shown} · {_away(day, today)}"


def short_day(day: date, today: date) -> str:
    """Return a day for a narrow place: Mon 9 Mar."""
    return f"{WEEKDAYS[day.weekday()][:3]} {dates.short(day, today=today)}"


def week_heading(days: Iterable[date], today: date) -> str:
    """Return a week in words: Week 11, 9–15 March 2026."""
    first, *_, last = days
    number = first.isocalendar().week
    begin = str(first.day) if first.month == last.month else dates.short(first, today=last)
    this = " · this week" if first <= today <= last else ""
    return f"Week {number} · {begin}–{dates.in_words(last)}{this}"


def open_words(spans: Iterable[Span], zone: str) -> str:
    """Return when the practice is open: open 09:00–12:00, 13:00–17:00."""
    told = [f"{clock_words(one.starts_at, zone)}–{clock_words(one.ends_at, zone)}" for one in spans]
    return f"open {', '.join(told)}" if told else "closed"


def _away(day: date, today: date) -> str:
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
