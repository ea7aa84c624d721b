"""Trying a backup as if the machine were lost, and remembering when that was."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kara_tui.db.copying import Progress, no_progress
from kara_tui.db.workshop import hand_over, private_file, workshop
from kara_tui.domain.drills import Drill
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.home import make_private_folder

if TYPE_CHECKING:
    from kara_tui.db.trying_backups import KeyOf
    from kara_tui.domain.backups import Manifest

_LONGEST = 10_000


def drill(
    backup: Path,
    key_of: "KeyOf",
    within: Path,
    record: Path | None,
    now: datetime,
    progress: Progress = no_progress,
) -> "Manifest":
    """Open a backup with nothing but its key, check all of it, and note the date.

    Args:
        backup: The file.
        key_of: Gives the key, as after the loss of the machine: from the recovery code.
        within: Where it may be unpacked for a moment, still encrypted.
        record: Where the date of the last good drill is kept; None to note nothing.
        now: The time.
        progress: Told how far it has come.

    Raises:
        DiskFull: When it does not fit.
        StoreUnavailable: When the backup is damaged, cut off, or of another vault.
        WrongKey: When the code is not its code.
    """
    # Every start asks when the last drill was, and hardly any makes one.
    from kara_tui.db.trying_backups import unpacked

    make_private_folder(within)
    with unpacked(backup, key_of, within, progress) as found:
        if why_not := found.files.why_not_all:
            raise StoreUnavailable(
                f"The backup {backup} opens, but not all that belongs to it is there. {why_not}.",
                "Make a new one: kara backup",
            )
    if record is not None:
        _note(record, Drill(at=now, backup=backup.name))
    return found.manifest


def why_not_noted(backup: Path, store: Path, folder: Path) -> str:
    """Return why a good drill would say nothing of a practice's safety; empty when it does.

    Args:
        backup: The file that is tried.
        store: The practice.
        folder: Where its backups lie.

    Raises:
        StoreUnavailable: When the file is no backup.
    """
    from kara_tui.db.archive import read_manifest
    from kara_tui.db.own_backups import is_own, newest_own

    manifest = read_manifest(backup)
    if not store.exists():
        return f"there is no practice at {store}"
    newest = newest_own(folder, store)
    theirs = read_manifest(newest.path) if newest else manifest
    if not is_own(backup, store) or theirs.practice != manifest.practice:
        return "it is a backup of another practice"
    if newest is not None and manifest.made_at < theirs.made_at:
        return f"a newer one is {newest.path}"
    return ""


def last_drill(record: Path) -> Drill | None:
    """Return the last good drill; None when there was none."""
    with suppress(OSError, msgspec.DecodeError), record.open("rb") as stream:
        return msgspec.json.decode(stream.read(_LONGEST), type=Drill)
    return None


def _note(record: Path, done: Drill) -> None:
    with workshop(record.parent) as bench:
        note = private_file(bench / "drill")
        note.write_bytes(msgspec.json.encode(done))
        hand_over(note, record)
