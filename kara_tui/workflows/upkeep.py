"""What goes on in the background for the safety of a practice while it is open.

The work itself blocks, so it is handed in and done on a thread of its own.
"""

import asyncio
from collections.abc import Awaitable, Callable

from kara_tui.domain.backups import Backup
from kara_tui.domain.errors import KaraError
from kara_tui.domain.soundness import Soundness

FIRST_SECONDS = 10.0
"""The start of the workstation is not held up by it, and a short sitting gets its backup."""
EVERY_SECONDS = 900.0

Telling = Callable[[str], object]
"""Shows a sentence to the professional."""


async def keep_backing_up(
    back_up: Callable[[], Backup | None],
    tell: Telling,
    made: Callable[[], Awaitable[None]],
    first: float = FIRST_SECONDS,
    every: float = EVERY_SECONDS,
) -> None:
    """Make the backup of the day when one is due; say once why one cannot be made.

    Args:
        back_up: Makes a backup if it is due.
        tell: Takes what the professional should know.
        made: Called after each backup that was made.
        first: Seconds before the first look.
        every: Seconds between two looks.
    """
    told = ""
    await asyncio.sleep(first)
    while True:
        try:
            if await asyncio.to_thread(back_up) is not None:
                await made()
            told = ""
        except KaraError as problem:
            if str(problem) != told:
                told = str(problem)
                tell(f"No backup was made. {told}")
        await asyncio.sleep(every)


async def keep_room(
    make: Callable[[], object],
    low: Callable[[], str],
    tell: Telling,
    every: float = EVERY_SECONDS,
) -> None:
    """Set room aside for the last note, now and again after it was used up.

    Args:
        make: Sets it aside, if it is not there.
        low: Says in a few words that the disk is nearly full; empty when it is not.
        tell: Takes that as a sentence, once for as long as it lasts.
        every: Seconds between two looks.
    """
    told = False
    while True:
        await asyncio.to_thread(make)
        words = await asyncio.to_thread(low)
        if words and not told:
            tell(f"{words[:1].upper()}{words[1:]}. Notes are still saved; a backup may not fit.")
        told = bool(words)
        await asyncio.sleep(every)


async def tell_damage(
    check: Callable[[], Soundness],
    check_when_due: Callable[[], Soundness | None],
    newest: Callable[[], Backup | None],
    tell: Callable[[Soundness, Backup | None], object],
    every: float = EVERY_SECONDS,
) -> None:
    """Check the store in the background, and speak only if it is damaged.

    Args:
        check: Looks at every page; once.
        check_when_due: Looks at every index too, when it is time again; None when it is not.
        newest: Finds the newest backup.
        tell: Takes what was found damaged, and the newest backup.
        every: Seconds between two looks whether it is time.
    """
    found = await asyncio.to_thread(check_when_due) or await asyncio.to_thread(check)
    while found is None or found.is_sound:
        await asyncio.sleep(every)
        found = await asyncio.to_thread(check_when_due)
    tell(found, await asyncio.to_thread(newest))
