"""Everything that is typed and not saved, put into the store at once."""

import asyncio
from collections.abc import Iterable
from typing import Any

from textual.screen import Screen

from kara_tui.domain.errors import KaraError
from kara_tui.screens.draft_keeper import DraftKeeper


async def keep_drafts(screens: Iterable[Screen[Any]]) -> KaraError | None:
    """Put what is typed on these screens into the store, up to the last key.

    Called before the program ends or locks, whatever ends it. Returns what went wrong, if
    anything; what could be kept is kept all the same.
    """
    keepers = [keeper for screen in screens for keeper in screen.query(DraftKeeper)]
    ended = await asyncio.gather(*(one.leave() for one in keepers), return_exceptions=True)
    problem = None
    for outcome in ended:
        if isinstance(outcome, KaraError):
            problem = outcome
        elif isinstance(outcome, BaseException):
            raise outcome
    return problem
