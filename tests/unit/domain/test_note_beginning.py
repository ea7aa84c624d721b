"""A new note begun with the last one: its text, and what was added to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kara_tui.domain.errors import StillSealed
from kara_tui.domain.ids import ClientId, NoteId, uuid7
from kara_tui.domain.note import Amendment, Note, NoteText, Signature
from kara_tui.domain.note_beginning import Beginning, begun_from, last_note
from kara_tui.domain.note_listing import NoteEntry

_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_CLIENT = ClientId(uuid7())


def _entry(text: str, days_ago: int = 0, *added: str) -> NoteEntry:
    note = Note(
        id=NoteId(uuid7()),
        created_at=_NOON,
        client_id=_CLIENT,
        about=_NOON - timedelta(days=days_ago),
        template="dap",
        details=NoteText(text=text),
    )
    amendments = tuple(
        Amendment(
            id=uuid7(),
            created_at=_NOON,
            client_id=_CLIENT,
            note_id=note.id,
            number=number,
            signature=Signature(at=_NOON, by="Dr Anna", hash=""),
            details=NoteText(text=more),
        )
        for number, more in enumerate(added, 1)
    )
    return NoteEntry(note=note, amendments=amendments)


def test_it_says_what_the_last_note_says_with_its_amendments() -> None:
    assert begun_from(_entry("Said", 1, "Added", "More")) == Beginning(
        template="dap", text="Said\n\nAdded\n\nMore"
    )


def test_the_last_note_is_the_newest_one_before_that_says_anything() -> None:
    old, empty, wrong, later = _entry("old", 5), _entry(" ", 1), _entry("wrong", 2), _entry("late")
    wrong = replace(wrong, note=wrong.note.marked_in_error())
    entries = [later, empty, old, wrong]
    assert last_note(entries) == later
    assert last_note(entries, before=_NOON) == old
    assert last_note([empty, wrong]) is None


def test_a_sealed_note_cannot_be_begun_with() -> None:
    sealed = _entry("x")
    with pytest.raises(StillSealed):
        begun_from(replace(sealed, note=replace(sealed.note, details=b"\x01")))
