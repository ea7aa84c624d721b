"""Signing a note, reading it, amending it, and marking it as entered in error."""

from dataclasses import replace
from typing import Any

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.note import NoteText
from kara_tui.operations.base import Operation
from kara_tui.operations.drafts import SaveDraft
from kara_tui.operations.notes import AmendNote, GetNote, SaveNote, SignNote
from kara_tui.screens.amending import AmendingScreen
from tests.screens.notes.helpers import (
    drafts,
    kept,
    left,
    note,
    press,
    saved,
    screen,
    text,
    write,
)
from tests.support.notes import amended, read, signed, text_of, written
from tests.support.one_screen import NARROW, OneScreenApp, painted, said
from tests.support.people import added
from tests.support.trouble import Failing


class Edited:
    """A backend over a store in which somebody has edited a signed note."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    async def __call__(self, operation: Operation[Any]) -> Any:
        answer = await self._backend(operation)
        if isinstance(operation, GetNote):
            note = replace(answer.note, details=NoteText(text="Something else."))
            return replace(answer, note=note)
        return answer

    def changes(self) -> Any:
        return self._backend.changes()

    async def close(self) -> None:
        """Leave the real one open."""


async def test_signing_asks_once_and_turns_into_reading(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await write(pilot, "Slept well.")
        await press(pilot, "f3")
        assert "It is locked then" in painted(pilot)
        await press(pilot, "down", "enter")
        assert screen(pilot).is_reading
        assert "Signed 12:00, by Dr Anna Jónsdóttir." in painted(pilot)
        await write(pilot, "zzz")
        assert "zzz" not in painted(pilot)
        await press(pilot, "escape")
        entry = await left(pilot)
    assert entry is not None
    assert entry.note.is_signed
    assert await saved(backend, client) == ["Slept well."]
    assert await drafts(backend) == {}


async def test_who_does_not_sign_goes_on_writing(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await write(pilot, "Slept.")
        await press(pilot, "f3", "enter")
        await write(pilot, " Well.")
        assert text(pilot) == "Slept. Well."
    assert await saved(backend, client) == []


async def test_there_is_nothing_to_sign_in_an_empty_note(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await press(pilot, "f3")
        assert "no text to sign" in said(pilot, "#message")


async def test_a_signature_that_fails_leaves_a_saved_draft(backend: Backend) -> None:
    client = await added(backend)
    failing = Failing(backend, SignNote)
    async with note(failing, client) as pilot:
        await write(pilot, "Slept well.")
        await press(pilot, "f3", "down", "enter")
        assert "The disk is full." in said(pilot, "#message")
        await write(pilot, " Again.")
        assert text(pilot) == "Slept well. Again."
        failing.fails = False
        await press(pilot, "f3", "down", "enter")
        assert screen(pilot).is_reading
    assert await saved(backend, client) == ["Slept well. Again."]


async def test_a_draft_that_is_changed_is_signed_as_it_stands(backend: Backend) -> None:
    client = await added(backend)
    entry = await written(backend, client, "One.")
    async with note(backend, client, entry.note.id) as pilot:
        await write(pilot, " Two.")
        await press(pilot, "f3", "down", "enter")
    stored = await read(backend, entry.note)
    assert stored.note.is_signed
    assert text_of(stored.note) == "One. Two."


async def test_a_signed_note_is_read_with_its_amendments(backend: Backend) -> None:
    client = await added(backend)
    entry = await signed(backend, client, "## Plan\nWalk.")
    await amended(backend, entry.note, "No walk.")
    async with note(backend, client, entry.note.id) as pilot:
        shown = painted(pilot)
    assert shown.index("Plan") < shown.index("Walk.") < shown.index("Amendment 1")
    assert shown.index("Amendment 1") < shown.index("No walk.")
    assert "Not as it was signed" not in shown


async def test_a_note_that_was_tampered_with_is_not_shown_without_a_warning(
    backend: Backend,
) -> None:
    client = await added(backend)
    entry = await signed(backend, client, "What was signed.")
    async with note(Edited(backend), client, entry.note.id, size=NARROW) as pilot:
        assert "Not as it was signed" in painted(pilot)
        assert "Something else." in painted(pilot)


async def test_an_amendment_is_added_under_the_note(backend: Backend) -> None:
    client = await added(backend)
    entry = await signed(backend, client, "Said.")
    async with note(backend, client, entry.note.id) as pilot:
        await press(pilot, "a")
        await write(pilot, "She called.")
        await press(pilot, "f2")
        assert "Amendment 1" in painted(pilot)
        assert "She called." in painted(pilot)
    [one] = (await read(backend, entry.note)).amendments
    assert text_of(one) == "She called."
    assert await drafts(backend) == {}


async def test_an_amendment_is_kept_while_it_is_typed_and_there_again(backend: Backend) -> None:
    client = await added(backend)
    entry = await signed(backend, client, "Said.")
    async with note(backend, client, entry.note.id) as pilot:
        await press(pilot, "a")
        await write(pilot, "She cal")
        draft = await kept(pilot, backend, "She cal")
        assert draft.form.startswith("amendment:")
        await press(pilot, "escape", "down", "enter")
        assert not isinstance(pilot.app.screen, AmendingScreen)
        await press(pilot, "a")
        await write(pilot, "led.")
        assert "Typed 12:00" in painted(pilot)
        await press(pilot, "f2")
    [one] = (await read(backend, entry.note)).amendments
    assert text_of(one) == "She called."


async def test_an_amendment_that_stands_there_already_is_not_offered_again(
    backend: Backend,
) -> None:
    client = await added(backend)
    entry = await signed(backend, client, "Said.")
    await amended(backend, entry.note, "She called.")
    content = DraftContent(typed={"text": "She called.\n"})
    key = f"amendment:{entry.note.id}:{client.id}~ab"
    await backend(SaveDraft(key=key, record_version=0, content=content))
    async with note(backend, client, entry.note.id) as pilot:
        await press(pilot, "a")
        assert screen(pilot).keeper.form.startswith("amendment:")
        dialog = pilot.app.screen
        assert isinstance(dialog, AmendingScreen)
        assert dialog.field.text == ""


async def test_an_amendment_that_cannot_be_added_stays(backend: Backend) -> None:
    client = await added(backend)
    entry = await signed(backend, client, "Said.")
    failing = Failing(backend, AmendNote)
    async with note(failing, client, entry.note.id) as pilot:
        await press(pilot, "a")
        await write(pilot, "She called.")
        await press(pilot, "f2")
        assert "Not added. The disk is full." in said(pilot, ".told")
        failing.fails = False
        await press(pilot, "f2")
        assert "Amendment 1" in painted(pilot)


@pytest.mark.parametrize("make", [written, signed])
async def test_a_note_is_marked_as_entered_in_error(backend: Backend, make: Any) -> None:
    client = await added(backend)
    entry = await make(backend, client, "Somebody else's.")
    async with note(backend, client, entry.note.id) as pilot:
        await press(pilot, *([] if entry.note.is_signed else ["f4"]), "x", "down", "enter")
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.moves[-1].operation.undoable
        assert screen(pilot).is_reading
        assert "in error" in said(pilot, "#state")
    assert await saved(backend, client) == []


async def test_what_was_typed_into_a_note_signed_elsewhere_becomes_an_amendment(
    backend: Backend,
) -> None:
    client = await added(backend)
    entry = await written(backend, client, "Said.")
    async with note(backend, client, entry.note.id) as pilot:
        await write(pilot, " More.")
        sign = SignNote(client_id=client.id, note_id=entry.note.id, version=1)
        await backend(sign)
        await press(pilot, "f2")
        assert screen(pilot).is_reading
        assert "Unsaved text, typed 12:00" in said(pilot, "#message")
        await press(pilot, "a")
        assert "Said. More." in painted(pilot)
        await press(pilot, "f2")
    stored = await read(backend, entry.note)
    assert text_of(stored.note) == "Said."
    assert [text_of(one) for one in stored.amendments] == ["Said. More."]
    assert await drafts(backend) == {}


async def test_a_text_begun_on_a_note_signed_since_is_offered_as_an_amendment(
    backend: Backend,
) -> None:
    client = await added(backend)
    entry = await written(backend, client, "Said.")
    async with note(backend, client, entry.note.id) as pilot:
        await write(pilot, " More.")
        await press(pilot, "escape", "down", "enter")
    details = NoteText(text="Said otherwise.")
    where: dict[str, Any] = {"client_id": client.id, "note_id": entry.note.id}
    await backend(SaveNote(**where, version=1, details=details))
    await backend(SignNote(**where, version=2))
    async with note(backend, client, entry.note.id) as pilot:
        assert "waits: the note was signed since" in said(pilot, "#message")
