"""What is looked at before anything is asked: a lost practice, a folder that cannot be written."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from kara_tui.beside import keys_of, lock_of
from kara_tui.domain.errors import KaraError, StoreUnavailable

_JUST_NOW = timedelta(hours=1)


def require_store(store: Path, backups: Path, now: datetime) -> None:
    """Refuse a key file whose practice is gone: an empty one in its place would look like it.

    Args:
        store: Where the practice should be.
        backups: Where its backups lie.
        now: The time. A key file that was only just made has no practice yet.

    Raises:
        StoreUnavailable: When it is gone; names the newest backup.
    """
    if store.exists() or _is_just_made(store, now):
        return
    from kara_tui.db.own_backups import newest_own

    newest = newest_own(backups, store)
    way = f"Restore the newest backup: kara restore {newest.path}" if newest else "Put it back"
    raise StoreUnavailable(
        f"The key file {keys_of(store)} is there, but its practice, {store}, is gone.",
        f"Nothing was made in its place. {way}"
        f"{'' if newest else f' from a copy of yours: there is no backup in {backups}'}."
        " To begin anew instead, move the key file away.",
    )


def require_writable(folder: Path) -> None:
    """Refuse a folder in which nothing can be written, before anybody chooses a passphrase.

    Raises:
        StoreUnavailable: When it, or the folder in which it would be made, takes no files.
    """
    there = next(one for one in (folder, *folder.parents) if one.exists())
    if not os.access(
        there, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids
    ):
        raise StoreUnavailable(
            f"Nothing can be written in {there}, so no practice can be made or protected there.",
            "Nothing was changed. Let yourself write there, or name another place with --home.",
        )


def _is_just_made(store: Path, now: datetime) -> bool:
    from kara_tui.vault.header_file import read

    # Whoever has ever opened the practice has left this file beside it.
    if lock_of(store).exists():
        return False
    try:
        header, _ = read(keys_of(store))
    except KaraError:
        # What is wrong with the key file is told by whoever opens it.
        return True
    return now - datetime.fromisoformat(header.created) <= _JUST_NOW
