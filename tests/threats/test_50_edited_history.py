"""Whoever has the key and edits the access log is found out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from kara_tui.backend.opening import OpenStore
from kara_tui.domain.chain_walk import ChainWalk, FlawKind
from kara_tui.operations.audit import VerifyHistory
from kara_tui.operations.clients import AddClient
from tests.support.people import details
from tests.support.stores import open_at


@pytest.fixture
def opened(store_path: Path, store_key: bytes) -> Iterator[OpenStore]:
    store = open_at(store_path, store_key)
    for number in range(8):
        store.dispatch(AddClient(details=details(f"Client {number}")), store.actor)
    yield store
    store.store.close()


def _walked(opened: OpenStore) -> ChainWalk:
    return opened.dispatch(VerifyHistory(), opened.actor)


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ("UPDATE changes SET operation = 'GetClient' WHERE number = 3", FlawKind.EDITED),
        ("DELETE FROM changes WHERE number = 4", FlawKind.DROPPED),
        ("UPDATE changes SET seq = 999 WHERE number = 5", FlawKind.REORDERED),
        ("DELETE FROM changes WHERE number > 6", FlawKind.CUT_OFF),
    ],
)
def test_50_a_changed_dropped_moved_or_cut_off_line_is_found(
    opened: OpenStore, edit: str, found: FlawKind
) -> None:
    """Threat: the access log is edited. Control: every line carries a hash of the one before."""
    assert _walked(opened).whole
    with opened.store.engine.begin() as connection:
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'changes'"
        for (name,) in connection.execute(text(guards)).all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text(edit))
    walk = _walked(opened)
    assert not walk.whole
    assert found in {one.kind for one in walk.flaws}
