"""Searching notes where their text can be read.

On SQLite an index of letter triples first tells which notes may match. Where these are few, they
are read and sorted; where they are many, a walk from the newest note on meets enough of them
soon. Within one client's notes there is nothing to gain by the index.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection

from kara_tui.db.client_candidates import candidates
from kara_tui.db.codec import decode
from kara_tui.db.record_tables import AMENDMENTS, NOTES, note_words
from kara_tui.db.tables import clients
from kara_tui.domain.client import Stage
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, ProfessionalId
from kara_tui.domain.note import NoteText
from kara_tui.domain.note_excerpt import excerpt_of
from kara_tui.domain.note_listing import NoteFound, NotesFound
from kara_tui.domain.text import searched

FEW = 2000
"""Up to so many candidates are read and sorted on the spot."""

_WORDS = note_words.c


def found_notes(
    connection: Connection,
    owner: ProfessionalId,
    words: tuple[str, ...],
    client_id: ClientId | None,
    offset: int,
    limit: int,
) -> NotesFound:
    """Return a window onto the notes in which all words occur, the newest first.

    Args:
        connection: To the store.
        owner: Whose notes.
        words: Folded; without any, nothing is found.
        client_id: Only among this client's.
        offset: How many newer ones stand before the window.
        limit: How many it holds at most.
    """
    if not words:
        return NotesFound(offset=0, rows=(), has_more=False)
    matching = _matching(connection, owner, words, client_id)
    window = matching.order_by(_WORDS.about.desc(), _WORDS.row.desc())
    met = connection.execute(window.offset(offset).limit(limit + 1)).scalars().all()
    rows = _rows(connection, owner, met[:limit], words)
    return NotesFound(offset=offset, rows=rows, has_more=len(met) > limit)


def clients_gone(owner: ProfessionalId) -> Select[Any]:
    """Return the ids of clients whose notes are shown in no list."""
    gone = [Stage.ENTERED_IN_ERROR.value, Stage.ERASED.value]
    mine = clients.c.professional_id == owner
    return select(clients.c.id).where(mine, clients.c.stage.in_(gone))


def _matching(
    connection: Connection,
    owner: ProfessionalId,
    words: tuple[str, ...],
    client_id: ClientId | None,
) -> Select[Any]:
    sought = tuple(searched(word) for word in words)
    question = select(_WORDS.note_id).where(
        _WORDS.professional_id == owner,
        _WORDS.client_id.not_in(clients_gone(owner)),
        *(_WORDS.search_text.contains(word, autoescape=True) for word in sought),
    )
    if client_id is not None:
        return question.where(_WORDS.client_id == client_id)
    few = candidates(connection, sought, FEW, "note_words_fts")
    if few is None:
        return question
    given = func.json_each(few.rows).table_valued("value")
    return question.where(_WORDS.row.in_(select(given.c.value)))


def _rows(
    connection: Connection, owner: ProfessionalId, ids: Iterable[Any], words: tuple[str, ...]
) -> tuple[NoteFound, ...]:
    notes, ids = NOTES.table.c, list(ids)
    question = (
        select(NOTES.table, clients.c.details.label("whose"))
        .join(
            clients,
            (clients.c.professional_id == notes.professional_id)
            & (clients.c.id == notes.client_id),
        )
        .where(notes.professional_id == owner, notes.id.in_(ids))
    )
    by_id = {row.id: row for row in connection.execute(question)}
    added = _added(connection, owner, ids)
    return tuple(_found(by_id[one], added.get(one, []), words) for one in ids)


def _added(connection: Connection, owner: ProfessionalId, ids: list[Any]) -> dict[Any, list[bytes]]:
    amendments = AMENDMENTS.table.c
    question = (
        select(amendments.note_id, amendments.details)
        .where(
            amendments.professional_id == owner, amendments.note_id.in_(ids), ~amendments.in_error
        )
        .order_by(amendments.number)
    )
    added: dict[Any, list[bytes]] = {}
    for row in connection.execute(question):
        added.setdefault(row.note_id, []).append(row.details)
    return added


def _found(row: Any, added: list[bytes], words: tuple[str, ...]) -> NoteFound:
    note = NOTES.columns.from_row(row)
    parts = [note.details, *(decode(one, NoteText) for one in added)]
    texts = [part.text for part in parts if isinstance(part, NoteText)]
    return NoteFound(
        note_id=note.id,
        client_id=note.client_id,
        session_id=note.session_id,
        about=note.about,
        is_signed=note.is_signed,
        excerpt=excerpt_of(texts, words),
        details=decode(row.whose, ClientDetails),
    )
