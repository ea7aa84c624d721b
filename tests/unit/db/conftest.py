"""A closed store with some clients in it."""

import shutil
from pathlib import Path

import pytest

from kara_tui.operations.clients import AddClient
from tests.support.people import details
from tests.support.stores import open_at


@pytest.fixture(scope="module")
def names() -> list[str]:
    return [f"Client {place:03}" for place in range(60)]


@pytest.fixture(scope="module")
def filled(
    template_store: Path,
    store_key: bytes,
    names: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Return a closed store with some clients."""
    path = Path(shutil.copy(template_store, tmp_path_factory.mktemp("filled") / "filled.kara"))
    opened = open_at(path, store_key)
    for name in names:
        opened.dispatch(AddClient(details=details(name)), opened.actor)
    opened.store.close()
    return path
