"""`kara rescue`: what can be read of a damaged store, written into a new one."""

from dataclasses import replace
from pathlib import Path

from kara_tui.beside import bare_key_of
from kara_tui.cli import exit_codes
from kara_tui.cli.backup_words import shown_progress
from kara_tui.cli.parser import Parser
from kara_tui.cli.session import Session
from kara_tui.cli.store_keys import key_of_store
from kara_tui.domain.rescuing import TableRescued


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
    if options.json:
        session.out.json({"store": str(out), "rescued": rescued})
    else:
        session.out.line(f"{rescued.damaged:,} of {rescued.pages:,} pages could not be read.")
        for one in rescued.tables:
            session.out.line(f"{one.name:<20}{one.saved:>9,} rows saved   {_lost(one)}")
        session.out.line(f"What was saved lies in {out}. Open it with: kara --store {out}")
    return exit_codes.FINE if rescued.is_complete else exit_codes.SOME_RECORDS


def _lost(table: TableRescued) -> str:
    if table.lost is None:
        return "nothing says how many there were"
    return f"{table.lost:,} lost" if table.lost else ""


def _hand_on_bare_key(damaged: Path, out: Path) -> None:
    import shutil

    if bare_key_of(damaged).exists():
        shutil.copy(bare_key_of(damaged), bare_key_of(out))
