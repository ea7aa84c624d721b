"""Screens on which something typed may not be saved yet."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class KeepsDraft(Protocol):
    """A screen with an open form."""

    async def keep_draft_now(self) -> None:
        """Put what is typed into the store, up to the last key.

        Called before the program ends, whatever ends it. Does nothing when all is kept.

        Raises:
            KaraError: When the store cannot take it.
        """
        ...
