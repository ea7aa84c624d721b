"""The files on a client's profile."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kara_tui.domain.attachment import AttachmentDetails
from kara_tui.domain.client import Client
from kara_tui.domain.private import opened
from kara_tui.operations.attachments import AddAttachment, ListAttachments
from kara_tui.screens.attach_dialog import AttachDialog
from kara_tui.screens.desk import Desk
from kara_tui.screens.file_progress import FileProgressScreen
from kara_tui.screens.import_choose import PathInput
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.save_dialog import SaveDialog
from tests.screens.profile.helpers import press, until
from tests.support.clock import FixedClock
from tests.support.files import PDF, Desktop, file_safe, files_at_hand, plain_file
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted, shown
from tests.support.people import added
from tests.support.practice import LocalPractice

Opening = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def profile(practice: LocalPractice, store_path: Path, store_key: bytes) -> Opening:
    """Return what opens a profile whose files lie beside the store."""

    @asynccontextmanager
    async def opening(
        client: Client, size: tuple[int, int] = NORMAL, desktop: Desktop | None = None
    ) -> AsyncIterator[Pilot[None]]:
        files = files_at_hand(practice.backend, store_path, store_key, desktop)
        desk = Desk(practice.backend, FixedClock(), files=files)
        screen = ProfileScreen(desk, client.id, opened(client.details).name)
        async with shown(screen, practice.backend, size) as pilot:
            await press(pilot, "6")
            yield pilot
        files.close()

    return opening


async def _attach(practice: LocalPractice, store: Path, key: bytes, source: Path) -> Client:
    client = await added(practice.backend)
    await file_safe(practice.backend, store, key).add(client.id, source)
    return client


async def _listed(practice: LocalPractice, client: Client) -> list[str]:
    listed = await practice.backend(ListAttachments(client_id=client.id))
    return [opened(one.details).name for one in listed]


def _type_path(pilot: Pilot[None], path: Path) -> None:
    pilot.app.screen.query_one(PathInput).value = str(path)


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_a_file_is_told_by_name_kind_size_and_date(
    practice: LocalPractice,
    store_path: Path,
    store_key: bytes,
    tmp_path: Path,
    profile: Opening,
    size: tuple[int, int],
) -> None:
    source = plain_file(tmp_path / "in", "letter.jpg")
    client = await _attach(practice, store_path, store_key, source)
    async with profile(client, size) as pilot:
        seen = painted(pilot)
    assert "letter.jpg" in seen
    assert "PDF · 10 kB · 2 Mar" in seen
    assert "! Ends in .jpg, but is: PDF" in seen


async def test_a_file_is_picked_from_the_list_without_the_mouse(
    practice: LocalPractice, tmp_path: Path, profile: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await added(practice.backend)
    source = plain_file(tmp_path / "in", "letter.pdf")
    monkeypatch.chdir(source.parent)
    async with profile(client) as pilot:
        assert "No files yet" in painted(pilot)
        await press(pilot, "a", *"le", "tab", "enter")
        await until(pilot, lambda: "letter.pdf" in painted(pilot))
        await press(pilot)
        assert isinstance(pilot.app.screen, ProfileScreen)
    assert await _listed(practice, client) == ["letter.pdf"]


async def test_why_a_file_cannot_be_added_stands_beside_its_path(
    practice: LocalPractice, tmp_path: Path, profile: Opening
) -> None:
    client = await added(practice.backend)
    async with profile(client) as pilot:
        await press(pilot, "a")
        _type_path(pilot, tmp_path / "nothing.pdf")
        await press(pilot, "enter")
        await until(pilot, lambda: "There is no such file" in painted(pilot))
        assert isinstance(pilot.app.screen, AttachDialog)
    assert await _listed(practice, client) == []


async def test_a_large_file_shows_how_far_it_is_and_is_stopped(
    practice: LocalPractice, tmp_path: Path, profile: Opening
) -> None:
    client = await added(practice.backend)
    large = tmp_path / "film.mp4"
    with large.open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    async with profile(client) as pilot:
        await press(pilot, "a")
        _type_path(pilot, large)
        await pilot.press("enter")
        await until(pilot, lambda: "MB of 524 MB" in painted(pilot))
        screen = pilot.app.screen
        assert isinstance(screen, FileProgressScreen)
        assert "film.mp4" in screen.work_under_way
        await press(pilot, "escape")
        await until(pilot, lambda: "It was stopped" in painted(pilot))
    assert await _listed(practice, client) == []
    assert not list(tmp_path.glob("*.attachments/*"))


async def test_another_program_sees_a_copy_only_after_it_was_said_what_that_means(
    practice: LocalPractice, store_path: Path, store_key: bytes, tmp_path: Path, profile: Opening
) -> None:
    client = await _attach(practice, store_path, store_key, plain_file(tmp_path / "in"))
    desktop = Desktop()
    async with profile(client, desktop=desktop) as pilot:
        await press(pilot, "o")
        assert "cannot know what that program" in " ".join(painted(pilot).split())
        assert desktop.seen == []
        await press(pilot, "down", "enter")
        await until(pilot, lambda: bool(desktop.seen))
        await press(pilot)
    [(path, content)] = desktop.seen
    assert content == PDF
    assert not path.exists(), "deleted when the program ends"


async def test_where_nothing_can_be_shown_it_is_said_why_and_saved_instead(
    practice: LocalPractice, store_path: Path, store_key: bytes, tmp_path: Path, profile: Opening
) -> None:
    client = await _attach(practice, store_path, store_key, plain_file(tmp_path / "in"))
    async with profile(client) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert "no desktop here" in painted(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SaveDialog)
        pilot.app.screen.query_one(Input).value = str(tmp_path / "out.pdf")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProfileScreen))
    assert (tmp_path / "out.pdf").read_bytes() == PDF


async def test_a_script_is_never_opened(
    practice: LocalPractice, store_path: Path, store_key: bytes, tmp_path: Path, profile: Opening
) -> None:
    source = plain_file(tmp_path / "in", "photo.png", b"#!/bin/sh\n")
    client = await _attach(practice, store_path, store_key, source)
    async with profile(client, desktop=Desktop()) as pilot:
        await press(pilot, "o")
        seen = painted(pilot)
        assert "opening it might run it" in " ".join(seen.split())
        assert "Open a copy" not in seen


async def test_a_file_is_renamed_and_removed(
    practice: LocalPractice, store_path: Path, store_key: bytes, tmp_path: Path, profile: Opening
) -> None:
    client = await _attach(practice, store_path, store_key, plain_file(tmp_path / "in", "a.pdf"))
    async with profile(client) as pilot:
        await press(pilot, "r", "home", *"Scan ", "f2")
        await until(pilot, lambda: "Scan a.pdf" in painted(pilot))
        assert await _listed(practice, client) == ["Scan a.pdf"]
        await press(pilot, "x")
        await until(pilot, lambda: "No files yet" in painted(pilot))
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.moves[-1].operation.undoable


async def test_no_name_of_a_file_steers_the_terminal(
    practice: LocalPractice, profile: Opening
) -> None:
    client = await added(practice.backend)
    for text in HOSTILE.values():
        details = AttachmentDetails(name=f"x{text[:100]}", media_type=text[:200])
        wish = AddAttachment(client_id=client.id, sealed_size=1, key=b"\x01", details=details)
        await practice.backend(wish)
    async with profile(client) as pilot:
        await press(pilot, "end", "home", "pagedown", "enter")
        assert not steers_a_terminal(painted(pilot).replace("\n", ""))
