"""Who has seen which record: written down after the answer was given, and once per sitting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, groupby
from threading import Lock
from typing import Any

from kara_tui.db.store import Store
from kara_tui.domain.clock import Clock
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.history import Actor
from kara_tui.domain.ids import ClientId, new_intent_id
from kara_tui.operations.base import Operation

ONE_SITTING = timedelta(minutes=5)
"""Who reads a record again within this time has seen it once."""

_MOST_REMEMBERED = 2000

Later = Callable[[Callable[[], None]], object]
"""Runs something when there is time for it."""


def at_once(work: Callable[[], None]) -> None:
    """Run it now."""
    work()


@dataclass(frozen=True)
class _Access:
    actor: Actor
    operation: str
    client_id: ClientId
    parts: tuple[str, ...]


class AccessLog:
    """Remembers who saw what until it is in the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._lock = Lock()
        self._seen: dict[_Access, datetime] = {}
        self._unwritten: list[tuple[_Access, datetime]] = []

    def note(self, operation: Operation[Any], answer: Any, actor: Actor, later: Later) -> None:
        """Have it written down that somebody was shown records."""
        name, now = type(operation).__name__, self._clock()
        shown = [_Access(actor, name, one, operation.opens) for one in operation.shows(answer)]
        with self._lock:
            new = [access for access in shown if not self._was_noted(access, now)]
            for access in new:
                self._remember(access, now)
            self._unwritten += [(access, now) for access in new]
        if new:
            later(self._write)

    def _was_noted(self, access: _Access, now: datetime) -> bool:
        before = self._seen.get(access)
        return before is not None and timedelta(0) <= now - before < ONE_SITTING

    def _remember(self, access: _Access, now: datetime) -> None:
        if len(self._seen) >= _MOST_REMEMBERED:
            self._seen = {
                one: at for one, at in self._seen.items() if timedelta(0) <= now - at < ONE_SITTING
            }
        self._seen[access] = now

    def _write(self) -> None:
        with self._lock:
            waiting, self._unwritten = self._unwritten, []
        batches = [list(batch) for _, batch in groupby(waiting, key=_answer)]
        while batches:
            try:
                self._put(batches[0])
            except StoreUnavailable:
                # The reader has the answer already; the next one to be noted tries again.
                with self._lock:
                    self._unwritten = [*chain.from_iterable(batches), *self._unwritten]
                return
            batches = batches[1:]

    def _put(self, batch: list[tuple[_Access, datetime]]) -> None:
        first, at = batch[0]
        with self._store.writing(first.actor, at, first.operation, new_intent_id()) as unit:
            for access, _ in batch:
                client = unit.clients.get(access.client_id)
                unit.journal.note_access(client.id, client.version, access.parts)


def _answer(noted: tuple[_Access, datetime]) -> tuple[Actor, str, datetime]:
    """Return what accesses have in common that one answer gave: they are written in one go."""
    access, at = noted
    return access.actor, access.operation, at
