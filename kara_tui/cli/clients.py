"""`kara clients`: a list of clients, to read or to pass on."""

import shutil
from argparse import Namespace
from typing import TYPE_CHECKING

from kara_tui.cli import exit_codes
from kara_tui.cli.client_table import ClientTable
from kara_tui.cli.parser import Parser, whole_number
from kara_tui.cli.session import Session
from kara_tui.cli.stages import add_stage_option, stages_of
from kara_tui.domain.listing import SortBy

if TYPE_CHECKING:
    from kara_tui.backend.protocol import Backend

FIRST = 50
"""So many clients are shown when nobody says how many."""


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("clients", "Show a list of clients")
    add_stage_option(made, everybody=False)
    made.option("--search", default="", metavar="TEXT", meaning="only who is found by this")
    made.option(
        "--sort",
        choices=[one.value for one in SortBy],
        default=SortBy.NAME.value,
        metavar="COLUMN",
        meaning=f"{', '.join(SortBy)} (default: name)",
    )
    made.option("--descending", action="store_true", meaning="last one first")
    made.option(
        "--limit", type=whole_number, metavar="N", meaning=f"how many at most (default: {FIRST})"
    )
    made.option("--all", action="store_true", meaning="all of them")
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Show the list."""
    options = parser().parse_args(given)

    async def work(backend: "Backend") -> None:
        await _show(backend, options, session)

    session.with_backend(session.settings(options), work)
    return exit_codes.FINE


async def _show(backend: "Backend", options: Namespace, session: Session) -> None:
    from kara_tui.domain.clock import system_clock
    from kara_tui.operations.clients import CountClients, ListClients
    from kara_tui.workflows.windows import WINDOW, client_windows

    stages = stages_of(options.stage)
    asked = ListClients(
        stages=stages,
        search=options.search,
        sort_by=SortBy(options.sort),
        descending=options.descending,
        limit=WINDOW,
    )
    most = None if options.all else options.limit or FIRST
    width = shutil.get_terminal_size().columns if session.out.to_terminal else None
    table = ClientTable(system_clock().astimezone().date(), width)
    shown = 0
    async for rows in client_windows(backend, asked, most):
        if options.json:
            for row in rows:
                session.out.json(row)
        else:
            for line in table.lines(rows):
                session.out.line(line)
        shown += len(rows)
    if options.json:
        return
    if not shown:
        session.out.note("Nobody is found." if options.search else "Nobody is in this list.")
    elif most is not None and shown == most:
        total = await backend(CountClients(stages=stages, search=options.search))
        if total > shown:
            session.out.note(f"{shown:,} of {total:,} are shown. --all shows everybody.")
