"""What the tests of notes share: an open note, its text, its drafts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC
from typing import Any

from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.drafts import Draft
from kara_tui.domain.ids import NoteId
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.private import opened
from kara_tui.domain.session import Session
from kara_tui.interchange.note_files import NoteFiles
from kara_tui.operations.drafts import ListDrafts
from kara_tui.operations.notes import ListNotes
from kara_tui.presence import Presence
from kara_tui.screens.desk import Desk
from kara_tui.screens.note_screen import NoteScreen
from tests.support.clock import FixedClock
from tests.support.notes import text_of
from tests.support.one_screen import NORMAL, OneScreenApp, settled, shown

SOON = 300
"""Looks, 20 ms apart at least, before something that has to happen counts as missing."""


def desk(
    backend: Backend, *, files: NoteFiles | None = None, clock: FixedClock | None = None
) -> Desk:
    at_hand = files or NoteFiles()
    own = Presence(mark="here", still_runs=lambda mark: mark == "there")
    return Desk(backend, clock or FixedClock(), zone=UTC, presence=own, note_files=lambda: at_hand)


@asynccontextmanager
async def note(
    backend: Backend,
    client: Client,
    note_id: NoteId | None = None,
    *,
    session: Session | None = None,
    size: tuple[int, int] = NORMAL,
    **given: Any,
) -> AsyncIterator[Pilot[None]]:
    """Open a note."""
    at = desk(backend, **given)
    screen = NoteScreen(at, client.id, opened(client.details).name, session, note_id)
    async with shown(screen, backend, size) as pilot:
        yield pilot


def screen(pilot: Pilot[None]) -> NoteScreen:
    """Return the note under whatever lies over it."""
    return next(one for one in pilot.app.screen_stack if isinstance(one, NoteScreen))


def text(pilot: Pilot[None]) -> str:
    """Return what stands in the note."""
    return screen(pilot).editor.text


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def write(pilot: Pilot[None], words: str) -> None:
    """Type words."""
    await press(pilot, *("enter" if mark == "\n" else mark for mark in words))


async def left(pilot: Pilot[None]) -> NoteEntry | None:
    """Return what the screen was left with."""
    app = pilot.app
    assert isinstance(app, OneScreenApp)
    for _ in range(SOON):
        if app.results:
            found: NoteEntry | None = app.results[0]
            return found
        await pilot.pause(0.02)
    raise AssertionError("the note is still open")


async def saved(backend: Backend, client: Client) -> list[str]:
    """Return what the client's notes say, the newest first."""
    page = await backend(ListNotes(client_id=client.id))
    return [text_of(one.note) for one in page.rows]


async def drafts(backend: Backend) -> dict[str, str]:
    """Return what is kept of unsaved texts, by form."""
    found = await backend(ListDrafts())
    return {one.form: opened(one.content).typed.get("text", "") for one in found}


async def kept(pilot: Pilot[None], backend: Backend, words: str) -> Draft:
    """Wait until the store has a text, and return its draft."""
    for _ in range(SOON):
        for one in await backend(ListDrafts()):
            if opened(one.content).typed.get("text") == words:
                return one
        await pilot.pause(0.02)
    raise AssertionError(f"“{words}” was never kept")


async def tell_changes(pilot: Pilot[None]) -> None:
    """Let the screens know what changed elsewhere."""
    assert isinstance(pilot.app, OneScreenApp)
    await pilot.app.tell_changes()
    await settled(pilot)
