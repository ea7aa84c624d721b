"""Building a demonstration practice: a store that real operations filled at made-up times."""

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.db.haste import hurry, indexed_afterwards
from kara_tui.demo.people import people
from kara_tui.demo.story import Step, story
from kara_tui.domain.client import Client, new_client
from kara_tui.domain.clock import Clock, system_clock
from kara_tui.domain.errors import NotAllowedNow, StoreUnavailable
from kara_tui.domain.history import Role
from kara_tui.domain.ids import ClientId, new_intent_id, uuid7
from kara_tui.operations.imports import ImportClients
from kara_tui.operations.outbox import ClaimDueMessages, Outcome, RecordDelivery
from kara_tui.operations.requests import AskForService

PROFESSIONAL_NAME = "Dr Anna Jónsdóttir"
SEED = 1987
BATCH = 5000

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much."""


def ensure_demo(path: Path, key: bytes, *, clock: Clock = system_clock) -> None:
    """Build the demonstration practice at `path` unless it is there already.

    Raises:
        StoreUnavailable: When it cannot be written.
    """
    if path.exists():
        return
    with _faults_of_the_folder(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        build_demo(path, key, clock=clock)
    except NotAllowedNow:
        # Another start of the program may have been quicker.
        if not path.exists():
            raise


def build_demo(
    path: Path,
    key: bytes,
    *,
    clients: int | None = None,
    clock: Clock = system_clock,
    progress: Progress | None = None,
) -> None:
    """Build a demonstration practice in a new file.

    Args:
        path: Where; nothing may be there yet, and nothing is until the whole is finished.
        key: The new store's key.
        clients: How many active clients and nobody else; the small practice with its
            requests, invites and closed treatments when absent.
        clock: Everything happened before what it answers.
        progress: Told every now and then how far it is.

    Raises:
        NotAllowedNow: When there is a file already.
        StoreUnavailable: When it cannot be written.
    """
    if path.exists():
        raise _taken(path)
    with _workshop(path) as unfinished:
        time = _MovableClock(clock())
        opened = open_local(unfinished, key, PROFESSIONAL_NAME, time)
        try:
            hurry(opened.store)
            if clients is None:
                _act_out(opened, time, progress)
            else:
                with indexed_afterwards(opened.store):
                    _add(opened, clients, time, progress)
        finally:
            opened.store.close()
        _put_in_place(unfinished, path)


class _MovableClock:
    """Answers the time that the story has come to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def _act_out(opened: OpenStore, time: _MovableClock, progress: Progress | None) -> None:
    steps = story(SEED, time.now)
    for done, step in enumerate(steps, start=1):
        time.now = step.at
        if step.operation is None:
            _take_the_post(opened, step)
        else:
            asks = isinstance(step.operation, AskForService)
            role = Role.CLIENT if asks else Role.PROFESSIONAL
            opened.dispatch(step.operation, replace(opened.actor, role=role))
        if progress is not None:
            progress(done, len(steps))


def _take_the_post(opened: OpenStore, step: Step) -> None:
    for message in opened.dispatch(ClaimDueMessages(), opened.actor):
        record = RecordDelivery(
            message_id=message.id,
            version=message.version,
            outcome=Outcome.REFUSED if step.refused else Outcome.DELIVERED,
            problem=step.refused,
        )
        opened.dispatch(record, opened.actor)


def _add(opened: OpenStore, clients: int, time: _MovableClock, progress: Progress | None) -> None:
    crowd = islice(_crowd(time.now), clients)
    done = 0
    while batch := list(islice(crowd, BATCH)):
        with opened.store.writing(
            opened.actor, time.now, ImportClients.__name__, new_intent_id()
        ) as unit:
            unit.clients.add_many(batch)
        done += len(batch)
        if progress is not None:
            progress(done, clients)


def _crowd(now: datetime) -> Iterator[Client]:
    """Return active clients without end, who came at any time of the last five years."""
    luck = random.Random(SEED)
    for details in people(SEED, now.date()):
        at = now - timedelta(minutes=int(luck.random() * 5 * 365 * 24 * 60))
        yield new_client(ClientId(uuid7(int(at.timestamp() * 1000))), details, at)


@contextmanager
def _workshop(path: Path) -> Iterator[Path]:
    """Give a path beside the wished one, to build there what nobody shall see half done."""
    with _faults_of_the_folder(path):
        folder = Path(tempfile.mkdtemp(prefix=".kara-demo-", dir=path.parent))
    try:
        yield folder / path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(finished: Path, path: Path) -> None:
    with _faults_of_the_folder(path):
        with finished.open("rb+") as file:
            os.fsync(file.fileno())
        try:
            # Unlike a renaming, a link never replaces what somebody else put there meanwhile.
            os.link(finished, path)
        except FileExistsError:
            raise _taken(path) from None
        except OSError:
            # Not every file system knows links.
            finished.rename(path)


@contextmanager
def _faults_of_the_folder(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise StoreUnavailable(
            f"Nothing can be written to {path.parent}: {fault.strerror}.",
            "Choose a folder that exists and that you may write to.",
        ) from None


def _taken(path: Path) -> NotAllowedNow:
    return NotAllowedNow(
        f"There is a file called {path} already.",
        "Nothing was written. Choose another name, or move that file away.",
    )
