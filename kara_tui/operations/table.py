"""The table of all operations, read off the modules that declare them."""

from functools import lru_cache
from types import ModuleType
from typing import Any

from kara_tui.operations import (
    agenda,
    attachments,
    audit,
    authenticators,
    calendars,
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
from kara_tui.operations.base import Operation, command_name

_MODULES: tuple[ModuleType, ...] = (
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
    attachments,
    authenticators,
    measures,
    notes,
    payments,
    sponsored_credits,
    card_payments,
    offered_services,
    working_time,
    sessions,
    agenda,
    scheduling,
    session_closing,
    session_course,
    calendars,
)


def areas() -> tuple[str, ...]:
    """Return the names of the modules that declare operations; each has one that handles them."""
    return tuple(module.__name__.rpartition(".")[2] for module in _MODULES)


@lru_cache(maxsize=1)
def operations() -> tuple[type[Operation[Any]], ...]:
    """Return every declared operation, in the order of declaration."""
    found: list[type[Operation[Any]]] = []
    for module in _MODULES:
        found += [one for one in vars(module).values() if _declared_in(module, one)]
    return tuple(found)


def operations_by_command() -> dict[str, type[Operation[Any]]]:
    """Return every operation by its name on the command line."""
    return {command_name(one): one for one in operations()}


def operations_by_name() -> dict[str, type[Operation[Any]]]:
    """Return every operation by the name that history keeps."""
    return {one.__name__: one for one in operations()}


def _declared_in(module: ModuleType, value: object) -> bool:
    return (
        isinstance(value, type)
        and issubclass(value, Operation)
        and value.__module__ == module.__name__
    )
