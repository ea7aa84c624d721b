"""What somebody typed earlier and has not saved: said at the start, so that none is forgotten."""

from contextlib import suppress
from uuid import UUID

from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import GetClient
from kara_tui.operations.drafts import ListDrafts
from kara_tui.screens.desk import Desk

MOST_NAMED = 3

_NEW = {"client:new": "a new client (n)", "invite:new": "an invite (i)"}


async def unfinished_words(desk: Desk) -> str:
    """Return which unfinished forms are kept, in words; empty when there are none.

    Raises:
        KaraError: When the store cannot be read.
    """
    drafts = await desk.backend(ListDrafts())
    named = [await _name(desk, draft.key) for draft in drafts[:MOST_NAMED]]
    rest = len(drafts) - len(named)
    return ", ".join([*named, *([f"{rest} more"] if rest else [])])


async def _name(desk: Desk, key: str) -> str:
    if key in _NEW:
        return _NEW[key]
    with suppress(KaraError, ValueError):
        client = await desk.backend(GetClient(client_id=ClientId(UUID(key.rpartition(":")[2]))))
        if not isinstance(client.details, bytes):
            return safe_text(client.details.name)
    return "a form"
