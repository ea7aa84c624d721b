"""The one way to every handler: permission, cleaning, transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from kara_tui.db.store import Store
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.cleaning import cleaned
from kara_tui.domain.clock import Clock
from kara_tui.domain.errors import NotAllowed, Refused
from kara_tui.domain.history import Actor
from kara_tui.operations.base import ChangeOperation, Operation
from kara_tui.services.access_log import AccessLog, Later, at_once
from kara_tui.services.table import handlers

T = TypeVar("T")
Handling = Callable[[Any, UnitOfWork], Any]


class Dispatch:
    """Carries out operations on a store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._accesses = AccessLog(store, clock)

    def now(self) -> datetime:
        """Return what time it is for this store."""
        return self._clock()

    def __call__(self, operation: Operation[T], actor: Actor, later: Later = at_once) -> T:
        """Carry out an operation for somebody and return what it declares.

        A change commits as a whole before this returns, or leaves no trace. That a record was
        seen is written down after the answer was found, and never keeps it back.

        Args:
            operation: What is asked.
            actor: Who asks.
            later: Runs what can wait until the answer has been given.

        Raises:
            KaraError: When it is not allowed, not possible now, or the store fails.
        """
        if actor.role not in operation.route.allowed:
            raise NotAllowed("This is not yours to do.")
        asked = cleaned(operation)
        run = handlers()[type(operation)].run
        if isinstance(asked, ChangeOperation):
            changed: T = self._change(asked, run, actor)
            return changed
        with self._store.reading(actor, self._clock()) as unit:
            answer: T = run(asked, unit)
        if asked.opens:
            self._accesses.note(asked, answer, actor, later)
        return answer

    def _change(self, asked: ChangeOperation[Any], run: Handling, actor: Actor) -> Any:
        name = type(asked).__name__
        refusal: Refused | None = None
        answer = None
        with self._store.writing(actor, self._clock(), name, asked.intent) as unit:
            try:
                answer = run(asked, unit)
            except Refused as refused:
                # What the handler wrote is the decision, and that stays.
                refusal = refused
        if refusal is not None:
            raise refusal
        if asked.shreds:
            self._store.shred_leftovers(unit.shredder.files)
        return answer
