"""Backups that make themselves: of each day, of each change of keys; old ones let go by rule."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from kara_tui.db.archive import read_manifest
from kara_tui.db.backup import Source, backups_in, take_backup
from kara_tui.db.backup_files import let_go_files
from kara_tui.db.contents import mark_of, practice_of, table_names
from kara_tui.db.copying import Progress, no_progress
from kara_tui.db.faults import faults_told
from kara_tui.db.quiet import looking_into
from kara_tui.domain.backups import KEYS, Backup, Manifest
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.retention import kept

LEAVING_AFTER = timedelta(hours=4)
"""So old the backup of the day may be when somebody leaves; then their day's work gets one too."""


def back_up_when_due(
    source: Source,
    folder: Path,
    now: datetime,
    zone: tzinfo = UTC,
    *,
    leaving: bool = False,
    progress: Progress = no_progress,
) -> Backup | None:
    """Make the backup of the day, if none was made and something changed since the last one.

    One is made at once when the newest opens by another passphrase, code or key than the
    practice does now. Then let go the ones that the rule no longer keeps.

    Args:
        source: What is backed up.
        folder: Where backups lie.
        now: The time.
        zone: Where the professional's days begin and end.
        leaving: Whether the day's work is done: then a backup of this morning is not enough.
        progress: Told how far it has come.

    Raises:
        DiskFull: When it does not fit; nothing is let go then.
        StoreUnavailable: When it cannot be made.
    """
    practice, mark = _practice_and_mark(source)
    newest = next(iter(_backups_of(practice, folder)), None)
    if newest is not None and _opens_as_now(source, newest[1]):
        last, manifest = newest
        today = last.made_at.astimezone(zone).date() >= now.astimezone(zone).date()
        is_enough = today and not (leaving and now - last.made_at >= LEAVING_AFTER)
        if is_enough or manifest.mark == mark:
            return None
    made = take_backup(source, folder, now, progress)
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
    let_go_files(folder, practice)
    return tuple(gone)


def _opens_as_now(source: Source, manifest: Manifest) -> bool:
    """Tell whether a backup holds the key file as it is now, and so opens by the same secrets."""
    keys, member = source.key_file(), manifest.member(KEYS)
    if keys is None or member is None:
        return (keys is None) == (member is None)
    return hashlib.sha256(keys).hexdigest() == member.sha256


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
