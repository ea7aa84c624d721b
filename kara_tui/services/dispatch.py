"""The one way to every handler: permission, cleaning, transaction."""

from collections.abc import Callable
from typing import Any, TypeVar

from kara_tui.db.store import Store
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.cleaning import cleaned
from kara_tui.domain.clock import Clock
from kara_tui.domain.errors import NotAllowed
from kara_tui.domain.history import Actor
from kara_tui.operations.base import ChangeOperation, Operation
from kara_tui.services.table import handlers

T = TypeVar("T")
Handling = Callable[[Any, UnitOfWork], Any]


class Dispatch:
    """Carries out operations on a store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, operation: Operation[T], actor: Actor) -> T:
        """Carry out an operation for somebody and return what it declares.

        A change commits as a whole before this returns, or leaves no trace.

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
        return answer

    def _change(self, asked: ChangeOperation[Any], run: Handling, actor: Actor) -> Any:
        name = type(asked).__name__
        with self._store.writing(actor, self._clock(), name, asked.intent) as unit:
            answer = run(asked, unit)
        return answer
