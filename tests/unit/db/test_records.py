"""Records of every kind are kept whole, with all that they said before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from kara_tui.backend.opening import OpenStore
from kara_tui.db.record_tables import CONTACTS, kept_records
from kara_tui.db.records import client_of
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.chain_walk import FlawKind
from kara_tui.domain.charge import Charge
from kara_tui.domain.client import new_client
from kara_tui.domain.contact import Contact, ContactDetails
from kara_tui.domain.credit import Credit
from kara_tui.domain.errors import Conflict, NotAllowedNow, NotFound
from kara_tui.domain.ids import new_client_id, new_intent_id, uuid7
from kara_tui.domain.payment import Payment
from kara_tui.domain.record import ClientRecord, Record
from kara_tui.domain.record_kinds import RECORD_KINDS
from kara_tui.domain.session import Session
from kara_tui.operations.audit import ListAccesses, VerifyHistory
from kara_tui.operations.clients import AddClient
from kara_tui.operations.contacts import AddContact, ChangeContact
from kara_tui.operations.history import UndoMove
from tests.support.any_record import any_record
from tests.support.people import details
from tests.support.stores import open_at

_ON_A_STORE = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

_BOOKS = {Session, Charge, Payment, Credit}
"""What must stay in balance: an undo that would upset it is refused (see the contract suite)."""


@pytest.fixture
def store(store_path: Path, store_key: bytes) -> Iterator[OpenStore]:
    """Give an open store without a backend around it."""
    opened = open_at(store_path, store_key)
    yield opened
    opened.store.close()


@contextmanager
def writing(opened: OpenStore) -> Iterator[UnitOfWork]:
    """Give a transaction that commits."""
    now, intent = opened.dispatch.now(), new_intent_id()
    with opened.store.writing(opened.actor, now, "Test", intent) as unit:
        yield unit


def new(data: st.DataObject, kind: type[Record]) -> Any:
    """Return a record that the store has not seen yet."""
    return replace(data.draw(any_record(kind)), id=uuid7())


def test_every_kind_of_record_has_a_table() -> None:
    assert set(kept_records()) == {kind.entity for kind in RECORD_KINDS}
    assert {one.kind for one in kept_records().values()} == set(RECORD_KINDS)


@pytest.mark.parametrize("kind", RECORD_KINDS)
@given(data=st.data())
@_ON_A_STORE
def test_it_comes_back_as_it_was_saved_and_as_it_was_before(
    store: OpenStore, kind: type[Record], data: st.DataObject
) -> None:
    first, second = new(data, kind), data.draw(any_record(kind))
    with writing(store) as unit:
        records = unit.records(kind.entity)
        added = records.add(first)
        assert added == records.get(first.id) == replace(first, version=1)
        wanted = replace(second, id=first.id, version=1)
        saved = records.save(wanted, ("details",))
        assert saved == records.get(first.id) == replace(wanted, version=2)
        assert records.revisions(first.id) == (added,)
        assert records.revision(first.id, 1) == added


@pytest.mark.parametrize("kind", RECORD_KINDS)
@given(data=st.data())
@settings(parent=_ON_A_STORE, max_examples=2)
def test_nobody_overwrites_what_they_have_not_seen(
    store: OpenStore, kind: type[Record], data: st.DataObject
) -> None:
    with writing(store) as unit:
        records = unit.records(kind.entity)
        added = records.add(new(data, kind))
        newer = records.save(added)
        with pytest.raises(Conflict) as refused:
            records.save(added)
        assert refused.value.theirs == newer
        with pytest.raises(Conflict):
            records.get(added.id, version=1)
        with pytest.raises(NotFound):
            records.get(uuid7())
        with pytest.raises(NotFound):
            records.revision(added.id, 7)


@pytest.mark.parametrize("kind", [one for one in RECORD_KINDS if one not in _BOOKS])
@given(data=st.data())
@settings(parent=_ON_A_STORE, max_examples=2)
def test_a_change_of_any_record_can_be_taken_back(
    store: OpenStore, kind: type[Record], data: st.DataObject
) -> None:
    with writing(store) as unit:
        first = unit.records(kind.entity).add(new(data, kind))
    second = replace(data.draw(any_record(kind)), id=first.id, version=1)
    intent = new_intent_id()
    now = store.dispatch.now()
    with store.store.writing(store.actor, now, ChangeContact.__name__, intent) as unit:
        unit.records(kind.entity).save(second)
    store.dispatch(UndoMove(move=intent), store.actor)
    with writing(store) as unit:
        assert unit.records(kind.entity).get(first.id) == replace(first, version=3)


def test_what_was_added_and_taken_back_is_marked_as_an_error(store: OpenStore) -> None:
    client = store.dispatch(AddClient(details=details("Anna")), store.actor)
    wish = AddContact(client_id=client.id, details=ContactDetails(name="Eva"))
    contact = store.dispatch(wish, store.actor)
    store.dispatch(UndoMove(move=wish.intent), store.actor)
    with writing(store) as unit:
        marked = unit.of(CONTACTS).get(contact.id)
    assert marked.in_error
    with pytest.raises(NotAllowedNow):
        marked.marked_in_error()


def test_history_names_the_client_and_stays_a_chain(store: OpenStore) -> None:
    @given(data=st.data())
    @settings(parent=_ON_A_STORE, max_examples=3)
    def of_one_client(data: st.DataObject) -> None:
        with writing(store) as unit:
            client = unit.clients.add(new_client(new_client_id(), details("Anna"), unit.now))
            for kind in RECORD_KINDS:
                record = new(data, kind)
                if client_of(record) is not None:
                    record = replace(record, client_id=client.id)
                unit.records(kind.entity).add(record)
        told = store.dispatch(ListAccesses(client_id=client.id, limit=100), store.actor)
        of_clients = {kind.entity for kind in RECORD_KINDS if issubclass(kind, ClientRecord)}
        assert {one.entity for one in told if one.about == client.id} == of_clients
        assert store.dispatch(VerifyHistory(), store.actor).flaws == ()

    of_one_client()


def test_clearing_whom_a_change_concerns_is_found(store: OpenStore) -> None:
    with writing(store) as unit:
        client = unit.clients.add(new_client(new_client_id(), details("Anna"), unit.now))
        contact = Contact(
            id=uuid7(), created_at=unit.now, client_id=client.id, details=ContactDetails()
        )
        unit.of(CONTACTS).add(contact)
    with store.store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER changes_keep_update"))
        connection.execute(text("UPDATE changes SET about = NULL"))
    flaws = store.dispatch(VerifyHistory(), store.actor).flaws
    assert {one.kind for one in flaws} == {FlawKind.EDITED}
