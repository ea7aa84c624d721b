"""What is typed in a note outlives whatever happens; two terminals overwrite nothing unseen."""

from datetime import timedelta
from typing import Any

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.note import Note, NoteText
from kara_tui.operations.drafts import SaveDraft
from kara_tui.operations.notes import GetNote, ListNotes, SaveNote
from kara_tui.screens.note_compare import NoteCompareScreen
from kara_tui.screens.note_versions import NoteVersionsScreen
from tests.screens.notes.helpers import (
    drafts,
    kept,
    note,
    press,
    saved,
    screen,
    tell_changes,
    text,
    write,
)
from tests.support.clock import FixedClock
from tests.support.notes import read, signed, text_of, written
from tests.support.one_screen import NARROW, painted, said
from tests.support.people import added
from tests.support.sessions import scheduled
from tests.support.trouble import Failing


async def _draft(backend: Backend, form: str, words: str, **fields: Any) -> None:
    writer = fields.pop("writer", "")
    content = DraftContent(typed={"text": words, **fields}, writer=writer)
    await backend(
        SaveDraft(key=f"{form}~{words[:1].encode().hex()}", record_version=0, content=content)
    )


async def _saved_elsewhere(backend: Backend, client: Client, one: Note, words: str) -> None:
    details = NoteText(text=words)
    wish = SaveNote(client_id=client.id, note_id=one.id, version=one.version, details=details)
    await backend(wish)


async def test_a_new_note_goes_on_where_it_was_left(backend: Backend) -> None:
    client = await added(backend)
    session = await scheduled(backend, client.id)
    form = f"session-note:{session.id}:{client.id}"
    await _draft(backend, form, "## Subjective\nHalf a sen", template="soap")
    clock = FixedClock()
    clock.forward(timedelta(minutes=3))
    async with note(backend, client, session=session, clock=clock) as pilot:
        assert text(pilot) == "## Subjective\nHalf a sen"
        assert "Typed 12:00, 3 minutes ago, and not saved yet." in said(pilot, "#message")
        assert "What the client tells" in painted(pilot)
        await write(pilot, "tence.")
        await press(pilot, "f2")
    [stored] = (await backend(ListNotes(client_id=client.id))).rows
    assert text_of(stored.note) == "## Subjective\nHalf a sentence."
    assert (stored.note.template, stored.note.session_id) == ("soap", session.id)
    assert await drafts(backend) == {}


async def test_a_new_note_of_one_session_does_not_stand_in_another(backend: Backend) -> None:
    client = await added(backend)
    session, other = [await scheduled(backend, client.id) for _ in range(2)]
    await _draft(backend, f"session-note:{session.id}:{client.id}", "Half")
    async with note(backend, client, session=other) as pilot:
        assert text(pilot) == ""


async def test_a_text_that_was_saved_just_before_the_end_is_not_offered_again(
    backend: Backend,
) -> None:
    client = await added(backend)
    await written(backend, client, "All of it.")
    await _draft(backend, f"client-note:new:{client.id}", "All of it.\n")
    async with note(backend, client) as pilot:
        assert text(pilot) == ""
    assert await drafts(backend) == {}


async def test_an_unsaved_text_and_the_saved_one_are_both_shown(backend: Backend) -> None:
    client = await added(backend)
    entry = await written(backend, client, "As saved.")
    await _draft(backend, f"note:{entry.note.id}:{client.id}", "As typed.")
    for taken, other in ((["enter"], "As saved."), (["left", "enter"], "As typed.")):
        async with note(backend, client, entry.note.id, size=NARROW) as pilot:
            assert "As saved." in painted(pilot)
            assert "As typed." in painted(pilot)
            assert "Typed 12:00" in painted(pilot)
            await press(pilot, *taken)
            assert text(pilot) == ("As typed." if other == "As saved." else "As saved.")
            await press(pilot, "ctrl+z")
            assert text(pilot) == other
            await press(pilot, "ctrl+y")
            if other == "As saved.":
                await press(pilot, "escape", "down", "enter")
    assert text_of((await read(backend, entry.note)).note) == "As saved."


async def test_who_decides_nothing_finds_both_texts_again(backend: Backend) -> None:
    client = await added(backend)
    entry = await written(backend, client, "As saved.")
    await _draft(backend, f"note:{entry.note.id}:{client.id}", "As typed.")
    async with note(backend, client, entry.note.id) as pilot:
        await press(pilot, "escape")
        assert text(pilot) == "As saved."
        assert "still waits" in said(pilot, "#message")
    assert list((await drafts(backend)).values()) == ["As typed."]


