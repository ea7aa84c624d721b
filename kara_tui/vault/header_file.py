"""The key file beside the store: `practice.keys` beside `practice.db`."""

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kara_tui.domain.errors import NotAllowedNow, StoreUnavailable, VaultDamaged
from kara_tui.home import make_private_folder
from kara_tui.vault.argon import FLOOR, Work
from kara_tui.vault.derivation import DataKey
from kara_tui.vault.header import LONGEST, PUT_BACK, Header, from_bytes, is_proven, to_bytes
from kara_tui.vault.private_file import locked_folder, read_whole, replace_with


def read(path: Path, floor: Work = FLOOR) -> tuple[Header, bytes]:
    """Return what a key file says and its MAC, which nobody has proven yet.

    Raises:
        StoreUnavailable: When it is missing, or others may read or change it.
        VaultDamaged: When it is not as this program writes it.
    """
    with _told(path):
        content = read_whole(path, LONGEST)
    if len(content) > LONGEST:
        raise VaultDamaged(
            "The key file is damaged: it is too long.",
            f"Nothing was changed. {PUT_BACK}",
        )
    return from_bytes(content, floor)


def write_new(path: Path, header: Header, key: DataKey) -> None:
    """Write the key file of a new vault.

    Raises:
        StoreUnavailable: When there is one already, or it cannot be written.
    """
    with _told(path):
        make_private_folder(path.parent)
        with locked_folder(path):
            if path.exists() or path.is_symlink():
                raise StoreUnavailable(
                    f"There is a key file already: {path}.",
                    "Nothing was changed. Open the practice that it belongs to.",
                )
            replace_with(path, to_bytes(header, key))


def rewrite(
    path: Path,
    key: DataKey,
    change: Callable[[Header], Header],
    new_key: DataKey | None = None,
    floor: Work = FLOOR,
) -> Header:
    """Change the key file as it stands now, not as it was when the vault was opened.

    Killed at any moment, it leaves the file before or the file after.

    Args:
        path: The key file.
        key: Proves that the file is still the one that was opened.
        change: Returns the new header for the current one.
        new_key: What the new file is authenticated with, when the key itself changes.
        floor: The least work that a slot may ask for.

    Raises:
        NotAllowedNow: When the vault's key was changed by another program meanwhile.
        StoreUnavailable: When the file cannot be read or written; it is as before then.
        VaultDamaged: When the file is not as this program writes it.
    """
    with _told(path), locked_folder(path):
        current, mac = read(path, floor)
        if not is_proven(current, mac, key):
            raise NotAllowedNow(
                "The keys of this vault were changed elsewhere in the meantime.",
                "Nothing was changed. Lock the vault, open it again, and repeat.",
            )
        changed = change(current)
        replace_with(path, to_bytes(changed, new_key or key))
    return changed


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise StoreUnavailable(
            f"The key file {path} is missing, and without it the practice cannot be opened.",
            f"Nothing was changed. {PUT_BACK}",
        ) from None
    except PermissionError as problem:
        reason = problem.strerror or str(problem)
        raise StoreUnavailable(
            f"The key file {path} cannot be used: {reason}.", _way(path)
        ) from None
    except OSError as problem:
        raise StoreUnavailable(
            f"The key file {path} cannot be used: {problem.strerror or problem}.",
            "Check that its folder exists and that there is room on the disk.",
        ) from None


def _way(path: Path) -> str:
    """Return what to do where the system, or its own mode, forbids a key file."""
    with suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            return f"Nothing was changed. Make it yours alone: chmod 600 {path}"
    return f"Nothing was changed. Let yourself read and write in its folder, {path.parent}."
