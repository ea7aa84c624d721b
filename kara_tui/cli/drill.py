"""`kara drill`: a backup tried as if the machine were lost."""

from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.beside import bare_key_of
from kara_tui.cli import exit_codes
from kara_tui.cli.backup_words import described, shown_progress
from kara_tui.cli.parser import Parser
from kara_tui.cli.session import Session
from kara_tui.cli.store_keys import add_code_option, key_by_code
from kara_tui.domain.errors import NotFound

if TYPE_CHECKING:
    from kara_tui.settings import Settings


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("drill", "Try a backup with the recovery code, and note that it was good")
    made.option(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        meaning="the backup (default: the newest one)",
    )
    add_code_option(made)
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Try a backup."""
    options = parser().parse_args(given)
    settings = session.settings(options)
    from kara_tui.beside import backups_of, drill_of
    from kara_tui.db.drilling import drill, why_not_noted
    from kara_tui.domain.clock import system_clock

    file = (options.file or _newest(settings)).expanduser().absolute()
    why_not = why_not_noted(file, settings.store, settings.backup_folder)
    manifest = drill(
        file,
        key_by_code(options, session, bare_key_of(settings.store)),
        backups_of(settings.store),
        None if why_not else drill_of(settings.store),
        system_clock(),
        shown_progress(session.out),
    )
    if options.json:
        session.out.json({"file": str(file), "noted": not why_not, "manifest": manifest})
        return exit_codes.FINE
    for line in described(manifest):
        session.out.line(line)
    session.out.line(f"Good: {file} opens, and everything in it is as it was written.")
    if why_not:
        session.out.note(f"It does not count as a drill of your practice: {why_not}.")
    return exit_codes.FINE


def _newest(settings: "Settings") -> Path:
    from kara_tui.db.own_backups import newest_own

    if newest := newest_own(settings.backup_folder, settings.store):
        return newest.path
    raise NotFound(
        f"There is no backup of this practice in {settings.backup_folder}.",
        "Make one with “kara backup”, or name a file.",
    )