async def test_a_text_typed_elsewhere_is_left_alone(backend: Backend) -> None:
    client = await added(backend)
    await _draft(backend, f"client-note:new:{client.id}", "Theirs", writer="there")
    async with note(backend, client) as pilot:
        assert "Being typed elsewhere" in said(pilot, "#message")
        await write(pilot, "Mine.")
        await press(pilot, "f2")
    assert list((await drafts(backend)).values()) == ["Theirs"]


async def test_both_texts_are_shown_when_two_terminals_save_one_note(backend: Backend) -> None:
    client = await added(backend)
    entry = await written(backend, client, "Begun.")
    async with note(backend, client, entry.note.id) as pilot:
        await write(pilot, " Mine.")
        await _saved_elsewhere(backend, client, entry.note, "Begun. Theirs.")
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, NoteCompareScreen)
        assert "Begun. Theirs." in painted(pilot)
        assert "Begun. Mine." in painted(pilot)
        await press(pilot, "escape")
        assert text(pilot) == "Begun. Mine."
        await press(pilot, "f2", "b")
        assert text(pilot) == "Begun. Theirs.\n\nBegun. Mine."
        await press(pilot, "f2")
        assert "saved" in said(pilot, "#state")
    assert await saved(backend, client) == ["Begun. Theirs.\n\nBegun. Mine."]


async def test_a_change_from_elsewhere_is_shown_at_once_where_nothing_is_typed(
    backend: Backend,
) -> None:
    client = await added(backend)
    entry = await written(backend, client, "Begun.")
    async with note(backend, client, entry.note.id) as pilot:
        await _saved_elsewhere(backend, client, entry.note, "Theirs.")
        await tell_changes(pilot)
        assert text(pilot) == "Theirs."


async def test_a_change_from_elsewhere_is_told_where_something_is_typed(backend: Backend) -> None:
    client = await added(backend)
    entry = await written(backend, client, "Begun.")
    async with note(backend, client, entry.note.id) as pilot:
        await write(pilot, " Mine.")
        await _saved_elsewhere(backend, client, entry.note, "Theirs.")
        await tell_changes(pilot)
        assert text(pilot) == "Begun. Mine."
        assert "changed elsewhere" in said(pilot, "#message")


async def test_an_earlier_version_is_read_and_brought_back(backend: Backend) -> None:
    client = await added(backend)
    entry = await written(backend, client, "First text.")
    await _saved_elsewhere(backend, client, entry.note, "Second text.")
    async with note(backend, client, entry.note.id) as pilot:
        await write(pilot, " Typed since.")
        await press(pilot, "ctrl+r")
        assert isinstance(pilot.app.screen, NoteVersionsScreen)
        await press(pilot, "down")
        assert "First text." in painted(pilot)
        await press(pilot, "r")
        assert text(pilot) == "First text."
        assert "saved" in said(pilot, "#state")
        await press(pilot, "ctrl+r", "down")
        assert "Second text. Typed since." in painted(pilot), "what was typed is a version, too"
    assert await saved(backend, client) == ["First text."]


async def test_versions_of_a_signed_note_are_only_read(backend: Backend) -> None:
    client = await added(backend)
    entry = await signed(backend, client, "Signed text.")
    async with note(backend, client, entry.note.id) as pilot:
        await press(pilot, "h", "down", "r")
        assert isinstance(pilot.app.screen, NoteVersionsScreen)
    assert (await read(backend, entry.note)).note.version == entry.note.version


async def test_a_note_that_cannot_be_read_is_read_later(backend: Backend) -> None:
    client = await added(backend)
    entry = await written(backend, client, "As saved.")
    failing = Failing(backend, GetNote)
    async with note(failing, client, entry.note.id) as pilot:
        assert "The disk is full. Make room and try again. r tries again." in said(
            pilot, "#message"
        )
        await press(pilot, "x", "f2")
        failing.fails = False
        await press(pilot, "r")
        await write(pilot, " More.")
        assert text(pilot) == "As saved. More."


async def test_every_key_is_kept_within_a_moment(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await write(pilot, "Kept.")
        await kept(pilot, backend, "Kept.")
        for _ in range(100):
            if "kept as draft" in said(pilot, "#state"):
                break
            await pilot.pause(0.02)
        assert "kept as draft" in said(pilot, "#state")
        assert screen(pilot).editor.keeper.has_kept
