"""Putting a backup in place, where there is no store yet."""

from pathlib import Path

from kara_tui.beside import attachments_of, keys_of, shm_of, wal_of
from kara_tui.db.archive import key_file_in
from kara_tui.db.backup_files import bring_file
from kara_tui.db.copying import Progress, no_progress
from kara_tui.db.file_faults import file_faults_told
from kara_tui.db.sealed_files import sealed_file
from kara_tui.db.trying_backups import KeyOf, unpacked
from kara_tui.db.workshop import hand_over
from kara_tui.domain.backups import FILES, Manifest
from kara_tui.domain.errors import NotAllowedNow, StoreUnavailable
from kara_tui.home import make_private_folder


def require_free_place(store: Path, known_keys: bytes | None = None) -> None:
    """Refuse a place where a store, or a part of one, lies already.

    Args:
        store: The place.
        known_keys: A key file with just this content is not in the way: an earlier attempt
            was cut short.

    Raises:
        NotAllowedNow: Then; says what is in the way.
    """
    keys = keys_of(store)
    for one in (store, wal_of(store), shm_of(store), keys):
        if one == keys and known_keys is not None and _holds(keys, known_keys):
            continue
        if one.exists() or one.is_symlink():
            raise NotAllowedNow(
                f"{one} exists already, and a backup is never restored over anything.",
                "Nothing was changed. Name another place with --store, or move that file away.",
            )


def restore_backup(
    backup: Path,
    store: Path,
    key_of: KeyOf,
    progress: Progress = no_progress,
    *,
    incomplete: bool = False,
) -> Manifest:
    """Put the practice of a backup in a free place, with its key file beside it.

    Everything is checked before the first file appears there. Attached files that lie there
    already, as they should be, are left.

    Args:
        backup: The file.
        store: The place.
        key_of: Gives the key of its day.
        progress: Told how far it has come.
        incomplete: Whether to go on when attached files of the backup are missing or damaged.

    Raises:
        DiskFull: When it does not fit.
        NotAllowedNow: When something is in the way.
        StoreUnavailable: When the backup is damaged, cut off, or of another vault.
        WrongKey: When the key is not its key.
    """
    require_free_place(store, key_file_in(backup))
    with file_faults_told("The unpacked backup", store.parent):
        make_private_folder(store.parent)
        with unpacked(backup, key_of, store.parent, progress) as found:
            require_free_place(store, found.keys.read_bytes() if found.keys else None)
            if found.files.why_not_all and not incomplete:
                raise _incomplete(backup, found.files.why_not_all)
            for file_id, path in found.files.whole.items():
                bring_file(path, sealed_file(attachments_of(store), file_id))
            # The store last: it is what says that there is a practice here.
            if found.keys is not None:
                hand_over(found.keys, keys_of(store))
            hand_over(found.store, store)
    return found.manifest


def _incomplete(backup: Path, why: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"Not all that belongs to the backup {backup} is there. {why}.",
        f"Nothing was changed. Bring the folder “{FILES}” that lay beside it, or restore what"
        " there is with --incomplete.",
    )


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes() == content
