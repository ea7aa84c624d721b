"""`kara import calendar`: appointments of another program, as sessions and blocked time."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.output import Output
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from kara_tui.backend.protocol import Backend
    from kara_tui.settings import Settings
    from kara_tui.workflows.import_calendar import CalendarReport

SHOWN = 20
"""So many of each kind are shown to a person; `--json` gives all of them."""


def import_calendars(options: Namespace, session: Session, settings: "Settings") -> int:
    """Import the files behind the word “calendar”, one after another.

    Raises:
        UsageProblem: When options stand beside it that are for clients.
        KaraError: When the store fails.
    """
    if options.columns is not None:
        raise UsageProblem("A calendar has no columns.", "See kara import --help.")

    async def work(backend: "Backend") -> bool:
        fine = True
        for path in options.files[1:]:
            report = await _import(path, backend, settings, options)
            tell = _tell_json if options.json else _tell_text
            tell(path, report, session.out, dry_run=options.dry_run)
            fine = fine and not report.problems
        return fine

    fine = session.with_backend(settings, work)
    return exit_codes.FINE if fine else exit_codes.SOME_RECORDS


async def _import(
    path: Path, backend: "Backend", settings: "Settings", options: Namespace
) -> "CalendarReport":
    from kara_tui.domain.clock import system_clock
    from kara_tui.interchange.records import file_problem
    from kara_tui.local_zone import name_of
    from kara_tui.workflows.import_calendar import (
        CalendarOptions,
        CalendarReport,
        import_calendar,
    )
    from kara_tui.workflows.import_source import read_source

    try:
        source = read_source(path)
    except Invalid as problem:
        return CalendarReport(problems=[file_problem(str(problem))])
    zone = name_of(settings.professional.zone)
    how = CalendarOptions(all_as_blocks=options.all_as_blocks, dry_run=options.dry_run)
    return await import_calendar(backend, source.data, zone, system_clock(), how)


def _tell_text(path: Path, report: "CalendarReport", out: Output, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    sessions, blocks = _counted(report.sessions, "session"), _counted(report.blocks, "block")
    out.line(
        f"{path}: {_counted(report.entries, 'entr', 'y', 'ies')}, {sessions} and {blocks}"
        f" {would}added, {report.known:,} here already, {len(report.problems):,} not taken"
    )
    problems = [f"{one.place}: {one.reason}" for one in report.problems]
    notices = [f"{one.place}: {one.text}" for one in report.notices]
    for title, lines in (("Not taken", problems), ("To know", notices)):
        if lines:
            out.line(f"  {title}:")
        for line in lines[:SHOWN]:
            out.line(f"    {line}")
        if len(lines) > SHOWN:
            out.line(f"    … and {len(lines) - SHOWN:,} more")


def _tell_json(path: Path, report: "CalendarReport", out: Output, *, dry_run: bool) -> None:
    out.json(
        {
            "file": str(path),
            "dry_run": dry_run,
            "entries": report.entries,
            "sessions": report.sessions,
            "blocks": report.blocks,
            "known": report.known,
            "problems": report.problems,
            "notices": report.notices,
            "move": report.intent,
        }
    )


def _counted(number: int, what: str, one: str = "", many: str = "s") -> str:
    return f"{number:,} {what}{one if number == 1 else many}"
