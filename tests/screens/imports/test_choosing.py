"""Choosing a file by its path."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import OptionList

from kara_tui.backend.protocol import Backend
from kara_tui.screens.import_choose import PathInput
from kara_tui.screens.import_clients import CHOOSE, LOOK, ImportScreen
from kara_tui.screens.import_paths import completed, real_path, suggestions
from tests.support.hostile import HOSTILE
from tests.support.one_screen import NARROW, painted, said, settled, shown

Write = Callable[..., Path]

PEOPLE = ("Name,E-mail", "Embla,embla@mail.example")


async def open_path(pilot: Pilot[None], screen: ImportScreen, typed: str) -> None:
    screen.query_one(PathInput).value = typed
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def test_a_typed_path_opens_the_file(
    screen: ImportScreen, backend: Backend, write_file: Write
) -> None:
    write_file("people.csv", *PEOPLE)
    async with shown(screen, backend, NARROW) as pilot:
        await pilot.press(*"~/people.csv", "enter")
        await settled(pilot)
        assert screen.step == LOOK
        assert "Embla" in painted(pilot)


async def test_tab_completes_folders_and_files(
    screen: ImportScreen, backend: Backend, folder: Path, write_file: Write
) -> None:
    (folder / "Exports").mkdir()
    write_file("Exports/people.csv", *PEOPLE)
    async with shown(screen, backend) as pilot:
        path = screen.query_one(PathInput)
        await pilot.press(*"~/ex")
        await settled(pilot)
        await pilot.press("tab")
        assert path.value == "~/Exports/"
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        await pilot.press("tab")
        assert path.value == "~/Exports/people.csv"


async def test_a_file_is_picked_from_the_list(
    screen: ImportScreen, backend: Backend, folder: Path, write_file: Write
) -> None:
    (folder / "a").mkdir()
    write_file("a/people.csv", *PEOPLE)
    async with shown(screen, backend) as pilot:
        await pilot.press("down", "enter")
        await settled(pilot)
        assert screen.query_one(PathInput).value == "a/"
        await pilot.press("down", "enter")
        await settled(pilot)
        assert screen.step == LOOK


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("~/missing.csv", "There is no such file."),
        ("~/nowhere/people.csv", "There is no such file."),
        ("~/folder", "This is a folder."),
        ("~/pipe", "This is no plain file."),
        ("~/picture.png", "kara reads tables"),
        ("~/empty.csv", "The file is empty."),
        ("~/" + "x" * 3000, "There is no such file."),
    ],
)
async def test_what_cannot_be_opened_is_told_beside_the_path(
    screen: ImportScreen,
    backend: Backend,
    folder: Path,
    write_file: Write,
    typed: str,
    reason: str,
) -> None:
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    write_file("empty.csv", "")
    async with shown(screen, backend) as pilot:
        await open_path(pilot, screen, typed)
        assert screen.step == CHOOSE
        assert reason in said(pilot, "#choose .problem")
        assert screen.query_one(PathInput).has_focus


async def test_a_file_that_may_not_be_read_says_so(
    screen: ImportScreen, backend: Backend, write_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file("people.csv", *PEOPLE)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    async with shown(screen, backend) as pilot:
        await open_path(pilot, screen, "~/people.csv")
        assert "You may not read this file." in said(pilot, "#choose .problem")


async def test_a_file_is_found_however_it_is_called(
    screen: ImportScreen, backend: Backend, folder: Path, write_file: Write
) -> None:
    names = [
        text.replace("/", "_").replace("\x00", "")[:60].encode("utf-8", "replace").decode()
        for text in HOSTILE.values()
    ]
    for name in {*names, "a\udcffb"}:
        write_file(f"f{name}.csv", *PEOPLE)
    offered = [one for one in suggestions("") if one.name.endswith(".csv")]
    assert len(offered) == len(list(folder.iterdir()))
    for one in offered:
        assert real_path(one.typed).is_file(), one
    async with shown(screen, backend) as pilot:
        options = screen.query_one(OptionList)
        assert options.option_count == len(offered)
        await pilot.press("end", "down", "end", "pageup", "enter")
        await settled(pilot)
        assert screen.step == LOOK


async def test_a_pasted_path_steers_nothing(screen: ImportScreen, backend: Backend) -> None:
    async with shown(screen, backend) as pilot:
        for text in [*HOSTILE.values(), "x" * 10_000_000]:
            screen.query_one(PathInput).value = ""
            pilot.app.post_message(Paste(text))
            await pilot.pause()
        await settled(pilot)
        assert screen.step == CHOOSE


def test_hidden_files_are_offered_only_when_asked_for(write_file: Write) -> None:
    write_file(".hidden.csv", "x")
    write_file("seen.csv", "x")
    assert [one.name for one in suggestions("")] == ["seen.csv"]
    assert [one.name for one in suggestions(".h")] == [".hidden.csv"]


def test_completion_stops_where_names_differ(write_file: Write) -> None:
    write_file("Clients-2025.csv", "x")
    write_file("clients-2026.csv", "x")
    assert completed("cl", suggestions("cl")).casefold() == "clients-202"
    assert completed("zz", suggestions("zz")) == "zz"
