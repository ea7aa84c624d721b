"""`kara`: opens the workstation."""

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from kara_tui.cli.backing_up import back_up_on_leaving
from kara_tui.cli.problems import NoTerminal
from kara_tui.cli.session import Session

if TYPE_CHECKING:
    from kara_tui.backend.vault_door import VaultDoor
    from kara_tui.domain.place import Place

_INSTEAD = "“kara clients”, “kara import” and “kara do --list” do the same work line by line."


def run(session: Session, *, at_fd: int | None = None, locked: bool = False) -> int:
    """Run the workstation until its user leaves.

    Args:
        session: The command line.
        at_fd: From where to read the place to open it at; None for the first list.
        locked: Whether it was locked: then it asks even where a keyring could open it.

    Raises:
        Invalid: When there is no such place.
        NoTerminal: When there is no terminal that can be drawn on.
        StoreUnavailable: When the practice is gone, or could not be protected here.
    """
    settings = session.settings()
    _require_terminal(session.environment.get("TERM", ""))
    from kara_tui.bootstrap import door_of
    from kara_tui.domain.place import Place
    from kara_tui.starting import run_workstation

    session.prepare(settings)
    door = door_of(settings, session.environment)
    door.require_usable()
    if session.passphrase_fd is not None:
        _unlock(door, session)
    place = Place() if at_fd is None else Place.read(_handed_over(at_fd))
    ended = run_workstation(settings, door, place, locked=locked)
    if ended.locked_at is not None:
        _start_anew(session, ended.locked_at)
    if ended.has_left and door.is_protected:
        back_up_on_leaving(settings, door.store_key(), session.out)
    return ended.code


def _unlock(door: "VaultDoor", session: Session) -> None:
    import asyncio

    from kara_tui.cli.unlocking import unlock

    asyncio.run(unlock(door, session.passphrase_fd, session.out.note))


def _handed_over(descriptor: int) -> str:
    from kara_tui.cli.unlocking import read_from

    place = read_from(descriptor)
    os.close(descriptor)
    return place


def _start_anew(session: Session, place: "Place") -> NoReturn:
    """Put a new process in the place of this one, under the same number: it knows no key."""
    where = [
        word
        for option, value in (("--home", session.home), ("--store", session.store))
        if value is not None
        for word in (option, value)
    ]
    # A command line can be read by everybody on the machine: whose record was open is not on it.
    reading, writing = os.pipe()
    os.set_inheritable(reading, True)
    os.write(writing, str(place).encode())
    os.close(writing)
    # Without -P, a folder named like ours in the working directory would be started instead.
    program = [sys.executable, "-P", "-m", "kara_tui"]
    os.execv(sys.executable, [*program, *where, "--locked", "--at-fd", str(reading)])


def _require_terminal(term: str) -> None:
    # Standard error too: that is where the workstation draws.
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise NoTerminal("The workstation needs a terminal, and this is none.", _INSTEAD)
    if term in {"", "dumb", "unknown"}:
        called = f"calls itself “{term[:20]}”" if term else "does not say what it is"
        raise NoTerminal(
            f"The workstation cannot draw on this terminal: it {called} (TERM).", _INSTEAD
        )
