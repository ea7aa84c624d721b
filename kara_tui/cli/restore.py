"""`kara restore`: a backup put in place, where there is no practice yet."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.beside import bare_key_of
from kara_tui.cli import exit_codes
from kara_tui.cli.backup_words import described, in_words, shown_progress
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.cli.store_keys import add_code_option, key_by_any_secret

if TYPE_CHECKING:
    from kara_tui.settings import Settings


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("restore", "Put a backup in place, where there is no practice yet")
    made.option("file", type=Path, metavar="FILE", meaning="the backup")
    made.option("--yes", action="store_true", meaning="do not ask")
    add_code_option(made)
    return made


def run(given: list[str], session: Session) -> int:
    """Restore a backup."""
    options = parser().parse_args(given)
    settings = session.settings(options)
    from kara_tui.db.archive import key_file_in, read_manifest
    from kara_tui.db.restoring import require_free_place, restore_backup

    file = options.file.expanduser().absolute()
    for line in described(read_manifest(file)):
        session.out.line(line)
    require_free_place(settings.store, key_file_in(file))
    if not options.yes and not _agreed(session, settings.store):
        session.out.note("Nothing was restored.")
        return exit_codes.FINE
    key_of = key_by_any_secret(options, session, _bare_key_file(settings))
    manifest = restore_backup(file, settings.store, key_of, shown_progress(session.out))
    session.out.line(f"Restored to {settings.store}: {in_words(manifest)}.")
    return exit_codes.FINE


def _agreed(session: Session, place: Path) -> bool:
    if not sys.stdin.isatty():
        raise UsageProblem("There is nobody to ask.", "Say --yes to restore without a question.")
    session.out.flush()
    return input(f"Restore it to {place}? (y/N) ").strip().lower() in {"y", "yes"}


def _bare_key_file(settings: "Settings") -> Path:

    return bare_key_of(settings.store)
