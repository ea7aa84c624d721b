"""The table of all handlers, read off the modules that hold them."""

from functools import lru_cache
from typing import Any

from kara_tui.operations.base import Operation
from kara_tui.services import clients, drafts, history, imports, invites, outbox, requests
from kara_tui.services.handling import Handler

_MODULES = (clients, requests, invites, outbox, history, drafts, imports)


@lru_cache(maxsize=1)
def handlers() -> dict[type[Operation[Any]], Handler]:
    """Return the handler of every operation."""
    found = [one for module in _MODULES for one in vars(module).values()]
    return {one.kind: one for one in found if isinstance(one, Handler)}
