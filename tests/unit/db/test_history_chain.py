"""History in the store: refused to whoever rewrites it, and found out when it was rewritten."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from kara_tui.backend.opening import OpenStore
from kara_tui.domain.chain_walk import ChainWalk, FlawKind
from kara_tui.operations.audit import ListAccesses, VerifyHistory
from kara_tui.operations.clients import AddClient, GetClient
from kara_tui.operations.history import ListChanges
from tests.support.people import details
from tests.support.stores import open_at

_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'changes_keep%'"


@pytest.fixture
def store(store_path: Path, store_key: bytes) -> Iterator[OpenStore]:
    """Give a store with a history of ten rows."""
    opened = open_at(store_path, store_key)
    for number in range(10):
        opened.dispatch(AddClient(details=details(f"Client {number}")), opened.actor)
    yield opened
    opened.store.close()


def _rewritten(store: OpenStore, *statements: str) -> ChainWalk:
    """Return what verification says after somebody with the key has been at the file."""
    with store.store.engine.begin() as connection:
        _take_triggers_away(connection)
        for statement in statements:
            connection.execute(text(statement))
    return store.dispatch(VerifyHistory(), store.actor)


def _take_triggers_away(connection: Connection) -> None:
    for (name,) in connection.execute(text(_TRIGGERS)).all():
        connection.execute(text(f"DROP TRIGGER {name}"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE changes SET operation = 'Nothing' WHERE seq = 3",
        "DELETE FROM changes WHERE seq = 3",
        "DELETE FROM changes",
        "INSERT OR REPLACE INTO changes SELECT * FROM changes WHERE seq = 3",
    ],
)
def test_the_store_refuses_to_rewrite_history(store: OpenStore, statement: str) -> None:
    before = store.dispatch(ListChanges(), store.actor)
    with (
        pytest.raises(IntegrityError, match="never rewritten"),
        store.store.engine.begin() as connection,
    ):
        connection.execute(text(statement))
    assert store.dispatch(ListChanges(), store.actor) == before
    assert store.dispatch(VerifyHistory(), store.actor).whole


def test_an_edited_row_is_named(store: OpenStore) -> None:
    (flaw,) = _rewritten(store, "UPDATE changes SET role = 'system' WHERE number = 4").flaws
    assert (flaw.kind, flaw.first, flaw.last) == (FlawKind.EDITED, 4, 4)


def test_dropped_rows_are_named(store: OpenStore) -> None:
    (flaw,) = _rewritten(store, "DELETE FROM changes WHERE number IN (5, 6)").flaws
    assert (flaw.kind, flaw.first, flaw.last) == (FlawKind.DROPPED, 5, 6)


def test_a_moved_row_is_named(store: OpenStore) -> None:
    (flaw,) = _rewritten(store, "UPDATE changes SET seq = 99 WHERE number = 5").flaws
    assert (flaw.kind, flaw.first) == (FlawKind.REORDERED, 5)


def test_a_cut_off_tail_is_missed(store: OpenStore) -> None:
    (flaw,) = _rewritten(store, "DELETE FROM changes WHERE number > 7").flaws
    assert (flaw.kind, flaw.first, flaw.last) == (FlawKind.CUT_OFF, 8, 10)


def test_a_tail_cut_off_together_with_its_anchor_is_not_noticed_here(store: OpenStore) -> None:
    """Whoever holds the store's key can do this: only a head noted elsewhere shows it."""
    noted = store.dispatch(VerifyHistory(), store.actor).hash
    state = _rewritten(
        store,
        "DELETE FROM changes WHERE number > 7",
        "UPDATE chain_heads SET number = 7, hash = (SELECT hash FROM changes WHERE number = 7)",
    )
    assert state.whole
    assert state.hash != noted


def test_history_goes_on_behind_a_flaw(store: OpenStore) -> None:
    _rewritten(store, "DELETE FROM changes WHERE number = 2")
    store.dispatch(AddClient(details=details("Later")), store.actor)
    state = store.dispatch(VerifyHistory(), store.actor)
    assert [one.kind for one in state.flaws] == [FlawKind.DROPPED]
    assert state.number == 11


def test_a_look_that_cannot_be_written_down_keeps_nothing_from_the_reader(
    store: OpenStore, store_path: Path, store_key: bytes
) -> None:
    client = store.dispatch(AddClient(details=details("Anna")), store.actor)
    waiting: list[Callable[[], None]] = []
    read = store.dispatch(GetClient(client_id=client.id), store.actor, later=waiting.append)
    assert read == client
    asked = ListAccesses(client_id=client.id)
    assert len(store.dispatch(asked, store.actor, later=waiting.append)) == 1
    waiting[0]()
    assert len(store.dispatch(asked, store.actor, later=waiting.append)) == 3, "and the look at it"
