"""Backups that make themselves: one a day when something changed, old ones let go by rule."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from kara_tui.db.archive import read_manifest
from kara_tui.db.backup import Source, backups_in, take_backup
from kara_tui.db.contents import mark_of, practice_of, table_names
from kara_tui.db.faults import faults_told
from kara_tui.db.quiet import looking_into
from kara_tui.domain.backups import Backup, Manifest
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.retention import kept


def back_up_when_due(
    source: Source, folder: Path, now: datetime, zone: tzinfo = UTC
) -> Backup | None:
    """Make the backup of the day, if none was made and something changed since the last one.

    Then let go the ones that the rule no longer keeps.

    Raises:
        DiskFull: When it does not fit; nothing is let go then.
        StoreUnavailable: When it cannot be made.
    """
    practice, mark = _practice_and_mark(source)
    newest = next(iter(_backups_of(practice, folder)), None)
    if newest is not None:
        last, manifest = newest
        if last.made_at.astimezone(zone).date() >= now.astimezone(zone).date():
            return None
        if manifest.mark == mark:
            return None
    made = take_backup(source, folder, now)
    let_go(folder, practice, now, zone)
    return made


def let_go(folder: Path, practice: str, now: datetime, zone: tzinfo = UTC) -> tuple[Path, ...]:
    """Delete the backups of a practice that the rule no longer keeps; return them.

    Backups of other practices, and files that cannot be read as backups, stay.
    """
    found = [one for one, _ in _backups_of(practice, folder)]
    keep = kept((one.made_at for one in found), now, zone)
    gone = []
    for one in found:
        if one.made_at not in keep:
            with suppress(OSError):
                one.path.unlink()
                gone.append(one.path)
    return tuple(gone)


def _practice_and_mark(source: Source) -> tuple[str, str]:
    with (
        faults_told(source.store),
        looking_into(source.store, source.key, still=False) as connection,
    ):
        names = table_names(connection)
        return practice_of(connection, names), mark_of(connection, names)


def _backups_of(practice: str, folder: Path) -> Iterator[tuple[Backup, Manifest]]:
    """Give the readable backups of a practice, newest first."""
    for one in backups_in(folder):
        with suppress(StoreUnavailable):
            manifest = read_manifest(one.path)
            if manifest.practice == practice:
                yield one, manifest
