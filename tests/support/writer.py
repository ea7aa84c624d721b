"""A process that writes into a store and says on stdout what was committed.

`python -m tests.support.writer PATH KEY`, then one line on stdin for each thing to do:
`forever` forks a child that writes until it is killed; `add N` adds N clients; `update ID N`
saves a client N times, again after each conflict. Every committed write is one line.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from uuid import UUID

from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.domain.clock import system_clock
from kara_tui.domain.errors import Conflict
from kara_tui.domain.ids import ClientId
from kara_tui.operations.clients import AddClient, GetClient, UpdateClient
from kara_tui.operations.invites import InviteClient
from tests.support.people import PROFESSIONAL_NAME, addressee, details


def main() -> None:
    """Do what each line of stdin says."""
    path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
    _say("ready")
    for line in sys.stdin:
        wish, *rest = line.split()
        if wish == "forever":
            _in_a_child(path, key)
        elif wish == "add":
            _add(path, key, int(rest[0]))
        elif wish == "update":
            _update(path, key, ClientId(UUID(rest[0])), int(rest[1]))
        _say("done")


def _in_a_child(path: Path, key: bytes) -> None:
    child = os.fork()
    if not child:
        _write_forever(path, key)
    _say(f"child {child}")
    os.waitpid(child, 0)


def _write_forever(path: Path, key: bytes) -> None:
    opened = open_local(path, key, PROFESSIONAL_NAME, system_clock)
    for place in count():
        client = opened.dispatch(AddClient(details=details(f"Client {place}")), opened.actor)
        _say(f"saved {client.id} 1")
        wish = UpdateClient(client_id=client.id, version=1, details=details(f"Saved {place}"))
        opened.dispatch(wish, opened.actor)
        _say(f"saved {client.id} 2")
        invite = InviteClient(details=details(f"Invite {place}"), addressee=addressee())
        _say(f"saved {opened.dispatch(invite, opened.actor).id} 1")


def _add(path: Path, key: bytes, number: int) -> None:
    with _store(path, key) as opened:
        for place in range(number):
            wish = AddClient(details=details(f"Other {place}"))
            _say(f"saved {opened.dispatch(wish, opened.actor).id} 1")


def _update(path: Path, key: bytes, client_id: ClientId, number: int) -> None:
    with _store(path, key) as opened:
        for place in range(number):
            _say(f"saved {client_id} {save_over(opened, client_id, f'Other {place}')}")


def save_over(opened: OpenStore, client_id: ClientId, name: str) -> int:
    """Save a name over whatever version there is, and return the version that this made."""
    version = opened.dispatch(GetClient(client_id=client_id), opened.actor).version
    while True:
        wish = UpdateClient(client_id=client_id, version=version, details=details(name))
        try:
            return opened.dispatch(wish, opened.actor).version
        except Conflict as conflict:
            version = getattr(conflict.theirs, "version", version)


@contextmanager
def _store(path: Path, key: bytes) -> Iterator[OpenStore]:
    opened = open_local(path, key, PROFESSIONAL_NAME, system_clock)
    try:
        yield opened
    finally:
        opened.store.close()


def _say(words: str) -> None:
    # One write each: a line is there as a whole or not at all when the process is killed.
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main()
