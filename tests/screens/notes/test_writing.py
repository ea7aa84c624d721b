"""Writing a note: typed, saved, begun with a template or the last note, shortened by snippets."""

from datetime import timedelta
from typing import Any

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.note_templates import BUILT_IN, NoteTemplate, NotTaken
from kara_tui.interchange.note_files import NoteFiles
from kara_tui.operations.base import Operation
from kara_tui.operations.notes import ListNotes, SaveNote
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
from tests.support.clock import NOON
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.notes import amended, signed, text_of, written
from tests.support.one_screen import NARROW, NORMAL, WIDE, painted, said, settled
from tests.support.people import added
from tests.support.sessions import scheduled
from tests.support.trouble import Failing

FILES = NoteFiles(
    templates=(
        *BUILT_IN,
        NoteTemplate(name="first", title="First meeting", text="## Why now\n", hints={}),
    ),
    snippets={"nnc": "No new concerns.", "plan": "Go on as agreed.\nNext week."},
    not_taken=(NotTaken(name="old.md", why="The first line must be a title."),),
)


async def test_a_note_of_a_session_is_typed_and_saved_as_a_draft(backend: Backend) -> None:
    client = await added(backend)
    session = await scheduled(backend, client.id)
    async with note(backend, client, session=session) as pilot:
        await write(pilot, "Slept well.\nWalks.")
        assert "● " in said(pilot, "#state")
        await press(pilot, "f2")
        assert "3 words · saved 12:00" in said(pilot, "#state")
        assert await drafts(backend) == {}
        await press(pilot, "escape")
        entry = await left(pilot)
    page = await backend(ListNotes(client_id=client.id))
    [stored] = page.rows
    assert entry == stored
    assert text_of(stored.note) == "Slept well.\nWalks."
    assert (stored.note.session_id, stored.note.about) == (session.id, session.starts_at)
    assert not stored.note.is_signed


