"""Screens on which something typed may not be saved yet."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from kara_tui.domain.errors import KaraError


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


async def keep_drafts(screens: Iterable[object]) -> KaraError | None:
    """Put what is typed on these screens into the store; return what went wrong, if anything."""
    problem = None
    for screen in screens:
        if isinstance(screen, KeepsDraft):
            try:
                await screen.keep_draft_now()
            except KaraError as trouble:
                problem = trouble
    return problem
