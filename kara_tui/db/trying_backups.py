"""Opening a backup in a private folder to see whether it is good for anything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kara_tui.db.archive import read_manifest, unpack
from kara_tui.db.backup import checked_contents
from kara_tui.db.backup_files import FoundFiles, find_files
from kara_tui.db.copying import Progress, no_progress
from kara_tui.db.file_faults import file_faults_told
from kara_tui.db.workshop import workshop
from kara_tui.domain.backups import KEYS, STORE, Manifest
from kara_tui.domain.errors import StoreUnavailable

KeyOf = Callable[[Path | None], bytes]
"""Returns the store's key for the key file of a vault; for None, where there is no vault."""


@dataclass(frozen=True)
class Unpacked:
    """A backup that was opened and found whole."""

    manifest: Manifest
    store: Path
    keys: Path | None
    files: FoundFiles
    key: bytes = field(repr=False)


@contextmanager
def unpacked(
    backup: Path, key_of: KeyOf, within: Path, progress: Progress = no_progress
) -> Iterator[Unpacked]:
    """Give what a backup holds, in files that are gone after the block.

    Hashes, seals and counts have all been compared by then.

    Raises:
        DiskFull: When it does not fit.
        StoreUnavailable: When it is damaged, cut off, or of another vault.
        WrongKey: When the key is not its key.
    """
    manifest = read_manifest(backup)
    with file_faults_told("The unpacked backup", within), workshop(within) as bench:
        made = unpack(backup, manifest, bench, progress)
        if STORE not in made:
            raise StoreUnavailable(
                f"The backup {backup} holds no practice.", "Nothing was changed. Take another one."
            )
        key = key_of(made.get(KEYS))
        _compare(backup, manifest, made[STORE], key, progress)
        files = find_files(backup, manifest, made, key, made[STORE], progress)
        yield Unpacked(manifest, made[STORE], made.get(KEYS), files, key)


def _compare(backup: Path, manifest: Manifest, store: Path, key: bytes, progress: Progress) -> None:
    try:
        contents = checked_contents(store, key, progress)
    except StoreUnavailable:
        raise StoreUnavailable(
            f"The practice in the backup {backup} does not open with this key, or is damaged.",
            "It may be of another vault. Nothing was changed; take another backup.",
        ) from None
    if contents.tables != manifest.tables or contents.schema != manifest.schema:
        raise StoreUnavailable(
            f"The backup {backup} holds something else than it says.",
            "Nothing was changed. Take another backup.",
        )
