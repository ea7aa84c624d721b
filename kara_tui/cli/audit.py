"""`kara audit`: whether history is whole, who saw a record, what happened to the practice."""

import asyncio
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from kara_tui.cli import exit_codes
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session

if TYPE_CHECKING:
    from kara_tui.backend.protocol import Backend
    from kara_tui.domain.chain_walk import ChainWalk, Flaw
    from kara_tui.domain.history import Change
    from kara_tui.domain.ids import ClientId
    from kara_tui.operations.base import Operation
    from kara_tui.settings import Settings

_PIECE = 5000


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser(
        "audit", "Show whether history is whole, who saw a record, or what happened to the practice"
    )
    made.option(
        "what",
        choices=["verify", "client", "practice"],
        meaning="the history; one record; when the practice was opened, locked and copied, and its"
        " keys changed",
    )
    made.option("id", nargs="?", default="", meaning="the client's id, after “client”")
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Verify history, or print who has seen a record."""
    options = parser().parse_args(given)
    settings = session.settings(options)
    if options.id and options.what != "client":
        raise UsageProblem(f"“{options.what}” takes no id.", "See kara audit --help.")
    if options.what == "verify":
        return _verify(session, settings, options)
    return _print_entries(session, settings, options)


def client_id_from(text: str) -> "ClientId":
    """Return the client's id that stands on a command line.

    Raises:
        UsageProblem: When it is none.
    """
    from uuid import UUID

    from kara_tui.domain.ids import ClientId

    try:
        return ClientId(UUID(text))
    except ValueError:
        raise UsageProblem(
            f"A client's id is needed, not “{text[:40]}”.", "“kara clients --json” shows the ids."
        ) from None


def _verify(session: Session, settings: "Settings", options: Namespace) -> int:
    async def work(backend: "Backend") -> "ChainWalk":
        from kara_tui.domain.chain_walk import ChainWalk
        from kara_tui.operations.audit import VerifyHistory

        walk = ChainWalk()
        while not walk.done:
            walk = await backend(VerifyHistory(walk=walk))
            session.out.progress(f"{walk.rows:,} entries")
        session.out.end_progress()
        return walk

    walk = session.with_backend(settings, work)
    if options.json:
        told: dict[str, Any] = {"whole": walk.whole, "entries": walk.rows, "head": walk.hash.hex()}
        told |= {"flaws": walk.flaws, "more_flaws": walk.more}
        session.out.json(told)
    else:
        _tell_walk(walk, session)
    return exit_codes.FINE if walk.whole else exit_codes.HISTORY_NOT_WHOLE


def _tell_walk(walk: "ChainWalk", session: Session) -> None:
    for flaw in walk.flaws:
        session.out.line(flaw_words(flaw))
    if walk.more:
        session.out.line(f"… and {walk.more:,} more.")
    if walk.whole:
        session.out.line(f"History is whole: {walk.rows:,} entries, none edited, dropped or moved.")
        session.out.line(f"It ends with {walk.hash.hex()}. Note this down to compare it later.")
    else:
        session.out.line(f"History is NOT as it was written; {walk.rows:,} entries were looked at.")
        if any(one.kind == "no_anchor" for one in walk.flaws):
            session.out.line("Whether entries are missing at its end, nobody can tell.")


def flaw_words(flaw: "Flaw") -> str:
    """Return in one line what is wrong at one place of history."""
    at = f" (says {flaw.at:%Y-%m-%d %H:%M} UTC)" if flaw.at else ""
    several = flaw.last > flaw.first
    which = f"Entries {flaw.first:,} to {flaw.last:,}" if several else f"Entry {flaw.first:,}"
    words = {
        "edited": "it, or the one before it, was edited",
        "dropped": "dropped",
        "reordered": "stands in another place than it was written",
        "added": "bears a number that another entry has",
        "cut_off": "cut off at the end",
        "end": "is the last, and not the one that the anchor names",
        "no_anchor": "is the last, and the anchor that should say so is missing",
    }
    return f"{which}{at}: {words[flaw.kind.value]}."


def _print_entries(session: Session, settings: "Settings", options: Namespace) -> int:
    client_id = client_id_from(options.id) if options.what == "client" else None

    async def work(backend: "Backend") -> "list[Change]":
        found: list[Change] = []
        while True:
            piece = await backend(_asked(client_id, found[-1].seq if found else 0))
            found += piece
            if len(piece) < _PIECE:
                return found
            await asyncio.sleep(0)

    entries = session.with_backend(settings, work)
    if options.json:
        for one in entries:
            session.out.json(one)
        return exit_codes.FINE
    heading = f"Record {client_id} · who saw, changed or copied it"
    _print_pages(entries, heading if client_id else "The practice", session, settings)
    return exit_codes.FINE


def _asked(client_id: "ClientId | None", before: int) -> "Operation[tuple[Change, ...]]":
    from kara_tui.operations.audit import ListAccesses, ListPracticeEvents

    if client_id is None:
        return ListPracticeEvents(before=before, limit=_PIECE)
    return ListAccesses(client_id=client_id, before=before, limit=_PIECE)


def _print_pages(
    entries: "list[Change]", heading: str, session: Session, settings: "Settings"
) -> None:
    from kara_tui.domain.clock import system_clock
    from kara_tui.interchange.access_list import access_pages

    zone = settings.professional.zone
    pages = access_pages(heading, entries, zone, system_clock())
    if session.out.to_terminal:
        for page in pages:
            for line in page:
                session.out.line(line)
    else:
        session.out.raw("\f".join("\n".join(page) + "\n" for page in pages).encode())
