"""Notes as lists show them: of a client, of sessions, those that wait for a signature."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection

from kara_tui.db.codec import decode
from kara_tui.db.note_search import clients_gone, found_notes
from kara_tui.db.record_tables import AMENDMENTS, NOTES
from kara_tui.db.tables import clients
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, NoteId, ProfessionalId, SessionId
from kara_tui.domain.note import Amendment, Note
from kara_tui.domain.note_chain import in_order
from kara_tui.domain.note_listing import (
    NoteEntry,
    NotePage,
    NotesFound,
    SessionNotes,
    UnsignedNote,
    UnsignedNotes,
)

_NOTES = NOTES.table.c
_AMENDMENTS = AMENDMENTS.table.c
_NEWEST_FIRST = (_NOTES.about.desc(), _NOTES.created_at.desc(), _NOTES.id.desc())


class Notes:
    """The notes of one professional, inside one transaction."""

    def __init__(self, connection: Connection, professional_id: ProfessionalId) -> None:
        self._connection = connection
        self._owner = professional_id

    def page(self, conditions: Collection[Any], offset: int, limit: int) -> NotePage:
        """Return a window onto the notes that meet conditions, the newest first."""
        mine = (self._own(NOTES.table), ~_NOTES.in_error, *conditions)
        counted = self._connection.execute(select(func.count()).where(*mine))
        total = int(counted.scalar_one())
        offset = max(0, min(offset, total - 1))
        rows = self._connection.execute(
            select(NOTES.table).where(*mine).order_by(*_NEWEST_FIRST).limit(limit).offset(offset)
        )
        notes = [NOTES.columns.from_row(row) for row in rows]
        return NotePage(offset=offset, rows=self.entries(notes), total=total)

    def of_client(
        self,
        client_id: ClientId,
        *,
        session_id: SessionId | None = None,
        sessionless: bool = False,
        offset: int = 0,
        limit: int = 50,
    ) -> NotePage:
        """Return a window onto a client's notes.

        Args:
            client_id: Whose notes.
            session_id: Only those of this session.
            sessionless: Only those that belong to no session.
            offset: How many newer ones stand before the window.
            limit: How many it holds at most.
        """
        which = [_NOTES.client_id == client_id]
        if session_id is not None:
            which.append(_NOTES.session_id == session_id)
        if sessionless:
            which.append(_NOTES.session_id.is_(None))
        return self.page(which, offset, limit)

    def entries(self, notes: Iterable[Note]) -> tuple[NoteEntry, ...]:
        """Return notes with what was added to them."""
        notes = list(notes)
        signed = [one.id for one in notes if one.is_signed]
        added: dict[NoteId, list[Amendment]] = defaultdict(list)
        for one in self.amendments(signed):
            if not one.in_error:
                added[one.note_id].append(one)
        return tuple(NoteEntry(note=one, amendments=in_order(added[one.id])) for one in notes)

    def amendments(self, note_ids: Collection[NoteId]) -> tuple[Amendment, ...]:
        """Return all that was added to notes, what was entered in error too."""
        if not note_ids:
            return ()
        rows = self._connection.execute(
            select(AMENDMENTS.table).where(
                self._own(AMENDMENTS.table), _AMENDMENTS.note_id.in_(list(note_ids))
            )
        )
        return tuple(AMENDMENTS.columns.from_row(row) for row in rows)

    def of_sessions(self, session_ids: Collection[SessionId]) -> tuple[SessionNotes, ...]:
        """Return which of the sessions have notes, in the order of their ids."""
        number = func.count()
        rows = self._connection.execute(
            select(
                _NOTES.session_id,
                number.label("notes"),
                (number - func.count(_NOTES.signature)).label("unsigned"),
            )
            .where(
                self._own(NOTES.table),
                ~_NOTES.in_error,
                _NOTES.session_id.in_(list(session_ids)),
            )
            .group_by(_NOTES.session_id)
            .order_by(_NOTES.session_id)
        )
        return tuple(
            SessionNotes(session_id=row.session_id, notes=row.notes, unsigned=row.unsigned)
            for row in rows
        )

    def unsigned(self, offset: int, limit: int) -> UnsignedNotes:
        """Return a window onto all drafts, those about the longest past first."""
        waiting = _unsigned(self._owner)
        counted = self._connection.execute(select(func.count()).where(*_waits(self._owner)))
        total = int(counted.scalar_one())
        offset = max(0, min(offset, total - 1))
        window = waiting.order_by(_NOTES.about, _NOTES.id).limit(limit).offset(offset)
        rows = tuple(map(_unsigned_note, self._connection.execute(window)))
        return UnsignedNotes(offset=offset, rows=rows, total=total)

    def next_unsigned(
        self, after: Note | None, client_id: ClientId | None = None
    ) -> UnsignedNote | None:
        """Return the draft behind a note, going round at the end; None when there is no other.

        Args:
            after: None for the first one.
            client_id: Only among this client's.
        """
        waiting = _unsigned(self._owner).order_by(_NOTES.about, _NOTES.id).limit(1)
        if client_id is not None:
            waiting = waiting.where(_NOTES.client_id == client_id)
        questions = [waiting]
        if after is not None:
            later = _NOTES.about > after.about
            beside = (_NOTES.about == after.about) & (_NOTES.id > after.id)
            questions = [waiting.where(later | beside), waiting.where(_NOTES.id != after.id)]
        for question in questions:
            if row := self._connection.execute(question).first():
                return _unsigned_note(row)
        return None

    def search(
        self, words: tuple[str, ...], client_id: ClientId | None, offset: int, limit: int
    ) -> NotesFound:
        """Return a window onto the notes in which all words occur, the newest first."""
        return found_notes(self._connection, self._owner, words, client_id, offset, limit)

    def _own(self, table: Any) -> Any:
        return table.c.professional_id == self._owner


def _unsigned(owner: ProfessionalId) -> Select[Any]:
    return (
        select(
            _NOTES.id,
            _NOTES.version,
            _NOTES.client_id,
            _NOTES.session_id,
            _NOTES.about,
            _NOTES.template,
            clients.c.details,
        )
        .join(
            clients,
            (clients.c.professional_id == _NOTES.professional_id)
            & (clients.c.id == _NOTES.client_id),
        )
        .where(*_waits(owner))
    )


def _waits(owner: ProfessionalId) -> tuple[Any, ...]:
    return (
        _NOTES.professional_id == owner,
        _NOTES.signature.is_(None),
        ~_NOTES.in_error,
        _NOTES.client_id.not_in(clients_gone(owner)),
    )


def _unsigned_note(row: Any) -> UnsignedNote:
    return UnsignedNote(
        note_id=row.id,
        version=row.version,
        client_id=row.client_id,
        session_id=row.session_id,
        about=row.about,
        template=row.template,
        details=decode(row.details, ClientDetails),
    )
