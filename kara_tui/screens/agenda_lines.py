"""The lines of a day as the agenda shows them, in full for a list and short for a week's column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from textual.content import Content

from kara_tui.domain.agenda_day import DayLine, LineKey, Phase
from kara_tui.domain.ids import ServiceId
from kara_tui.domain.service import Service
from kara_tui.domain.session import SessionState
from kara_tui.domain.text import safe_text
from kara_tui.domain.wall_clock import on_wall
from kara_tui.screens.activity_lines import METHODS, STATES, service_words
from kara_tui.screens.agenda_words import (
    block_title,
    clock_words,
    long_words,
    short_day,
    short_long,
    shown_client,
    times_of,
)
from kara_tui.widgets.entry_list import Entry
from kara_tui.widgets.veil import private, public
from kara_tui.widgets.week_grid import WeekCell

_STATE_WIDTH = max(map(len, STATES.values()))
_NARROW, _ROOMY = 18, 26
"""Cells of a name."""
_MARKS_WIDTH = 13
_BEFORE = 15
"""Cells before the name: the cursor's sign and the times."""
_LEAST = 10
"""With less room than that, nothing is said of the service."""
_STYLES = {
    SessionState.ARRIVED: "bold $text-warning",
    SessionState.IN_PROGRESS: "bold $text-success",
    SessionState.COMPLETED: "$text-success",
}
_SHORT = {
    SessionState.ARRIVED: "w",
    SessionState.IN_PROGRESS: "▶",
    SessionState.COMPLETED: "✓",
    SessionState.CANCELLED: "✗",
    SessionState.NO_SHOW: "–",
    SessionState.VOIDED: "∅",
}
_OFF = {SessionState.CANCELLED, SessionState.NO_SHOW, SessionState.VOIDED}


@dataclass(frozen=True)
class Telling:
    """What telling of a line depends on."""

    zone: str
    today: date
    now: datetime
    services: Mapping[ServiceId, Service]


def day_entries(lines: Sequence[DayLine], telling: Telling, width: int) -> list[Entry]:
    """Return the lines of one day for a list so many cells wide; now is marked in today."""
    entries: list[Entry] = []
    mark = _now_mark(lines, telling)
    for line in lines:
        above = mark if line.phase is not Phase.PAST and not line.is_whole_day else ""
        mark = "" if above else mark
        entries.append(Entry(line.key, line_head(line, telling, width), above=above))
    return entries


def week_entries(
    days: Mapping[date, Sequence[DayLine]], telling: Telling, width: int
) -> list[Entry]:
    """Return the lines of several days under their headings."""
    entries: list[Entry] = []
    for day, lines in days.items():
        today = " · today" if day == telling.today else ""
        for place, line in enumerate(lines):
            above = f"{short_day(day, telling.today)}{today}" if not place else ""
            entries.append(Entry(line.key, line_head(line, telling, width), above=above))
    return entries


def week_cells(lines: Sequence[DayLine], telling: Telling) -> list[WeekCell[LineKey]]:
    """Return the lines of one day for a narrow column."""
    return [WeekCell(line.key, _short(line, telling)) for line in lines]


def line_head(line: DayLine, telling: Telling, width: int) -> Content:
    """Return one line of the day."""
    if line.entry is None and line.block is None and not line.is_free:
        return public(Content.styled("Nothing here: no session, and no working hours.", "dim"))
    times = public(Content.styled(times_of(line, telling.zone), _time_style(line)))
    return times + Content("  ") + _what(line, telling, width)


def _what(line: DayLine, telling: Telling, width: int) -> Content:
    if line.block is not None:
        title = block_title(line.block.block.details)
        return public(Content("▒ ")) + title + _other_days(line, telling)
    if line.entry is None:
        style = "dim" if line.phase is Phase.PAST else "italic"
        return public(Content.styled(f"free, {long_words(line.span.length)}", style))
    session = line.entry.session
    name = shown_client(line.entry.client, _ROOMY if width >= 84 else _NARROW)
    state = STATES[session.state].ljust(_STATE_WIDTH)
    said = public(Content.styled(f" {state}", _STYLES.get(session.state, "")))
    told = (service_words(session.service_id, telling.services), METHODS[session.interaction])
    style = "dim" if session.state in _OFF else ""
    marks = _note_mark(line) + _when_mark(line, telling) + _other_days(line, telling)
    shown = name.stylize(style) + said + marks
    gap = max(_MARKS_WIDTH - marks.cell_length, 0) + 2
    room = width - _BEFORE - shown.cell_length - gap
    if room < _LEAST:
        return shown
    rest = private(Content(safe_text(", ".join(filter(None, told)))))
    return shown + Content(" " * gap) + rest


def _note_mark(line: DayLine) -> Content:
    if line.unsigned:
        return public(Content.styled(" ✎ unsigned", "bold $text-warning"))
    return public(Content.styled(" ✎", "$text-accent")) if line.notes else Content("")


def _when_mark(line: DayLine, telling: Telling) -> Content:
    assert line.entry is not None
    starts_at = line.entry.session.starts_at
    if line.is_left_open:
        return public(Content.styled(" not closed", "bold $text-warning"))
    if line.phase is Phase.NEXT:
        wait = long_words(starts_at - telling.now)
        return public(Content.styled(f" next, in {wait}", "bold $text-accent"))
    if line.phase is Phase.NOW and starts_at <= telling.now:
        words = f" since {long_words(telling.now - starts_at)}"
        return public(Content.styled(words, "bold $text-accent"))
    return Content("")


def _other_days(line: DayLine, telling: Telling) -> Content:
    told = []
    if line.begins_before:
        told.append(f"since {_elsewhere(line.whole.starts_at, telling)}")
    if line.ends_after:
        told.append(f"until {_elsewhere(line.whole.ends_at, telling)}")
    return public(Content(f" {', '.join(told)}")) if told else Content("")


def _elsewhere(moment: datetime, telling: Telling) -> str:
    shown = on_wall(moment, telling.zone)
    return f"{short_day(shown.date(), telling.today)} {shown:%H:%M}"


def _time_style(line: DayLine) -> str:
    if line.phase in {Phase.NOW, Phase.NEXT} and line.entry is not None:
        return "bold"
    return "dim" if line.phase is Phase.PAST else ""


def _now_mark(lines: Sequence[DayLine], telling: Telling) -> str:
    is_today = bool(lines) and lines[0].day == telling.today
    return f"── now {clock_words(telling.now, telling.zone)} ──" if is_today else ""


def _short(line: DayLine, telling: Telling) -> Content:
    if line.entry is None and line.block is None and not line.is_free:
        return public(Content.styled("–", "dim"))
    first = "  …  " if line.begins_before else clock_words(line.span.starts_at, telling.zone)
    time = public(Content.styled("whole" if line.is_whole_day else first, _time_style(line)))
    if line.block is not None:
        return time + public(Content(" ▒")) + block_title(line.block.block.details)
    if line.entry is None:
        return time + public(Content.styled(f" free {short_long(line.span.length)}", "dim italic"))
    session = line.entry.session
    sign = _SHORT.get(session.state, " ")
    if line.unsigned:
        sign = "✎"
    elif line.is_left_open:
        sign = "!"
    style = "bold $text-warning" if line.unsigned or line.is_left_open else ""
    marked = public(Content.styled(sign, style or _STYLES.get(session.state, "")))
    dimmed = "dim" if session.state in _OFF else ""
    return time + marked + shown_client(line.entry.client).stylize(dimmed)
