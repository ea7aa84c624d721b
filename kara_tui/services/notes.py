"""Handlers of the operations on notes."""

from datetime import datetime

from kara_tui.db.record_tables import AMENDMENTS, NOTES, SESSIONS
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.errors import Conflict, Invalid, NotAllowedNow, NotFound
from kara_tui.domain.ids import ClientId, NoteId, SessionId
from kara_tui.domain.listing import LONGEST_SEARCH
from kara_tui.domain.note import Amendment, Note, Signature, require_words
from kara_tui.domain.note_chain import amended, fingerprint, signed_note
from kara_tui.domain.note_excerpt import note_words
from kara_tui.domain.note_listing import (
    NoteEntry,
    NotePage,
    NotesFound,
    NoteVersion,
    SessionNotes,
    UnsignedNote,
    UnsignedNotes,
)
from kara_tui.operations.notes import (
    AmendNote,
    GetNote,
    ListNotes,
    ListNoteVersions,
    ListUnsignedNotes,
    MarkNoteInError,
    NextUnsignedNote,
    NotesOfSessions,
    RestoreNoteVersion,
    SaveNote,
    SearchNotes,
    SignNote,
)
from kara_tui.services.handling import handles

MOST_NOTES = 500
"""A window never holds more notes, whatever is asked for."""

_MOST_FOUND = 100
_MOST_SESSIONS = 1000


@handles(ListNotes)
def list_notes(op: ListNotes, unit: UnitOfWork) -> NotePage:
    unit.clients.get(op.client_id)
    return unit.notes.of_client(
        op.client_id,
        session_id=op.session_id,
        sessionless=op.sessionless,
        offset=max(0, op.offset),
        limit=min(max(1, op.limit), MOST_NOTES),
    )


@handles(NotesOfSessions)
def notes_of_sessions(op: NotesOfSessions, unit: UnitOfWork) -> tuple[SessionNotes, ...]:
    if len(op.session_ids) > _MOST_SESSIONS:
        raise Invalid("session_ids", f"Ask for at most {_MOST_SESSIONS:,} sessions at once.")
    return unit.notes.of_sessions(op.session_ids)


@handles(GetNote)
def get_note(op: GetNote, unit: UnitOfWork) -> NoteEntry:
    return _entry(_note(op.client_id, op.note_id, unit), unit)


@handles(ListNoteVersions)
def list_note_versions(op: ListNoteVersions, unit: UnitOfWork) -> tuple[NoteVersion, ...]:
    note = _note(op.client_id, op.note_id, unit)
    versions = [note, *unit.of(NOTES).revisions(note.id)]
    made = unit.journal.of_versions(note.id, [one.version for one in versions])
    return tuple(NoteVersion(note=one, change=made.get(one.version)) for one in versions)


@handles(ListUnsignedNotes)
def list_unsigned_notes(op: ListUnsignedNotes, unit: UnitOfWork) -> UnsignedNotes:
    return unit.notes.unsigned(max(0, op.offset), min(max(1, op.limit), MOST_NOTES))


@handles(NextUnsignedNote)
def next_unsigned_note(op: NextUnsignedNote, unit: UnitOfWork) -> UnsignedNote | None:
    after = None if op.after is None else unit.of(NOTES).get(op.after)
    return unit.notes.next_unsigned(after, op.client_id)


@handles(SearchNotes)
def search_notes(op: SearchNotes, unit: UnitOfWork) -> NotesFound:
    if len(op.search) > LONGEST_SEARCH:
        raise Invalid("search", f"A search takes at most {LONGEST_SEARCH} characters.")
    if op.client_id is not None:
        unit.clients.get(op.client_id)
    limit = min(max(1, op.limit), _MOST_FOUND)
    return unit.notes.search(note_words(op.search), op.client_id, max(0, op.offset), limit)


@handles(SaveNote)
def save_note(op: SaveNote, unit: UnitOfWork) -> NoteEntry:
    if op.version == 0:
        return _entry(_added(op, unit), unit)
    note = _note(op.client_id, op.note_id, unit, version=op.version)
    about = _start_of(note.session_id, unit) or op.about
    return _entry(unit.of(NOTES).save(note.written(op.details, about), ("text",)), unit)


@handles(SignNote)
def sign_note(op: SignNote, unit: UnitOfWork) -> NoteEntry:
    note = _note(op.client_id, op.note_id, unit, version=op.version)
    text = note.details if op.details is None else op.details
    written = note.written(text, _start_of(note.session_id, unit))
    require_words(text)
    mark = fingerprint(text, op.fingerprint)
    signed = signed_note(written, unit.now, unit.professional_name(), mark)
    return _entry(unit.of(NOTES).save(signed, ("signature",)), unit)


@handles(AmendNote)
def amend_note(op: AmendNote, unit: UnitOfWork) -> NoteEntry:
    note = _note(op.client_id, op.note_id, unit)
    note.require_signed()
    require_words(op.details)
    earlier = unit.notes.amendments([note.id])
    if any(one.id == op.amendment_id for one in earlier):
        raise NotAllowedNow("This amendment was added already.", "Nothing was changed.")
    added = Amendment(
        id=op.amendment_id,
        client_id=note.client_id,
        created_at=unit.now,
        note_id=note.id,
        number=0,
        signature=Signature(at=unit.now, by=unit.professional_name(), hash=""),
        details=op.details,
    )
    mark = fingerprint(op.details, op.fingerprint)
    unit.of(AMENDMENTS).add(amended(note, earlier, added, mark))
    return _entry(note, unit)


@handles(MarkNoteInError)
def mark_note_in_error(op: MarkNoteInError, unit: UnitOfWork) -> NoteEntry:
    note = _note(op.client_id, op.note_id, unit, version=op.version)
    return _entry(unit.of(NOTES).save(note.marked_in_error(), ("in_error",)), unit)


@handles(RestoreNoteVersion)
def restore_note_version(op: RestoreNoteVersion, unit: UnitOfWork) -> NoteEntry:
    note = _note(op.client_id, op.note_id, unit, version=op.version)
    past = unit.of(NOTES).revision(note.id, op.revision)
    return _entry(unit.of(NOTES).save(note.restored(past.details), ("text",)), unit)


def _added(op: SaveNote, unit: UnitOfWork) -> Note:
    unit.clients.get(op.client_id).require_editable()
    existing = unit.of(NOTES).find(NOTES.table.c.id == op.note_id)
    if existing:
        raise Conflict(existing[0])
    start = None
    if op.session_id is not None:
        session = unit.of(SESSIONS).get(op.session_id)
        if session.client_id != op.client_id:
            raise Invalid("session_id", "This session is another client's.")
        if session.in_error:
            raise NotAllowedNow("This session was marked as entered in error.")
        start = session.starts_at
    return unit.of(NOTES).add(
        Note(
            id=op.note_id,
            client_id=op.client_id,
            created_at=unit.now,
            session_id=op.session_id,
            about=start or op.about or unit.now,
            template=op.template,
            details=op.details,
        )
    )


def _note(
    client_id: ClientId, note_id: NoteId, unit: UnitOfWork, version: int | None = None
) -> Note:
    note = unit.of(NOTES).get(note_id, version=version)
    if note.client_id != client_id:
        raise NotFound("This client has no such note.")
    return note


def _start_of(session_id: SessionId | None, unit: UnitOfWork) -> datetime | None:
    return None if session_id is None else unit.of(SESSIONS).get(session_id).starts_at


def _entry(note: Note, unit: UnitOfWork) -> NoteEntry:
    return unit.notes.entries([note])[0]
