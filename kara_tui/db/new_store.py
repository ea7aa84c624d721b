"""A new store: made whole under another name, so that no power cut leaves an empty one."""

import secrets
from pathlib import Path

from kara_tui.db.engine import open_engine
from kara_tui.db.schema import bring_up_to_date
from kara_tui.disk import sync


def make_store(path: Path, key: bytes) -> None:
    """Make an empty store at `path`, unless there is a file already.

    Args:
        path: The store's file; its folder must exist for a store to be made.
        key: 32 bytes that open it from then on.

    Raises:
        StoreUnavailable: When it cannot be written.
    """
    if path.exists() or path.is_symlink() or not path.parent.is_dir():
        return
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(6)}.new")
    try:
        engine = open_engine(unfinished, key)
        try:
            bring_up_to_date(engine)
        finally:
            # The last connection takes its log into the file.
            engine.dispose()
        sync(unfinished)
        _put_in_place(unfinished, path)
        sync(path.parent)
    finally:
        for ending in ("", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _put_in_place(unfinished: Path, path: Path) -> None:
    # A link is never put over what another program made meanwhile.
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        return
