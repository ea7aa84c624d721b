"""A calendar taken over, in words: what it comes to, and what became of each entry."""

from kara_tui.domain.wall_clock import day_in_words, in_words
from kara_tui.screens.import_words import ReportLine
from kara_tui.widgets.cells import Cell, Role
from kara_tui.workflows.import_calendar import CalendarReport, Taken

MOST_LINES = 2000


def numbers(report: CalendarReport) -> str:
    """Return what a calendar comes to, in numbers."""
    would = "" if report.intent else "would be "
    new = f"{_counted(report.sessions, 'session')} and {_counted(report.blocks, 'block')}"
    return (
        f"{report.entries:,} read · {new} {would}added · {report.known:,} here already · "
        f"{len(report.problems):,} not taken"
    )


def outcome(report: CalendarReport, *, all_as_blocks: bool) -> str:
    """Return what a calendar comes to, in one sentence or two."""
    if report.intent:
        return "Imported. u takes all of it back."
    if report.sessions or report.blocks:
        way = " All of it becomes blocked time." if all_as_blocks else ""
        return f"Nothing is written yet. F2 imports it.{way}"
    if report.known:
        return "Nothing is new: what can be read of it is here already."
    return "Nothing of it can be taken."


def report_lines(report: CalendarReport) -> tuple[ReportLine, ...]:
    """Return what becomes of each entry, those that are not taken first."""
    told = [
        *((Cell("✗ left out", Role.ERROR), one.place, one.reason) for one in report.problems),
        *((Cell("! note", Role.WARNING), one.place, one.text) for one in report.notices),
        *((Cell(f"+ {one.what}"), one.place, _taken(one)) for one in report.taken),
    ]
    return tuple(ReportLine(number, *line) for number, line in enumerate(told[:MOST_LINES]))


def _taken(one: Taken) -> str:
    when = day_in_words(one.shown) if one.is_all_day else in_words(one.shown)
    times = f", {one.times} times" if one.times > 1 else ""
    title = f" · {one.title}" if one.title else ""
    return f"{when}{times}{title}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
