"""The table of all handlers, read off the modules that hold them."""

from functools import lru_cache
from typing import Any

from kara_tui.operations.base import Operation
from kara_tui.services import (
    audit,
    clients,
    drafts,
    history,
    imports,
    invites,
    outbox,
    records,
    requests,
    versions,
)
from kara_tui.services.handling import Handler

_MODULES = (
    clients,
    requests,
    invites,
    outbox,
    history,
    versions,
    records,
    audit,
    drafts,
    imports,
)


@lru_cache(maxsize=1)
def handlers() -> dict[type[Operation[Any]], Handler]:
    """Return the handler of every operation."""
    found = [one for module in _MODULES for one in vars(module).values()]
    return {one.kind: one for one in found if isinstance(one, Handler)}
