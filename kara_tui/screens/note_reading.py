"""A note read from the store, with all that helps to write it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.drafts import Draft, DraftContent
from kara_tui.domain.note_forms import NoteForm
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.text import clean_lines
from kara_tui.interchange.note_files import NoteFiles
from kara_tui.operations.drafts import DiscardDraft, FindDrafts
from kara_tui.operations.notes import GetNote, ListNotes, ListNoteVersions
from kara_tui.screens.desk import Desk
from kara_tui.screens.note_words import text_of

MOST_LAST = 30
"""So many of the client's last notes stand beside the one that is written."""

TEXT, TEMPLATE = "text", "template"
"""What drafts of notes keep."""


@dataclass(frozen=True)
class FoundNote:
    """What a screen with a note begins on."""

    entry: NoteEntry | None
    """The note as it is saved; None for a new one."""
    saved_at: datetime | None
    """When that was; None where it is not known."""
    last: tuple[NoteEntry, ...]
    """The client's last notes without this one, the newest first."""
    drafts: tuple[Draft, ...]
    """What was typed and says something that is not saved, newest first."""
    files: NoteFiles


async def read_note(desk: Desk, where: NoteForm) -> FoundNote:
    """Return a note, what was typed in it and not saved, and the notes before it.

    What was typed and is saved by now is thrown away.

    Raises:
        KaraError: When the store cannot be read.
    """
    entry, saved_at = None, None
    if where.note_id is not None:
        entry = await desk.backend(GetNote(client_id=where.client_id, note_id=where.note_id))
        if not entry.note.is_signed:
            asked = ListNoteVersions(client_id=where.client_id, note_id=where.note_id)
            change = (await desk.backend(asked))[0].change
            saved_at = change.at if change else None
    page = await desk.backend(ListNotes(client_id=where.client_id, limit=MOST_LAST + 1))
    last = tuple(one for one in page.rows if one.note.id != where.note_id)
    drafts = await desk.backend(FindDrafts(form=where.name))
    same = [one for one in last if one.note.session_id == where.session_id]
    saved = {text for one in ([entry] if entry else same) for text in saved_texts(one)}
    left = tuple(one for one in drafts if clean_lines(typed_text(one)) not in saved)
    await _throw_away(desk, [one for one in drafts if one not in left])
    files = await asyncio.to_thread(desk.note_files)
    return FoundNote(entry, saved_at, last[:MOST_LAST], left, files)


def saved_texts(entry: NoteEntry) -> set[str]:
    """Return what a note and its amendments say."""
    return {text_of(entry.note.details), *(text_of(one.details) for one in entry.amendments)}


def typed_text(draft: Draft) -> str:
    """Return what was typed in a note; nothing where this terminal cannot open it."""
    return draft.content.typed.get(TEXT, "") if isinstance(draft.content, DraftContent) else ""


def typed_template(draft: Draft) -> str:
    """Return the name of the template that a new note was begun with."""
    return draft.content.typed.get(TEMPLATE, "") if isinstance(draft.content, DraftContent) else ""


async def _throw_away(desk: Desk, settled: list[Draft]) -> None:
    for one in settled:
        if isinstance(one.content, DraftContent) and not desk.presence.is_being_typed(one):
            await desk.backend(DiscardDraft(key=one.key))
