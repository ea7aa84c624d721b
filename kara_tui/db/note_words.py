"""The words of notes, kept for searches: one row for each note that can be read here.

It follows every change of a note or an amendment, whoever makes it. Triggers of the store keep
an index of letter triples over it.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from kara_tui.db.codec import decode
from kara_tui.db.record_tables import AMENDMENTS, NOTES, note_words
from kara_tui.domain.ids import ProfessionalId
from kara_tui.domain.note import Amendment, Note, NoteText
from kara_tui.domain.note_excerpt import searchable_words
from kara_tui.domain.record import Record

_BATCH = 500

_NOTES = (
    "SELECT rowid, professional_id, id, client_id, about, details FROM notes "
    "WHERE rowid > ? AND NOT in_error ORDER BY rowid LIMIT ?"
)
_AMENDMENTS = (
    "SELECT details FROM amendments WHERE professional_id = ? AND note_id = ? AND NOT in_error "
    "ORDER BY number"
)
_PUT = (
    "INSERT INTO note_words (professional_id, note_id, client_id, about, search_text) "
    "VALUES (?, ?, ?, ?, ?)"
)


def learn_words(connection: Connection, owner: ProfessionalId, record: Record) -> None:
    """Keep the words of a note that was saved, or that something was added to."""
    if isinstance(record, Note):
        _learn(connection, owner, record)
    elif isinstance(record, Amendment):
        question = select(NOTES.table).where(*_at(NOTES.table, owner, "id", record.note_id))
        for row in connection.execute(question):
            _learn(connection, owner, NOTES.columns.from_row(row))


def derive_note_words(connection: Any) -> None:
    """Fill the table of a store in which it is empty."""
    last = 0
    while rows := connection.execute(_NOTES, (last, _BATCH)).fetchall():
        for _, owner, note_id, client_id, about, details in rows:
            added = connection.execute(_AMENDMENTS, (owner, note_id)).fetchall()
            words = _words([details, *(one for (one,) in added)])
            if words is not None:
                connection.execute(_PUT, (owner, note_id, client_id, about, words))
        last = rows[-1][0]


def _learn(connection: Connection, owner: ProfessionalId, note: Note) -> None:
    mine = _at(note_words, owner, "note_id", note.id)
    words = None if note.in_error else _words_of(connection, owner, note)
    if words is None:
        connection.execute(delete(note_words).where(*mine))
        return
    row = {"client_id": note.client_id, "about": note.about, "search_text": words}
    if connection.execute(update(note_words).where(*mine).values(row)).rowcount == 0:
        known = {"professional_id": owner, "note_id": note.id}
        connection.execute(insert(note_words).values(known | row))


def _words_of(connection: Connection, owner: ProfessionalId, note: Note) -> str | None:
    table = AMENDMENTS.table
    added = connection.execute(
        select(table.c.details)
        .where(*_at(table, owner, "note_id", note.id), ~table.c.in_error)
        .order_by(table.c.number)
    )
    return _searchable([note.details, *(decode(one, NoteText) for one in added.scalars())])


def _words(parts: Iterable[bytes]) -> str | None:
    return _searchable([decode(one, NoteText) for one in parts])


def _searchable(parts: Iterable[NoteText | bytes]) -> str | None:
    """Return what a search reads; None when nothing can be read here."""
    texts = [one.text for one in parts if isinstance(one, NoteText)]
    return searchable_words(texts) if texts else None


def _at(table: Any, owner: ProfessionalId, column: str, value: UUID) -> tuple[Any, ...]:
    return table.c.professional_id == owner, table.c[column] == value
