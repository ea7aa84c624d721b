"""`kara backup`: a checked copy of the practice in one file."""

from pathlib import Path

from kara_tui.cli import exit_codes
from kara_tui.cli.backup_words import in_words, megabytes, shown_progress
from kara_tui.cli.noting import note_events
from kara_tui.cli.parser import Parser
from kara_tui.cli.session import Session
from kara_tui.cli.store_keys import key_of_store
from kara_tui.domain.practice_events import Happened, PracticeEvent


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("backup", "Write a checked, encrypted copy of the practice into one file")
    made.option(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        meaning="where to (default: the folder of the setting backup.folder)",
    )
    made.option(
        "--whole",
        action="store_true",
        meaning="put attached files into it, to carry it elsewhere (always with DIR)",
    )
    made.json_option()
    return made


def run(given: list[str], session: Session) -> int:
    """Make a backup."""
    options = parser().parse_args(given)
    settings = session.settings(options)
    key = key_of_store(session, settings)
    from kara_tui.db.archive import read_manifest
    from kara_tui.db.backup import Source, take_backup
    from kara_tui.db.schema import NEWEST
    from kara_tui.domain.clock import system_clock

    folder = (options.folder or settings.backup_folder).expanduser().absolute()
    made = take_backup(
        Source(settings.store, key),
        folder,
        system_clock(),
        shown_progress(session.out),
        whole=options.whole or options.folder is not None,
    )
    manifest = read_manifest(made.path)
    if manifest.schema == NEWEST:
        # An older store is brought up to date when it is opened, not because it was copied.
        note_events(settings, key, Happened(PracticeEvent.BACKUP_MADE))
    if options.json:
        session.out.json({"file": str(made.path), "manifest": manifest})
    else:
        size = megabytes(made.path.stat().st_size)
        session.out.line(f"{made.path}: {size}, {in_words(manifest)}. Every page was checked.")
    return exit_codes.FINE
