"""Putting the key file alone back beside a store, out of a backup."""

from datetime import datetime
from pathlib import Path

from kara_tui.beside import keys_of
from kara_tui.db.archive import key_file_in
from kara_tui.db.faults import faults_told
from kara_tui.db.file_faults import file_faults_told
from kara_tui.db.quiet import looking_into
from kara_tui.db.trying_backups import KeyOf
from kara_tui.db.workshop import hand_over, private_file, workshop
from kara_tui.domain.backups import stamp
from kara_tui.domain.errors import NotAllowedNow, StoreUnavailable


def put_key_file_back(backup: Path, store: Path, key_of: KeyOf, now: datetime) -> Path | None:
    """Put the key file of a backup beside a store that it opens.

    Args:
        backup: The file.
        store: The store whose key file is lost or damaged; it is only read.
        key_of: Gives the key, from a passphrase or a code of the backup's day.
        now: The time.

    Returns:
        Where the key file went that lay there; None when there was none.

    Raises:
        NotAllowedNow: When there is no store, or the same key file is there already.
        StoreUnavailable: When the backup is damaged, or its key file does not open the store.
        WrongKey: When the passphrase or the code is not that of the backup.
    """
    content, place = key_file_in(backup), keys_of(store)
    if content is None:
        raise NotAllowedNow(
            f"The backup {backup} holds no key file.", "It is of a practice without a passphrase."
        )
    if not store.exists():
        raise NotAllowedNow(
            f"There is no store at {store} that a key file could open.",
            "Restore all of the backup: leave --key-file out.",
        )
    with file_faults_told("The key file", store.parent), workshop(store.parent) as bench:
        made = private_file(bench / "keys")
        made.write_bytes(content)
        _require_fitting(store, key_of(made))
        aside = _moved_aside(place, content, now)
        hand_over(made, place)
    return aside


def _require_fitting(store: Path, key: bytes) -> None:
    try:
        with faults_told(store), looking_into(store, key, still=False) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except StoreUnavailable:
        raise StoreUnavailable(
            f"The key file of this backup does not open {store}.",
            "Nothing was changed. It may be of another practice, or of a time before everything"
            " was encrypted with a new key: take a newer backup, or restore all of it.",
        ) from None


def _moved_aside(place: Path, content: bytes, now: datetime) -> Path | None:
    if not place.exists() and not place.is_symlink():
        return None
    if place.is_file() and place.read_bytes() == content:
        raise NotAllowedNow(
            f"{place} is the key file of this backup already.", "Nothing was changed."
        )
    aside = place.with_name(f"{place.name}.before-{stamp(now)}")
    place.replace(aside)
    return aside
