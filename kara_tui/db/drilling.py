"""Trying a backup as if the machine were lost, and remembering when that was."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from kara_tui.db.copying import Progress, no_progress
from kara_tui.db.trying_backups import KeyOf, unpacked
from kara_tui.db.workshop import hand_over, private_file, workshop
from kara_tui.domain.backups import Manifest
from kara_tui.domain.drills import Drill
from kara_tui.home import make_private_folder

_LONGEST = 10_000


def drill(
    backup: Path,
    key_of: KeyOf,
    within: Path,
    record: Path,
    now: datetime,
    progress: Progress = no_progress,
) -> Manifest:
    """Open a backup with nothing but its key, check all of it, and note the date.

    Args:
        backup: The file.
        key_of: Gives the key, as after the loss of the machine: from the recovery code.
        within: Where it may be unpacked for a moment, still encrypted.
        record: Where the date of the last good drill is kept.
        now: The time.
        progress: Told how far it has come.

    Raises:
        DiskFull: When it does not fit.
        StoreUnavailable: When the backup is damaged, cut off, or of another vault.
        WrongKey: When the code is not its code.
    """
    make_private_folder(within)
    with unpacked(backup, key_of, within, progress) as found:
        pass
    _note(record, Drill(at=now, backup=backup.name))
    return found.manifest


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
