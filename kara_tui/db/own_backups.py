"""Which backups are of one practice: told without any key, by the vault that they belong to."""

from contextlib import suppress
from pathlib import Path

from kara_tui.beside import bare_key_of, keys_of
from kara_tui.db.archive import key_file_in
from kara_tui.db.backup import backups_in
from kara_tui.domain.backups import Backup
from kara_tui.domain.errors import StoreUnavailable, VaultDamaged


def newest_own(folder: Path, store: Path) -> Backup | None:
    """Return the newest readable backup in a folder that is of the practice of a store."""
    return next((one for one in backups_in(folder) if is_own(one.path, store)), None)


def is_own(backup: Path, store: Path) -> bool:
    """Tell whether a backup is of the practice of a store.

    Where the store's key file is lost or damaged nobody can tell; then it may be.
    """
    try:
        theirs = key_file_in(backup)
    except StoreUnavailable:
        return False
    if bare_key_of(store).exists():
        return theirs is None
    ours = _vault_of(_content(keys_of(store)))
    return theirs is not None and (ours is None or ours == _vault_of(theirs))


def _content(file: Path) -> bytes:
    with suppress(OSError):
        return file.read_bytes()
    return b""


def _vault_of(key_file: bytes) -> bytes | None:
    from kara_tui.vault.header import from_bytes

    try:
        return from_bytes(key_file)[0].vault_id
    except VaultDamaged:
        return None
