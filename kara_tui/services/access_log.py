"""Who has seen which record: written down after the answer was given, and once per sitting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
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

    def note(self, operation: Operation[Any], actor: Actor, later: Later) -> None:
        """Have it written down that somebody was shown a record."""
        client_id: ClientId = vars(operation)["client_id"]
        access = _Access(actor, type(operation).__name__, client_id, operation.opens)
        now = self._clock()
        with self._lock:
            if self._was_noted(access, now):
                return
            self._remember(access, now)
            self._unwritten.append((access, now))
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
        while waiting:
            try:
                self._put(*waiting[0])
            except StoreUnavailable:
                # The reader has the answer already; the next one to be noted tries again.
                with self._lock:
                    self._unwritten = waiting + self._unwritten
                return
            waiting = waiting[1:]

    def _put(self, access: _Access, at: datetime) -> None:
        with self._store.writing(access.actor, at, access.operation, new_intent_id()) as unit:
            client = unit.clients.get(access.client_id)
            unit.journal.note_access(client.id, client.version, access.parts)
