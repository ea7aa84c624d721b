"""What lies beside a store, and what it is called."""

from pathlib import Path


def keys_of(store: Path) -> Path:
    """Return where the key file of a store's vault lies."""
    return store.with_suffix(".keys")


def guesses_of(store: Path) -> Path:
    """Return where wrong guesses at its passphrase are counted."""
    return store.with_suffix(".guesses")


def bare_key_of(store: Path) -> Path:
    """Return where the key of a made-up practice lies bare."""
    return store.with_suffix(".bare-key")


def old_key_of(store: Path) -> Path:
    """Return where the first version of the program kept the key of every store."""
    return store.with_suffix(".key")


def lock_of(store: Path) -> Path:
    """Return the file whose locks tell who has the store open."""
    return store.with_suffix(".lock")


def wal_of(store: Path) -> Path:
    """Return where SQLite puts what it has not taken into the store yet."""
    return store.with_name(f"{store.name}-wal")


def shm_of(store: Path) -> Path:
    """Return where SQLite keeps the index of that."""
    return store.with_name(f"{store.name}-shm")


def ballast_of(store: Path) -> Path:
    """Return where the room for the last note is kept free."""
    return store.with_suffix(".ballast")


def drill_of(store: Path) -> Path:
    """Return where it is written when a backup was last tried."""
    return store.with_suffix(".drill")


def checked_of(store: Path) -> Path:
    """Return where it is written when every page and index were last checked."""
    return store.with_suffix(".checked")


def backups_of(store: Path) -> Path:
    """Return the folder of a store's backups when no other one is set."""
    return store.parent / "backups"


def attachments_of(store: Path) -> Path:
    """Return the folder in which the sealed files of its clients lie."""
    return store.with_suffix(".attachments")
