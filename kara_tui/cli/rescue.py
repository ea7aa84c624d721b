"""`kara rescue`: what can be read of a damaged store, written into a new one."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.beside import bare_key_of
from kara_tui.cli import exit_codes
from kara_tui.cli.backup_words import shown_progress
from kara_tui.cli.noting import note_events
from kara_tui.cli.parser import Parser
from kara_tui.cli.session import Session
from kara_tui.cli.store_keys import key_of_store
from kara_tui.domain.practice_events import Happened, PracticeEvent
from kara_tui.domain.rescuing import Rescued, TableRescued

if TYPE_CHECKING:
    from kara_tui.settings import Settings


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("rescue", "Save what can be read of a damaged store into a new one")
    made.option("damaged", type=Path, metavar="STORE", meaning="the damaged store; never changed")
    made.option("out", type=Path, metavar="OUT", meaning="the new store, which must not exist yet")
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Rescue a store."""
    options = parser().parse_args(given)
    damaged = options.damaged.expanduser().absolute()
    out = options.out.expanduser().absolute()
    settings = replace(session.settings(options), store=damaged)
    key = key_of_store(session, settings)
    from kara_tui.db.rescue import rescue

    rescued = rescue(damaged, key, out, shown_progress(session.out))
    _hand_on_bare_key(damaged, out)
    _note(replace(settings, store=out), key)
    if options.json:
        session.out.json({"store": str(out), "rescued": rescued})
    else:
        session.out.line(f"{rescued.damaged:,} of {rescued.pages:,} pages could not be read.")
        for one in rescued.tables:
            session.out.line(f"{one.name:<20}{one.saved:>9,} rows saved   {_lost(one)}")
        for words in _lost_in_words(rescued):
            session.out.line(words)
        session.out.line(f"What was saved lies in {out}. Open it with: kara --store {out}")
    return exit_codes.FINE if rescued.is_complete else exit_codes.SOME_RECORDS


def _lost_in_words(rescued: Rescued) -> tuple[str, ...]:
    """Return what the lost rows mean, where that is more than a number."""
    said = []
    if rescued.anchor_lost:
        said.append(
            "The anchor of history is lost, which said where it ends: if its newest entries are"
            " lost too, nobody can tell. The last one that was saved is the anchor now."
        )
    if any(one.name == "changes" and one.lost != 0 for one in rescued.tables):
        said.append("Entries of history are lost: “kara audit verify” names the gaps.")
    return tuple(said)


def _lost(table: TableRescued) -> str:
    if table.lost is None:
        return "nothing says how many there were"
    return f"{table.lost:,} lost" if table.lost else ""


def _note(settings: "Settings", key: bytes) -> None:
    from kara_tui.db.contents import contents_of
    from kara_tui.db.quiet import looking_into
    from kara_tui.db.schema import NEWEST

    with looking_into(settings.store, key, still=False) as connection:
        is_newest = contents_of(connection).schema == NEWEST
    if is_newest:
        # An older store is brought up to date when it is opened, not because it was saved.
        note_events(settings, key, Happened(PracticeEvent.RESCUED))


def _hand_on_bare_key(damaged: Path, out: Path) -> None:
    import shutil

    if bare_key_of(damaged).exists():
        shutil.copy(bare_key_of(damaged), bare_key_of(out))
