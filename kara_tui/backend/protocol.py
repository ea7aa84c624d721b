"""The one thing that screens know of a store: operations go in, results come out."""

from collections.abc import AsyncIterator
from typing import Protocol, TypeVar

from kara_tui.domain.history import Change
from kara_tui.operations.base import Operation

T = TypeVar("T")


class Backend(Protocol):
    """A store on this machine or behind a remote API; which, nobody needs to know."""

    async def __call__(self, operation: Operation[T]) -> T:
        """Carry out an operation.

        Raises:
            KaraError: One closed family, whatever stands behind the backend.
        """
        ...

    def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        """Follow what anybody changes, in batches, from before the first answer was given."""
        ...

    async def close(self) -> None:
        """End what is under way and let go of the store."""
        ...
