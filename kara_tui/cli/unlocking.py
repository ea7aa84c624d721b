"""Unlocking a practice for a command: by a file descriptor, the keyring, or a question."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from kara_tui.backend.door import DoorState
from kara_tui.domain.errors import PracticeLocked, WrongKey

if TYPE_CHECKING:
    from kara_tui.backend.vault_door import VaultDoor

TRIES = 3
_LONGEST = 8192
"""Bytes that are read of a passphrase."""


async def unlock(door: "VaultDoor", passphrase_fd: int | None, tell: Callable[[str], None]) -> None:
    """Unlock the practice, asking only where somebody can answer.

    Args:
        door: What is to be opened.
        passphrase_fd: Where a script hands the passphrase over; None when it does not.
        tell: Says a sentence beside the results.

    Raises:
        PracticeLocked: When nobody can be asked, or there is no passphrase yet.
        KaraError: When the passphrase is wrong, or the keys cannot be used.
    """
    if door.state is DoorState.OPEN:
        return
    if door.state is not DoorState.LOCKED:
        raise PracticeLocked(
            "This practice has no passphrase yet.",
            "Choose one first: run kara on a terminal, or “kara vault set-up”.",
        )
    door.require_usable()
    if door.trouble:
        tell(door.trouble)
    if passphrase_fd is not None:
        await door.open_with_passphrase(read_from(passphrase_fd))
    elif not await door.open_with_keyring():
        await _ask(door, tell)


def read_from(descriptor: int) -> str:
    """Return the line that a script wrote to a file descriptor.

    Raises:
        PracticeLocked: When nothing can be read there.
    """
    line = bytearray()
    try:
        # One byte at a time: what stands behind the line is for whoever reads on from there.
        while len(line) < _LONGEST and (piece := os.read(descriptor, 1)) not in {b"", b"\n"}:
            line += piece
    except OSError as problem:
        raise PracticeLocked(
            f"File descriptor {descriptor} cannot be read: {problem.strerror}.",
            "Open it for reading, as in: kara --passphrase-fd 3 clients 3< FILE",
        ) from None
    return line.decode(errors="replace").rstrip("\r")


def ask_hidden(words: str) -> str:
    """Return what is typed on the terminal, unseen.

    Raises:
        PracticeLocked: When there is no terminal to ask on.
    """
    from getpass import getpass

    if not sys.stdin.isatty():
        raise PracticeLocked(
            "The practice is locked, and there is nobody to ask.",
            "Hand the passphrase over with --passphrase-fd, or allow the keyring.",
        )
    try:
        return getpass(words)
    except EOFError:
        raise PracticeLocked("The practice stayed locked.", "Nothing was opened.") from None


async def _ask(door: "VaultDoor", tell: Callable[[str], None]) -> None:
    for left in reversed(range(TRIES)):
        try:
            await door.open_with_passphrase(ask_hidden("Passphrase: "))
        except WrongKey as problem:
            if not left:
                raise
            tell(str(problem))
            await _wait(door)
        else:
            return


async def _wait(door: "VaultDoor") -> None:
    import asyncio

    await asyncio.sleep(door.seconds_to_wait())
