"""A calendar file that other programs subscribe to, written anew whenever sessions change."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Change, Entity

QUIET_SECONDS = 1.0
"""It is written once nothing has changed for so long: a series is many changes."""
LONGEST_SECONDS = 10.0
"""However much changes, it is never older than this."""

_CONCERNS = {Entity.SESSION, Entity.TIME_BLOCK}


def concerns_calendar(change: Change) -> bool:
    """Tell whether a change may be seen in a calendar file."""
    if change.entity is Entity.CLIENT:
        # Somebody who was renamed, or whose record was erased.
        return bool({"stage", "name", "details"} & set(change.fields))
    return change.entity in _CONCERNS


async def keep_calendar(
    changes: AsyncIterator[tuple[Change, ...]],
    write: Callable[[], Awaitable[object]],
    tell: Callable[[str], object],
    quiet: float = QUIET_SECONDS,
    longest: float = LONGEST_SECONDS,
) -> None:
    """Write the file now, and anew after each change that it shows; say once why it cannot be.

    Args:
        changes: What anybody changes, in batches.
        write: Writes the file; raises a KaraError when it cannot be written.
        tell: Takes what the professional should know.
        quiet: Seconds without a change before it is written.
        longest: Seconds after which it is written although changes go on.
    """
    wanted = asyncio.Event()
    following = asyncio.ensure_future(_follow(changes, wanted))
    told = ""
    try:
        while True:
            wanted.clear()
            try:
                await write()
                told = ""
            except KaraError as problem:
                if str(problem) != told:
                    told = str(problem)
                    tell(f"The calendar file was not written. {told}")
            if not await _is_wanted(wanted, following):
                return
            await _until_quiet(wanted, quiet, longest)
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError, KaraError):
            await following


async def _follow(changes: AsyncIterator[tuple[Change, ...]], wanted: asyncio.Event) -> None:
    async for batch in changes:
        if any(map(concerns_calendar, batch)):
            wanted.set()


async def _is_wanted(wanted: asyncio.Event, following: asyncio.Future[None]) -> bool:
    """Wait for a change; false when no more will come.

    Raises:
        KaraError: When changes can no longer be followed.
    """
    waiting = asyncio.ensure_future(wanted.wait())
    either: list[asyncio.Future[Any]] = [waiting, following]
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    if following.done() and not wanted.is_set():
        following.result()
        return False
    return True


async def _until_quiet(wanted: asyncio.Event, quiet: float, longest: float) -> None:
    end = asyncio.get_running_loop().time() + longest
    while wanted.is_set() and asyncio.get_running_loop().time() < end:
        wanted.clear()
        await asyncio.sleep(quiet)
