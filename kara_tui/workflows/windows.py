"""A list of clients walked from end to end, one window after another."""

from collections.abc import AsyncIterator
from dataclasses import replace

from kara_tui.backend.protocol import Backend
from kara_tui.domain.listing import ClientRow
from kara_tui.operations.clients import ListClients

WINDOW = 500


async def client_windows(
    backend: Backend, asked: ListClients, most: int | None = None
) -> AsyncIterator[tuple[ClientRow, ...]]:
    """Yield the rows of a list in windows; never more of them are held than one window.

    Args:
        backend: Whose clients.
        asked: Which list; its limit is the size of a window.
        most: How many rows at most; all of them when absent.
    """
    offset = asked.offset
    while most is None or most > 0:
        limit = asked.limit if most is None else min(asked.limit, most)
        page = await backend(replace(asked, offset=offset, limit=limit))
        # Behind its end, a list answers with its last window.
        if page.offset != offset or not page.rows:
            return
        yield page.rows
        offset += len(page.rows)
        most = None if most is None else most - len(page.rows)
        if len(page.rows) < limit:
            return
