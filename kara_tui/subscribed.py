"""The calendar file that other programs subscribe to: where it goes, and what stands in it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from kara_tui.backend.protocol import Backend
from kara_tui.domain.clock import Clock
from kara_tui.domain.errors import Invalid
from kara_tui.workflows.export_calendar import CalendarWish, calendar_file, export_calendar
from kara_tui.workflows.keep_calendar import LONGEST_SECONDS, QUIET_SECONDS, keep_calendar

LOOKS_BACK = timedelta(days=366)
"""What was over before stands in the practice, and not in the file."""


async def keep_subscribed(
    path: Path,
    backend: Backend,
    clock: Clock,
    tell: Callable[[str], object],
    *,
    with_private: bool = False,
    quiet: float = QUIET_SECONDS,
    longest: float = LONGEST_SECONDS,
) -> None:
    """Keep a calendar file up to date for as long as the program runs.

    Args:
        path: Which file; only its owner may read it.
        backend: Whose sessions and blocks.
        clock: Answers what time it is.
        tell: Takes why the file cannot be written, once for as long as that lasts.
        with_private: Whether names, services, places, links and remarks stand in it.
        quiet: Seconds without a change before it is written.
        longest: Seconds after which it is written although changes go on.
    """
    written: bytes | None = None

    async def write() -> None:
        nonlocal written
        wish = CalendarWish(since=clock() - LOOKS_BACK, with_private=with_private)
        # A sitting is noted once, as one look at the calendar would be.
        make = export_calendar if written is None else calendar_file
        data = (await make(backend, wish)).data
        if data != written:
            await asyncio.to_thread(replace_file, path, data)
            written = data

    await keep_calendar(backend.changes(), write, tell, quiet, longest)


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place of the one before, whole or not at all, for its owner's eyes only.

    Raises:
        Invalid: When it cannot be written; what was there before stays.
    """
    from kara_tui.vault.private_file import locked_folder, replace_with

    try:
        # Another terminal may keep the same file.
        with locked_folder(path):
            replace_with(path, data)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise Invalid(
            "calendar.file", f"{path}: {reason}.", "Change “calendar.file” in the settings."
        ) from None