async def test_a_note_goes_on_after_a_save(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await write(pilot, "One.")
        await press(pilot, "f2")
        await write(pilot, " Two.")
        draft = await kept(pilot, backend, "One. Two.")
        assert draft.form.startswith("note:"), "it is found by the note's id from now on"
        await press(pilot, "f2")
        await press(pilot, "escape")
    assert await saved(backend, client) == ["One. Two."]
    assert await drafts(backend) == {}


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_what_was_said_last_is_read_while_writing(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend)
    entry = await signed(backend, client, "\n".join(f"line {number}" for number in range(60)))
    await amended(backend, entry.note, "It was a Tuesday.")
    async with note(backend, client, size=size) as pilot:
        await write(pilot, "Now.")
        if size != WIDE:
            assert "line 3" not in painted(pilot)
            await press(pilot, "f4")
        assert "line 3" in painted(pilot)
        await press(pilot, *["ctrl+pagedown"] * 8)
        assert "It was a Tuesday." in painted(pilot)
        await press(pilot, *["ctrl+pageup"] * 8)
        assert "line 3" in painted(pilot)
        if size != WIDE:
            await press(pilot, "f4")
        await write(pilot, " And then.")
        assert text(pilot) == "Now. And then."


async def test_a_template_begins_a_note_and_its_hints_are_no_part_of_it(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await press(pilot, "f6", "down", "enter")
        assert text(pilot).startswith("## Subjective\n")
        assert "What the client tells" in painted(pilot)
        assert "new" in said(pilot, "#state"), "nothing is typed yet"
        await write(pilot, "Well.")
        await press(pilot, "down", "down")
        assert "What you could see or measure" in painted(pilot)
        await press(pilot, "f2")
    [stored] = (await backend(ListNotes(client_id=client.id))).rows
    assert stored.note.template == "soap"
    assert text_of(stored.note).startswith("## Subjective\nWell.\n")
    assert "What the client tells" not in text_of(stored.note)


async def test_an_own_template_is_chosen_and_a_refused_file_told(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client, files=FILES) as pilot:
        await press(pilot, "f6")
        assert "First meeting" in painted(pilot)
        assert "old.md: The first line must be a title." in painted(pilot)
        await press(pilot, "end", "enter")
        assert text(pilot) == "## Why now\n"


async def test_a_template_leaves_alone_what_is_written_already(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await write(pilot, "Before.")
        await press(pilot, "f6", "end", "enter")
        assert text(pilot).startswith("Before.\n\n## Data\n")
        await press(pilot, "ctrl+z")
        assert text(pilot) == "Before."


async def test_a_note_begins_with_the_last_text_or_with_the_chosen_one(backend: Backend) -> None:
    client = await added(backend)
    await signed(backend, client, "Older.", about=NOON - timedelta(days=14))
    await signed(backend, client, "Newer.", about=NOON - timedelta(days=7))
    async with note(backend, client, size=WIDE) as pilot:
        await press(pilot, "f7")
        assert text(pilot) == "Newer."
        await press(pilot, "ctrl+z", "f4", "down", "f7")
        assert text(pilot) == "Older."


async def test_an_abbreviation_becomes_its_text(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client, files=FILES) as pilot:
        await write(pilot, "Today (nnc")
        await press(pilot, "f5")
        assert text(pilot) == "Today (No new concerns."
        await press(pilot, "ctrl+z")
        assert text(pilot) == "Today (nnc"
        await write(pilot, " xyz")
        await press(pilot, "f5")
        assert "none of your abbreviations" in painted(pilot)
        assert "old.md: The first line must be a title." in painted(pilot)


async def test_without_snippets_it_is_said_where_they_go(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await press(pilot, "f5")
        assert "snippets.toml" in said(pilot, "#message")


async def test_a_failed_save_keeps_everything_and_says_why(backend: Backend) -> None:
    client = await added(backend)
    failing = Failing(backend, SaveNote)
    async with note(failing, client) as pilot:
        await write(pilot, "Said.")
        await press(pilot, "f2")
        assert "Not saved. The disk is full." in said(pilot, "#message")
        assert text(pilot) == "Said."
        await kept(pilot, backend, "Said.")
        await write(pilot, " More.")
        failing.fails = False
        await press(pilot, "f2")
        assert "saved 12:00" in said(pilot, "#state")
    assert await saved(backend, client) == ["Said. More."]


class AnswerLost:
    """A backend that saves the first note, and then says that it could not."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._loses = True

    async def __call__(self, operation: Operation[Any]) -> Any:
        answer = await self._backend(operation)
        if isinstance(operation, SaveNote) and self._loses:
            self._loses = False
            raise StoreUnavailable("The line was cut.")
        return answer

    def changes(self) -> Any:
        return self._backend.changes()

    async def close(self) -> None:
        """Leave the real one open."""


async def test_a_save_whose_answer_was_lost_makes_no_second_note(backend: Backend) -> None:
    client = await added(backend)
    async with note(AnswerLost(backend), client) as pilot:
        await write(pilot, "Said.")
        await press(pilot, "f2")
        assert "The line was cut." in said(pilot, "#message")
        await press(pilot, "f2")
        assert "saved 12:00" in said(pilot, "#state")
    assert await saved(backend, client) == ["Said."]


async def test_leaving_asks_first_and_keeps_or_discards(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await write(pilot, "Half")
        await press(pilot, "escape", "down", "enter")
        assert await left(pilot) is None
    assert list((await drafts(backend)).values()) == ["Half"]
    async with note(backend, client) as pilot:
        assert text(pilot) == "Half"
        await press(pilot, "escape", "end", "enter")
        assert await left(pilot) is None
    assert await drafts(backend) == {}
    assert await saved(backend, client) == []


async def test_ten_pasted_megabytes_are_refused_at_once(backend: Backend) -> None:
    client = await added(backend)
    async with note(backend, client) as pilot:
        await write(pilot, "Mine.")
        screen(pilot).editor.field.insert_pasted("x" * 10_000_000)
        await settled(pilot)
        assert "Nothing was pasted" in said(pilot, "#message")
        assert text(pilot) == "Mine."


async def test_no_text_steers_the_terminal(backend: Backend) -> None:
    client = await added(backend, "Anna [/x] [@click=app.quit]b[/]")
    for hostile in HOSTILE.values():
        await written(backend, client, f"x{hostile[:300]}")
    async with note(backend, client, size=WIDE) as pilot:
        screen(pilot).editor.field.insert_pasted("".join(HOSTILE.values())[:9000])
        await settled(pilot)
        await press(pilot, "f4", "end", "home")
        assert "[@click=app.quit]b[/]" in painted(pilot)
        assert not steers_a_terminal(painted(pilot).replace("\n", ""))
