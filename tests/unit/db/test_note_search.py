"""The index over notes: it finds what reading every note would find, and forgets what is gone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from kara_tui.backend.opening import OpenStore
from kara_tui.beside import keys_of
from kara_tui.db import note_search
from kara_tui.db.haste import indexed_afterwards
from kara_tui.db.rescue import rescue
from kara_tui.domain.client import Client, RecordClass
from kara_tui.domain.details import Remark
from kara_tui.domain.ids import NoteId
from kara_tui.domain.note import Note, NoteText
from kara_tui.domain.note_excerpt import note_words
from kara_tui.domain.text import fold, searched
from kara_tui.operations.base import Operation
from kara_tui.operations.clients import AddClient
from kara_tui.operations.history import UndoMove
from kara_tui.operations.notes import (
    AmendNote,
    MarkNoteInError,
    SaveNote,
    SearchNotes,
    SignNote,
)
from kara_tui.operations.records import EraseClient, SetRecordClass
from tests.support.people import details
from tests.support.stores import open_at

T = TypeVar("T")

_WORDS = st.sampled_from(["anna", "Ánna", "annað", "þar", "thar", "a", "an", "x-1", '"q"', "100%"])
_TEXTS = st.lists(_WORDS, min_size=1, max_size=5).map(" ".join)


@pytest.fixture
def store(store_path: Path, store_key: bytes) -> Iterator[OpenStore]:
    """Give an open store without a backend around it."""
    opened = open_at(store_path, store_key)
    yield opened
    opened.store.close()


def _ask(store: OpenStore, operation: Operation[T]) -> T:
    return store.dispatch(operation, store.actor)


def _client(store: OpenStore, name: str = "Anna") -> Client:
    return _ask(store, AddClient(details=details(name)))


def _note(store: OpenStore, client: Client, said: str, days_ago: int = 0) -> Note:
    about = store.dispatch.now() - timedelta(days=days_ago)
    wish = SaveNote(client_id=client.id, about=about, details=NoteText(text=said))
    return _ask(store, wish).note


def _found(store: OpenStore, search: str, client: Client | None = None) -> list[NoteId]:
    client_id = client.id if client else None
    found = _ask(store, SearchNotes(search=search, client_id=client_id, limit=100))
    return [one.note_id for one in found.rows]


def _kept_words(store: OpenStore) -> list[tuple[bytes, str]]:
    with store.store.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT note_id, search_text FROM note_words ORDER BY note_id")
        )
        return [(row.note_id, row.search_text) for row in rows]


def _check_index(store: OpenStore) -> None:
    with store.store.engine.begin() as connection:
        check = "INSERT INTO note_words_fts(note_words_fts, rank) VALUES ('integrity-check', 1)"
        connection.execute(text(check))


@pytest.mark.parametrize("few", [0, 2, 1000])
def test_a_search_finds_what_reading_every_note_would_find(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(note_search, "FEW", few)
    clients = [_client(store, name) for name in ("Anna", "Bea")]
    written: list[tuple[Note, str]] = []

    @given(st.lists(st.tuples(st.sampled_from(clients), _TEXTS), min_size=1, max_size=3), _TEXTS)
    @settings(max_examples=12)
    def search(more: list[tuple[Client, str]], typed: str) -> None:
        for client, said in more:
            note = _note(store, client, said, days_ago=len(written))
            written.append((note, "".join(f"  {word}" for word in fold(said).split())))
        words = [searched(word) for word in note_words(typed)]
        for among in (None, *clients):
            expected = [
                note.id
                for note, said in written
                if (among is None or note.client_id == among.id)
                and all(word in said for word in words)
            ]
            assert _found(store, typed, among) == expected[:100]

    search()
    _check_index(store)


def test_windows_follow_one_another_and_say_when_there_is_more(store: OpenStore) -> None:
    client = _client(store)
    notes = [_note(store, client, f"rain {day}", days_ago=day) for day in range(5)]
    pages = [_ask(store, SearchNotes(search="rain", offset=at, limit=2)) for at in (0, 2, 4, 6)]
    ids = [[one.note_id for one in page.rows] for page in pages]
    assert ids == [[one.id for one in notes[at : at + 2]] for at in (0, 2, 4, 6)]
    assert [page.has_more for page in pages] == [True, True, False, False]
    first = pages[0].rows[0]
    assert (first.excerpt.text, first.excerpt.matches) == ("rain 0", ((0, 4),))
    assert first.details == client.details


def test_nothing_is_found_by_an_empty_search(store: OpenStore) -> None:
    _note(store, _client(store), "rain")
    assert _found(store, "") == _found(store, " \u200b") == []


def test_the_index_follows_every_move(store: OpenStore) -> None:
    client = _client(store)
    note = _note(store, client, "walrus")
    changing = SaveNote(
        client_id=client.id, note_id=note.id, version=1, details=NoteText(text="penguin")
    )
    _ask(store, changing)
    assert (_found(store, "walrus"), _found(store, "penguin")) == ([], [note.id])
    _ask(store, UndoMove(move=changing.intent))
    assert (_found(store, "walrus"), _found(store, "penguin")) == ([note.id], [])
    _ask(store, SignNote(client_id=client.id, note_id=note.id, version=3))
    more = NoteText(text="narwhal")
    _ask(store, AmendNote(client_id=client.id, note_id=note.id, details=more))
    # Both words, one of which stands in the note and the other in what was added.
    assert _found(store, "narwhal walrus") == [note.id]
    marking = MarkNoteInError(client_id=client.id, note_id=note.id, version=4)
    _ask(store, marking)
    assert _found(store, "walrus") == []
    _ask(store, UndoMove(move=marking.intent))
    assert _found(store, "narwhal") == [note.id]
    _check_index(store)


def test_a_note_that_is_sealed_later_leaves_no_word_behind(store: OpenStore) -> None:
    client = _client(store)
    note = _note(store, client, "walrus")
    _ask(
        store,
        SaveNote(client_id=client.id, note_id=note.id, version=1, details=b"\x01sealed"),
    )
    assert _kept_words(store) == []
    _check_index(store)


def test_an_erased_client_leaves_no_word_in_the_index(
    store: OpenStore, store_path: Path, store_key: bytes
) -> None:
    other = _client(store, "Other")
    stays = _note(store, other, "penguin")
    client = _client(store)
    for _ in range(30):
        _note(store, client, "quixotrine zebulonia")
    reason = Remark(text="Asked")
    private = SetRecordClass(
        client_id=client.id, version=1, record_class=RecordClass.PRIVATE_PRACTICE, reason=reason
    )
    _ask(store, private)
    _ask(store, EraseClient(client_id=client.id, version=2, reason=reason))
    assert (_found(store, "quixotrine"), _found(store, "penguin")) == ([], [stays.id])
    assert [note_id for note_id, _ in _kept_words(store)] == [stays.id.bytes]
    with store.store.engine.connect() as connection:
        connection.execute(
            text("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'note_words_fts', 'row')")
        )
        terms = set(connection.execute(text("SELECT term FROM temp.terms")).scalars())
    assert "pen" in terms
    assert not {"qui", "zeb", "ebu"} & terms


def test_the_words_are_made_anew_when_a_store_is_rescued(
    store: OpenStore, store_path: Path, store_key: bytes, tmp_path: Path
) -> None:
    client = _client(store)
    note = _note(store, client, "walrus")
    _ask(store, SignNote(client_id=client.id, note_id=note.id, version=1))
    _ask(
        store,
        AmendNote(client_id=client.id, note_id=note.id, details=NoteText(text="narwhal")),
    )
    wrong = _note(store, client, "mistake")
    _ask(store, MarkNoteInError(client_id=client.id, note_id=wrong.id, version=1))
    before = _kept_words(store)
    store.store.shred_leftovers()
    out = tmp_path / "rescued" / "practice.db"
    rescue(store_path, store_key, out)
    assert not keys_of(out).exists()
    rescued = open_at(out, store_key)
    try:
        assert _kept_words(rescued) == before
        assert _found(rescued, "walrus narwhal") == [note.id]
        _check_index(rescued)
    finally:
        rescued.store.close()


def test_an_index_that_is_made_afterwards_finds_the_same(store: OpenStore) -> None:
    client = _client(store)
    with indexed_afterwards(store.store):
        note = _note(store, client, "walrus")
    assert _found(store, "walrus") == [note.id]
    _check_index(store)
