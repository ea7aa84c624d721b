"""Dispatch: an operation is carried out as a whole, at one moment, on clean text, or not at all."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.db.outbox import Outbox
from kara_tui.domain.outbox import OutboxMessage
from kara_tui.domain.private import opened
from kara_tui.operations.clients import AddClient, GetOverview, ListClients
from kara_tui.operations.history import ListChanges
from kara_tui.operations.invites import InviteClient
from kara_tui.operations.outbox import ListOutbox
from tests.support.clock import FixedClock
from tests.support.people import addressee, details


@pytest.fixture
def store(store_path: Path, store_key: bytes, clock: FixedClock) -> Iterator[OpenStore]:
    """Give an open store without a backend around it."""
    opened_store = open_local(store_path, store_key, "Dr Anna", clock)
    yield opened_store
    opened_store.store.close()


def test_a_fault_in_the_middle_leaves_no_trace(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Outbox, message: OutboxMessage) -> Any:
        raise RuntimeError(f"cannot write to {message.to.name}")

    monkeypatch.setattr(Outbox, "add", fails)
    wish = InviteClient(details=details("Bea"), addressee=addressee())
    with pytest.raises(RuntimeError, match="cannot write"):
        store.dispatch(wish, store.actor)
    monkeypatch.undo()
    assert store.dispatch(GetOverview(), store.actor).invited == 0
    assert store.dispatch(ListChanges(), store.actor) == ()
    store.dispatch(wish, store.actor)
    assert len(store.dispatch(ListOutbox(), store.actor)) == 1


def test_all_that_an_operation_writes_bears_one_moment(
    store: OpenStore, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ticking(self: FixedClock) -> Any:
        return self.forward(timedelta(seconds=1))

    monkeypatch.setattr(FixedClock, "__call__", ticking)
    wish = InviteClient(details=details("Bea"), addressee=addressee())
    invited = store.dispatch(wish, store.actor)
    (mail,) = store.dispatch(ListOutbox(), store.actor)
    moments = {one.at for one in store.dispatch(ListChanges(), store.actor)}
    assert moments == {invited.created_at} == {mail.created_at}


def test_text_is_cleaned_on_the_way_in(store: OpenStore) -> None:
    wish = AddClient(details=details("  Þór\x1b[31m\u202e  Jónsson\n"))
    client = store.dispatch(wish, store.actor)
    assert opened(client.details).name == "Þór[31m Jónsson"
    assert store.dispatch(ListClients(search="ÞÓR\x00"), store.actor).total == 1


def test_a_practice_is_named_after_its_professional_without_hostile_text(
    tmp_path: Path, store_key: bytes, clock: FixedClock
) -> None:
    new = open_local(tmp_path / "new.kara", store_key, "Dr\r\nBcc: x\x1b Anna\ud800", clock)
    try:
        assert new.dispatch(GetOverview(), new.actor).professional == "Dr Bcc: x Anna"
    finally:
        new.store.close()


def test_a_store_keeps_its_professional_whoever_opens_it(
    store: OpenStore, store_path: Path, store_key: bytes, clock: FixedClock
) -> None:
    again = open_local(store_path, store_key, "Somebody Else", clock)
    try:
        assert again.actor == store.actor
    finally:
        again.store.close()
