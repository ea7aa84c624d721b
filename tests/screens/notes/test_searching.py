"""Searching notes as one types."""

import pytest
from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.operations.notes import SearchNotes
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.screens.note_search import WINDOW, NoteSearchScreen
from tests.screens.notes.helpers import desk, press, screen, write
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.notes import amended, signed, written
from tests.support.one_screen import NARROW, NORMAL, painted, said, settled, shown
from tests.support.people import added
from tests.support.trouble import Failing


def search(backend: Backend, client: Client | None = None) -> NoteSearchScreen:
    if client is None:
        return NoteSearchScreen(desk(backend))
    return NoteSearchScreen(desk(backend), client.id, "Anna")


def found(pilot: Pilot[None]) -> int:
    on_top = pilot.app.screen
    assert isinstance(on_top, NoteSearchScreen)
    return len(on_top.found)


@pytest.mark.parametrize("size", [NARROW, NORMAL])
async def test_notes_of_everybody_are_found_as_typed(
    backend: Backend, size: tuple[int, int]
) -> None:
    anna, bjorn = await added(backend, "Anna"), await added(backend, "Björn")
    await written(backend, anna, "Sleeps badly.\nWalks by the sea.")
    entry = await signed(backend, bjorn, "Slept well.")
    await amended(backend, entry.note, "He walks again.")
    async with shown(search(backend), backend, size) as pilot:
        await write(pilot, "wal")
        assert found(pilot) == 2
        assert "Anna · draft" in painted(pilot)
        assert "Walks by the sea." in painted(pilot)
        assert "He walks again." in painted(pilot)
        await write(pilot, "ks sea")
        assert found(pilot) == 1
        await write(pilot, " mountain")
        assert "No note holds all of these words." in painted(pilot)


async def test_one_clients_notes_are_searched_alone(backend: Backend) -> None:
    anna, bjorn = await added(backend, "Anna"), await added(backend, "Björn")
    await written(backend, anna, "Walks.")
    await written(backend, bjorn, "Walks.")
    async with shown(search(backend, anna), backend) as pilot:
        await write(pilot, "walks")
        assert found(pilot) == 1
        assert "Search the notes of Anna" in painted(pilot)


async def test_enter_opens_the_chosen_note(backend: Backend) -> None:
    client = await added(backend, "Anna")
    await written(backend, client, "Walks one.")
    await signed(backend, client, "Walks two.")
    async with shown(search(backend), backend) as pilot:
        await write(pilot, "walks")
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, NoteScreen)
        entry = screen(pilot).entry
        assert entry is not None
        assert "Walks one." in painted(pilot)
        await press(pilot, "escape")
        await settled(pilot)
        assert found(pilot) == 2


async def test_more_come_as_the_cursor_nears_the_last_one(backend: Backend) -> None:
    client = await added(backend)
    for number in range(WINDOW + 5):
        await written(backend, client, f"Walk {number}.")
    async with shown(search(backend), backend) as pilot:
        await write(pilot, "walk")
        assert found(pilot) == WINDOW
        await press(pilot, *["pagedown"] * 6)
        assert found(pilot) == WINDOW + 5


async def test_a_search_that_fails_says_why(backend: Backend) -> None:
    failing = Failing(backend, SearchNotes)
    async with shown(search(failing), backend) as pilot:
        await write(pilot, "walk")
        assert "The disk is full." in said(pilot, "#message")
        failing.fails = False
        await write(pilot, "s")
        assert not pilot.app.screen.query_one("#message").display


async def test_no_note_that_is_found_steers_the_terminal(backend: Backend) -> None:
    client = await added(backend, "Anna [/x]")
    for text in HOSTILE.values():
        await written(backend, client, f"walk {text[:200]}")
    async with shown(search(backend), backend) as pilot:
        await write(pilot, "walk")
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert not steers_a_terminal(painted(pilot).replace("\n", ""))
