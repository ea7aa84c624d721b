"""Notes and the sessions that they are about."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from kara_tui.backend.opening import OpenStore
from kara_tui.db.record_tables import SESSIONS
from kara_tui.domain.client import Client
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.ids import SessionId, new_intent_id, uuid7
from kara_tui.domain.note import NoteText
from kara_tui.domain.note_listing import NoteEntry, SessionNotes
from kara_tui.domain.session import Session, SessionDetails
from kara_tui.operations.base import Operation
from kara_tui.operations.clients import AddClient
from kara_tui.operations.notes import (
    ListNotes,
    MarkNoteInError,
    NotesOfSessions,
    SaveNote,
    SignNote,
)
from tests.support.people import details
from tests.support.stores import open_at

T = TypeVar("T")


@pytest.fixture
def store(store_path: Path, store_key: bytes) -> Iterator[OpenStore]:
    """Give an open store without a backend around it."""
    opened = open_at(store_path, store_key)
    yield opened
    opened.store.close()


def _ask(store: OpenStore, operation: Operation[T]) -> T:
    return store.dispatch(operation, store.actor)


def _client(store: OpenStore) -> Client:
    return _ask(store, AddClient(details=details()))


def _put(store: OpenStore, session: Session) -> Session:
    now = store.dispatch.now()
    with store.store.writing(store.actor, now, "Test", new_intent_id()) as unit:
        records = unit.of(SESSIONS)
        return records.save(session) if session.version else records.add(session)


def _session(store: OpenStore, client: Client, starts_at: datetime) -> Session:
    return _put(
        store,
        Session(
            id=SessionId(uuid7()),
            created_at=store.dispatch.now(),
            client_id=client.id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=50),
            time_zone="Atlantic/Reykjavik",
            details=SessionDetails(),
        ),
    )


def _written(store: OpenStore, session: Session) -> NoteEntry:
    wish = SaveNote(
        client_id=session.client_id, session_id=session.id, details=NoteText(text="Said")
    )
    return _ask(store, wish)


def test_a_note_is_about_the_time_of_its_session_wherever_that_goes(store: OpenStore) -> None:
    client = _client(store)
    start = store.dispatch.now() - timedelta(days=2)
    session = _session(store, client, start)
    note = _written(store, session).note
    assert (note.session_id, note.about) == (session.id, start)
    moved = start + timedelta(hours=5)
    session = _put(store, Session(**(vars(session) | {"starts_at": moved})))
    signed = _ask(store, SignNote(client_id=client.id, note_id=note.id, version=1)).note
    assert signed.about == moved


def test_sessions_tell_how_many_notes_they_have_and_how_many_wait(store: OpenStore) -> None:
    client = _client(store)
    now = store.dispatch.now()
    first, second, third, bare = [
        _session(store, client, now + timedelta(hours=hours)) for hours in range(4)
    ]
    one = _written(store, first).note
    _written(store, first)
    _ask(store, SignNote(client_id=client.id, note_id=one.id, version=1))
    two = _written(store, second).note
    _ask(store, SignNote(client_id=client.id, note_id=two.id, version=1))
    wrong = _written(store, third).note
    _ask(store, MarkNoteInError(client_id=client.id, note_id=wrong.id, version=1))
    asked = NotesOfSessions(session_ids=(bare.id, third.id, second.id, first.id))
    assert _ask(store, asked) == (
        SessionNotes(session_id=first.id, notes=2, unsigned=1),
        SessionNotes(session_id=second.id, notes=1, unsigned=0),
    )


def test_the_notes_of_one_session_and_those_of_none_are_listed_apart(store: OpenStore) -> None:
    client = _client(store)
    session = _session(store, client, store.dispatch.now())
    of_session = _written(store, session)
    of_none = _ask(store, SaveNote(client_id=client.id, details=NoteText(text="On the phone")))
    listed = _ask(store, ListNotes(client_id=client.id, session_id=session.id))
    assert listed.rows == (of_session,)
    assert _ask(store, ListNotes(client_id=client.id, sessionless=True)).rows == (of_none,)
    assert _ask(store, ListNotes(client_id=client.id)).total == 2


def test_a_note_is_not_put_on_a_session_of_another_client_or_on_one_in_error(
    store: OpenStore,
) -> None:
    client, other = _client(store), _client(store)
    session = _session(store, other, store.dispatch.now())
    foreign = SaveNote(client_id=client.id, session_id=session.id, details=NoteText(text="x"))
    with pytest.raises(Invalid, match="another client"):
        _ask(store, foreign)
    _put(store, session.marked_in_error())
    with pytest.raises(NotAllowedNow, match="entered in error"):
        _written(store, session)
