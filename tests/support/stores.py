"""Stores opened without a backend around them."""

from pathlib import Path

from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.operations.clients import ListClients
from tests.support.clock import FixedClock
from tests.support.people import PROFESSIONAL_NAME


def open_at(path: Path, key: bytes) -> OpenStore:
    """Open a store as its professional."""
    return open_local(path, key, PROFESSIONAL_NAME, FixedClock())


def read_names(path: Path, key: bytes) -> list[str]:
    """Open a store and return all names, closing it whatever happens."""
    opened = open_at(path, key)
    try:
        page = opened.dispatch(ListClients(limit=1000), opened.actor)
        return [row.details.name for row in page.rows if not isinstance(row.details, bytes)]
    finally:
        opened.store.close()
