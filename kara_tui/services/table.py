"""The table of all handlers, read off the modules that hold them."""

from functools import lru_cache
from typing import Any

from kara_tui.operations.base import Operation
from kara_tui.services import (
    audit,
    authenticators,
    card_payments,
    care,
    clients,
    contacts,
    drafts,
    history,
    imports,
    invites,
    measures,
    notes,
    offered_services,
    outbox,
    payments,
    records,
    requests,
    scheduling,
    session_closing,
    session_course,
    sessions,
    sponsored_credits,
    versions,
    working_time,
)
from kara_tui.services.handling import Handler

_MODULES = (
    care,
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
    contacts,
    authenticators,
    measures,
    notes,
    payments,
    sponsored_credits,
    card_payments,
    offered_services,
    working_time,
    sessions,
    scheduling,
    session_closing,
    session_course,
)


@lru_cache(maxsize=1)
def handlers() -> dict[type[Operation[Any]], Handler]:
    """Return the handler of every operation."""
    found = [one for module in _MODULES for one in vars(module).values()]
    return {one.kind: one for one in found if isinstance(one, Handler)}
