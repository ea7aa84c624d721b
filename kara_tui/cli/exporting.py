"""`kara export`: clients, one client with everything, sessions, or the whole practice."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.cli.stages import add_stage_option, stages_of
from kara_tui.domain.errors import Invalid

if TYPE_CHECKING:
    from kara_tui.backend.file_safe import FileSafe
    from kara_tui.backend.protocol import Backend
    from kara_tui.settings import Settings

STDOUT = "-"
_TEXTS = {"clients", "calendar"}
"""What may be shown on a terminal."""
_NOT_ENCRYPTED = "Nothing in it is encrypted."

Write = Callable[[bytes], object]


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("export", "Write clients, sessions, or the whole practice")
    made.option(
        "what",
        choices=["clients", "client", "calendar", "practice"],
        meaning="lists that “kara import” reads back; all about one client; sessions as a calendar"
        " (iCalendar); everything there is",
    )
    made.option("id", nargs="?", default="", meaning="the client's id, after “client”")
    made.option(
        "--format", choices=["csv", "json", "vcard"], meaning="of “clients”; json is FHIR R4"
    )
    add_stage_option(made, everybody=True)
    made.option(
        "--output",
        metavar="FILE",
        meaning="where to; - for standard output. Lists and calendars go there by default, the"
        " others into an archive (zip) in this folder",
    )
    made.option("--force", action="store_true", meaning="write over a file that is there")
    made.option(
        "--reason", default="", metavar="TEXT", meaning="for whom one client's copy is, and why"
    )
    made.option(
        "--with-private",
        action="store_true",
        meaning="one client's copy holds what only you read, too: notes, contacts, remarks, drafts;"
        " a calendar tells names, services, places, links and remarks",
    )
    made.option("--client", metavar="ID", meaning="of “calendar”: only this client's sessions")
    made.option("--session", metavar="ID", meaning="of “calendar”: only this session")
    return made


def run(given: list[str], session: Session) -> int:
    """Write what is asked for; a file appears only when it is complete."""
    options = parser().parse_args(given)
    _check(options)
    settings = session.settings(options)
    target = options.output or _usual_output(options, settings)
    if target == STDOUT:
        if options.what not in _TEXTS and session.out.to_terminal:
            raise UsageProblem("An archive is not shown on a terminal.", "Name a file: --output.")
        _write(session, settings, options, session.out.raw)
        return exit_codes.FINE
    from kara_tui.cli.whole_file import writing_whole

    path = Path(target).expanduser()
    if path.exists() and not options.force:
        raise Invalid(
            "output",
            f"There is a file called {path} already; nothing was written.",
            "Choose another name, or add --force to write over it.",
        )
    with writing_whole(path) as write:
        told = _write(session, settings, options, write)
    session.out.note(f"{told} written to {path}. {_NOT_ENCRYPTED}")
    return exit_codes.FINE


def _check(options: Namespace) -> None:
    if options.what == "clients" and not options.format:
        raise UsageProblem("“clients” needs --format.", "See kara export --help.")
    if options.what != "client" and options.id:
        raise UsageProblem(f"“{options.what}” takes no id.", "See kara export --help.")
    if options.what not in {"client", "calendar"} and options.with_private:
        raise UsageProblem(f"“{options.what}” takes no --with-private.", "See kara export --help.")
    if options.what != "calendar" and (options.client or options.session):
        raise UsageProblem(
            "--client and --session choose sessions of a “calendar”.", "See kara export --help."
        )


def _usual_output(options: Namespace, settings: "Settings") -> str:
    if options.what in _TEXTS:
        return STDOUT
    from kara_tui.domain.clock import system_clock

    day = system_clock().astimezone(settings.professional.zone).date()
    whose = f"client-{options.id[:36]}" if options.what == "client" else "practice"
    return f"kara-{whose}-{day}.zip"


def _write(session: Session, settings: "Settings", options: Namespace, write: Write) -> str:
    """Write, and return what was written in words."""
    if options.what == "clients":
        done = _write_clients(session, settings, options, write)
        return f"{done:,} clients are"
    if options.what == "client":
        _write_client(session, settings, options, write)
        return "Everything about this client is" if options.with_private else "The client's copy is"
    if options.what == "calendar":
        from kara_tui.cli.exporting_calendar import write_calendar

        return write_calendar(session, settings, options, write)
    counts = _write_practice(session, settings, write)
    held = f"{counts['clients']:,} records, {counts['history']:,} entries of history"
    files = f", {counts['files']:,} attached files" if counts["files"] else ""
    if lost := counts.get("lost files"):
        files += f"; {lost:,} attached files are missing or damaged and were left out"
    return f"The practice ({held}{files}) is"


def _write_clients(session: Session, settings: "Settings", options: Namespace, write: Write) -> int:
    from kara_tui.interchange.formats import Format
    from kara_tui.workflows.export_clients import export_clients

    async def work(backend: "Backend") -> int:
        done = 0
        kind = Format(options.format)
        async for done in export_clients(backend, kind, stages_of(options.stage), write):
            session.out.progress(f"{done:,} clients")
        session.out.end_progress()
        return done

    return session.with_backend(settings, work)


def _write_client(session: Session, settings: "Settings", options: Namespace, write: Write) -> None:
    from kara_tui.cli.audit import client_id_from
    from kara_tui.domain.details import Remark
    from kara_tui.interchange.client_archive import write_client_archive
    from kara_tui.operations.records import ExportClient

    client_id = client_id_from(options.id)
    reason = Remark(text=options.reason) if options.reason else None

    async def work(backend: "Backend", files: "FileSafe") -> None:
        file = await backend(ExportClient(client_id=client_id, reason=reason))
        zone = settings.professional.zone
        with_private = options.with_private
        write_client_archive(write, file, zone, with_private=with_private, files=files)

    session.with_files(settings, work)


def _write_practice(session: Session, settings: "Settings", write: Write) -> dict[str, int]:
    async def work(backend: "Backend", files: "FileSafe") -> dict[str, int]:
        from kara_tui.backend.whole_practice import export_practice

        return await export_practice(backend, write, files)

    return session.with_files(settings, work)
