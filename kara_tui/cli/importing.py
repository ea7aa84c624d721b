"""`kara import`: clients and calendars taken over from files."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.import_telling import tell_json, tell_text
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.domain.errors import Invalid
from kara_tui.domain.importing import Duplicates, Problem

if TYPE_CHECKING:
    from kara_tui.backend.protocol import Backend
    from kara_tui.domain.field_kinds import Context
    from kara_tui.workflows.import_clients import ImportOptions
    from kara_tui.workflows.import_report import ImportReport

CALENDAR = "calendar"
"""The word before files that hold appointments; a file of that name is called ./calendar."""


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("import", "Take clients over from tables, vCards and FHIR, or a calendar")
    made.epilog = (
        "The archive of a whole practice (kara export practice) goes into an empty store.\n"
        "“kara import calendar FILE” takes appointments (iCalendar) over, as sessions where a"
        " client\ntakes part, by e-mail address, and as blocked time otherwise."
    )
    made.option(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        meaning="what to read; with “calendar” before it, appointments",
    )
    made.option("--dry-run", action="store_true", meaning="do everything but writing")
    made.option(
        "--duplicates",
        choices=[one.value for one in Duplicates],
        default=Duplicates.SKIP.value,
        metavar="HOW",
        meaning="records that are here already: skip, merge (fill gaps) or add (default: skip)",
    )
    made.option(
        "--columns",
        metavar="NAMES",
        meaning="the field of each column of a table, such as name,birth_date,,email;"
        " empty for a column that is left out",
    )
    made.option(
        "--all-as-blocks",
        action="store_true",
        meaning="of “calendar”: nothing becomes a session, whoever takes part",
    )
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Import the files, one after another."""
    options = parser().parse_args(given)
    settings = session.settings(options)
    if str(options.files[0]) == CALENDAR and options.files[1:]:
        from kara_tui.cli.importing_calendar import import_calendars

        return import_calendars(options, session, settings)
    if options.all_as_blocks:
        raise UsageProblem("--all-as-blocks is for a “calendar”.", "See kara import --help.")
    if any(map(_is_practice, options.files)):
        from kara_tui.cli.restoring_practice import restore

        return restore(options, session, settings)

    async def work(backend: "Backend") -> bool:
        from kara_tui.domain.clock import system_clock

        context = settings.reading_context(system_clock())
        fine = True
        for path in options.files:
            report = await _import(path, backend, context, options, session)
            (tell_json if options.json else tell_text)(path, report, session.out, options.dry_run)
            fine = fine and not report.problem_count
        return fine

    fine = session.with_backend(settings, work)
    return exit_codes.FINE if fine else exit_codes.SOME_RECORDS


def _is_practice(path: Path) -> bool:
    from kara_tui.interchange.practice_archive import is_practice_archive

    return path.suffix.lower() == ".zip" and path.is_file() and is_practice_archive(path)


async def _import(
    path: Path, backend: "Backend", context: "Context", options: Namespace, session: Session
) -> "ImportReport":
    from kara_tui.interchange.records import WHOLE_FILE
    from kara_tui.workflows.import_clients import ClientImport
    from kara_tui.workflows.import_report import ImportReport
    from kara_tui.workflows.import_source import read_source

    try:
        source = read_source(path)
    except Invalid as problem:
        report = ImportReport(format="none")
        report.tell_problem(Problem(place=WHOLE_FILE, reason=str(problem)))
        return report
    work = ClientImport(backend, source, context, _import_options(options))
    async for progress in work.steps():
        session.out.progress(
            f"{path.name}: {progress.share:4.0%}, {progress.records:,} records,"
            f" {progress.added:,} added"
        )
    session.out.end_progress()
    return work.report


def _import_options(options: Namespace) -> "ImportOptions":
    from kara_tui.workflows.import_clients import ImportOptions

    return ImportOptions(
        duplicates=Duplicates(options.duplicates),
        columns=None if options.columns is None else _columns(options.columns),
        dry_run=options.dry_run,
    )


def _columns(text: str) -> tuple[str, ...]:
    from kara_tui.interchange.csv_headers import column_fields, recognise

    known = column_fields()
    words = [word.strip() for word in text.split(",")]
    # A field's own name, or any heading that would be recognised in a file.
    return tuple(word if word in known else recognise([word])[0] or word for word in words)
