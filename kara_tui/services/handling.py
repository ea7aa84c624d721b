"""How a function says which operation it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from kara_tui.db.unit import UnitOfWork
from kara_tui.operations.base import Operation

Asked = TypeVar("Asked", bound=Operation[Any])
T = TypeVar("T")


@dataclass(frozen=True)
class Handler:
    """A function that answers one kind of operation inside a unit of work."""

    kind: type[Operation[Any]]
    run: Callable[[Any, UnitOfWork], Any]


def handles(kind: type[Asked]) -> Callable[[Callable[[Asked, UnitOfWork], T]], Handler]:
    """Mark a function as the handler of one kind of operation."""

    def mark(run: Callable[[Asked, UnitOfWork], T]) -> Handler:
        return Handler(kind, run)

    return mark
