"""Ending invites that have run out, while the workstation is open."""

import asyncio
from contextlib import suppress

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import KaraError
from kara_tui.operations.invites import ExpireInvites

EVERY_SECONDS = 3600.0


async def keep_expiring(backend: Backend, every: float = EVERY_SECONDS) -> None:
    """End invites that have run out, now and every hour; a fault only delays it."""
    while True:
        with suppress(KaraError):
            await backend(ExpireInvites())
        await asyncio.sleep(every)
