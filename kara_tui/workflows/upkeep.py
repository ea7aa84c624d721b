"""What goes on in the background for the safety of a practice while it is open.

The work itself blocks, so it is handed in and done on a thread of its own.
"""

import asyncio
from collections.abc import Callable

from kara_tui.domain.backups import Backup
from kara_tui.domain.errors import KaraError
from kara_tui.domain.soundness import Soundness, soundness_told

FIRST_SECONDS = 60.0
"""The start of the workstation is not held up by it."""
EVERY_SECONDS = 900.0

Telling = Callable[[str], object]
"""Shows a sentence to the professional."""


async def keep_backing_up(
    back_up: Callable[[], Backup | None],
    tell: Telling,
    first: float = FIRST_SECONDS,
    every: float = EVERY_SECONDS,
) -> None:
    """Make the backup of the day when one is due; say once why one cannot be made.

    Args:
        back_up: Makes a backup if it is due.
        tell: Takes what the professional should know.
        first: Seconds before the first look.
        every: Seconds between two looks.
    """
    told = ""
    await asyncio.sleep(first)
    while True:
        try:
            await asyncio.to_thread(back_up)
            told = ""
        except KaraError as problem:
            if str(problem) != told:
                told = str(problem)
                tell(f"No backup was made. {told}")
        await asyncio.sleep(every)


async def keep_room(make: Callable[[], object], every: float = EVERY_SECONDS) -> None:
    """Set room aside for the last note, now and again after it was used up."""
    while True:
        await asyncio.to_thread(make)
        await asyncio.sleep(every)


async def tell_damage(
    check: Callable[[], Soundness], newest: Callable[[], Backup | None], tell: Telling
) -> None:
    """Check the store once in the background, and speak only if it is damaged.

    Args:
        check: Looks at every page.
        newest: Finds the newest backup.
        tell: Takes what is damaged, what can be saved, and from when the newest backup is.
    """
    found = await asyncio.to_thread(check)
    if not found.is_sound:
        tell(soundness_told(found, await asyncio.to_thread(newest)))
