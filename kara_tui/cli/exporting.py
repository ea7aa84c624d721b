"""`kara export clients`: clients written to a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser
from kara_tui.cli.session import Session
from kara_tui.cli.stages import add_stage_option, stages_of

if TYPE_CHECKING:
    from kara_tui.settings import Settings

STDOUT = "-"


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("export", "Write clients to a file that “kara import” reads back")
    made.option("what", choices=["clients"], meaning="what to write")
    made.option(
        "--format", required=True, choices=["csv", "json", "vcard"], meaning="json is FHIR R4"
    )
    add_stage_option(made, everybody=True)
    made.option(
        "--output",
        default=STDOUT,
        metavar="FILE",
        meaning="where to; - for standard output (default)",
    )
    return made


def run(given: list[str], session: Session) -> int:
    """Write the clients; a file appears only when it is complete."""
    options = parser().parse_args(given)
    settings = session.settings(options)
    stages = options.stage
    if options.output == STDOUT:
        _export(session, settings, options.format, stages, session.out.raw)
        return exit_codes.FINE
    from kara_tui.cli.whole_file import writing_whole

    path = Path(options.output).expanduser()
    with writing_whole(path) as write:
        done = _export(session, settings, options.format, stages, write)
    session.out.note(f"{done:,} clients are written to {path}. Nothing in it is encrypted.")
    return exit_codes.FINE


def _export(
    session: Session,
    settings: "Settings",
    kind: str,
    stage: str,
    write: Callable[[bytes], object],
) -> int:
    from kara_tui.backend.protocol import Backend
    from kara_tui.interchange.formats import Format
    from kara_tui.workflows.export_clients import export_clients

    async def work(backend: Backend) -> int:
        done = 0
        async for done in export_clients(backend, Format(kind), stages_of(stage), write):
            session.out.progress(f"{done:,} clients")
        session.out.end_progress()
        return done

    return session.with_backend(settings, work)
