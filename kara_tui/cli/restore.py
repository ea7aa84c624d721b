"""`kara restore`: a backup put in place, where there is no practice yet."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.beside import bare_key_of, keys_of
from kara_tui.cli import exit_codes
from kara_tui.cli.backup_words import described, in_words, shown_progress
from kara_tui.cli.noting import note_events
from kara_tui.cli.parser import Parser
from kara_tui.cli.problems import UsageProblem
from kara_tui.cli.session import Session
from kara_tui.cli.store_keys import add_code_option, key_by_any_secret
from kara_tui.domain.practice_events import Happened, PracticeEvent

if TYPE_CHECKING:
    from kara_tui.settings import Settings


def parser() -> Parser:
    """Return the parser of the command."""
    made = Parser("restore", "Put a backup in place, where there is no practice yet")
    made.option("file", type=Path, metavar="FILE", meaning="the backup")
    made.option(
        "--key-file",
        action="store_true",
        meaning="put back the key file alone, for a practice whose own is lost or damaged",
    )
    made.option(
        "--incomplete",
        action="store_true",
        meaning="go on although attached files of the backup are missing or damaged",
    )
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
    if options.key_file:
        return _restore_key_file(file, options, session, settings)
    require_free_place(settings.store, key_file_in(file))
    if not options.yes and not _agreed(session, settings.store):
        return exit_codes.FINE
    ask = key_by_any_secret(options, session, bare_key_of(settings.store))
    key = b""

    def key_of(keys: Path | None) -> bytes:
        nonlocal key
        key = ask(keys)
        return key

    manifest = restore_backup(
        file,
        settings.store,
        key_of,
        shown_progress(session.out),
        incomplete=options.incomplete,
    )
    note_events(settings, key, Happened(PracticeEvent.BACKUP_RESTORED))
    session.out.line(f"Restored to {settings.store}: {in_words(manifest)}.")
    return exit_codes.FINE


def _restore_key_file(
    file: Path, options: Namespace, session: Session, settings: "Settings"
) -> int:
    from kara_tui.db.key_file_back import put_key_file_back
    from kara_tui.domain.clock import system_clock

    keys = keys_of(settings.store)
    if not options.yes and not _agreed(session, keys):
        return exit_codes.FINE
    ask = key_by_any_secret(options, session, bare_key_of(settings.store))
    aside = put_key_file_back(file, settings.store, ask, system_clock())
    session.out.line(f"{keys} is that of the backup now, and it opens {settings.store}.")
    if aside is not None:
        session.out.line(f"The one that lay there is kept as {aside}.")
    session.out.note("The practice opens with the passphrase and the code of the backup's day.")
    return exit_codes.FINE


def _agreed(session: Session, place: Path) -> bool:
    if not sys.stdin.isatty():
        raise UsageProblem("There is nobody to ask.", "Say --yes to restore without a question.")
    session.out.flush()
    agreed = input(f"Restore it to {place}? (y/N) ").strip().lower() in {"y", "yes"}
    if not agreed:
        session.out.note("Nothing was restored.")
    return agreed
