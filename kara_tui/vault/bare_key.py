"""A key that lies bare in a file beside its store: for made-up practices, which have no secrets.

A practice of real people has a vault instead (see `header_file.py`).
"""

import os
import secrets
import stat
from pathlib import Path

from kara_tui.beside import bare_key_of
from kara_tui.disk import sync
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.home import make_private_folder

KEY_BYTES = 32


def bare_key_for(store: Path) -> bytes:
    """Return the bare key of a store; a store that does not exist yet is given a new one.

    Raises:
        StoreUnavailable: When the store exists and its key does not, or when the key
            file cannot be trusted. Nothing is made or changed then.
    """
    path = bare_key_of(store)
    if path == store:
        raise StoreUnavailable(
            f"The store {store} has the name of a key file.", "Give it another ending, such as .db."
        )
    try:
        if not path.exists() and not path.is_symlink():
            _make(store, path)
        return read_bare_key(path)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise StoreUnavailable(
            f"The key file {path} cannot be used: {reason}.",
            "Check that its folder exists and that you may read and write there.",
        ) from None


def _make(store: Path, path: Path) -> None:
    # Looked at in this order: another program makes the key first and its store afterwards.
    if store.exists() and not path.exists():
        raise StoreUnavailable(
            f"The key file {path} is missing, and without it the store {store} cannot be opened.",
            "Nothing was changed. Put a copy of it back, or name another store.",
        )
    make_private_folder(path.parent)
    # Written under another name first: no crash and no second program ever meets half a key.
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        _write(draft, secrets.token_bytes(KEY_BYTES))
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)
    sync(path.parent)


def _write(path: Path, key: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(key)
        stream.flush()
        os.fsync(stream.fileno())


def read_bare_key(path: Path) -> bytes:
    """Return what a key file holds.

    Raises:
        StoreUnavailable: When others may read it, or it is damaged.
        OSError: When it cannot be read.
    """
    with path.open("rb") as stream:
        mode = stat.S_IMODE(os.fstat(stream.fileno()).st_mode)
        key = stream.read(KEY_BYTES + 1)
    # Refused and not repaired: who could read the key may have read it, and should be known.
    if mode & 0o077:
        raise StoreUnavailable(
            f"Others on this machine may read the key file {path}.",
            f"Nothing was opened. Run: chmod 600 {path}",
        )
    if len(key) != KEY_BYTES:
        raise StoreUnavailable(
            f"The key file {path} is damaged: it does not hold {KEY_BYTES} bytes.",
            "Nothing was opened. Put a copy of it back.",
        )
    return key
