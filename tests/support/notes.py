"""Notes, and the moves that write and sign them."""

from typing import Any

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.note import Amendment, Note, NoteText
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.operations.notes import AmendNote, GetNote, SaveNote, SignNote


async def written(
    backend: Backend, client: Client, text: str = "We met.", **fields: Any
) -> NoteEntry:
    """Write a new note as a draft."""
    return await backend(SaveNote(client_id=client.id, details=NoteText(text=text), **fields))


async def signed(
    backend: Backend, client: Client, text: str = "We met.", **fields: Any
) -> NoteEntry:
    """Write a note and sign it."""
    note = (await written(backend, client, text, **fields)).note
    return await backend(SignNote(client_id=client.id, note_id=note.id, version=note.version))


async def amended(backend: Backend, note: Note, text: str) -> NoteEntry:
    """Add to a signed note."""
    details = NoteText(text=text)
    return await backend(AmendNote(client_id=note.client_id, note_id=note.id, details=details))


async def read(backend: Backend, note: Note) -> NoteEntry:
    """Read a note as it stands now."""
    return await backend(GetNote(client_id=note.client_id, note_id=note.id))


def text_of(record: Note | Amendment) -> str:
    """Return what a note or an amendment says."""
    return "sealed" if isinstance(record.details, bytes) else record.details.text
