"""The workstation in a real terminal: seen, searched, opened, and shared."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kara_tui.bootstrap import demo_settings, local_backend, settings_for
from kara_tui.domain.details import ClientDetails
from kara_tui.operations.clients import AddClient
from tests.support.hostile import HOSTILE
from tests.support.terminal import Terminal, home_of

Start = Callable[..., Terminal]

FIRST = "Agustín Ibáñez del Prado"


async def add_people(home: Path, *names: str) -> None:
    """Let another program write into the demonstration practice."""
    backend = local_backend(demo_settings(settings_for(str(home), environment={})))
    for name in names:
        await backend(AddClient(details=ClientDetails(name=name)))
    await backend.close()


@pytest.mark.parametrize(("columns", "lines"), [(60, 20), (80, 24), (140, 40)])
def test_the_demonstration_practice_is_seen_searched_and_opened(
    start: Start, columns: int, lines: int
) -> None:
    terminal = start("--demo", columns=columns, lines=lines)
    terminal.wait_for(FIRST)
    terminal.wait_for("Clients 132")
    terminal.send("/sig")
    terminal.wait_for("Sigríður")
    terminal.wait_until(lambda: FIRST not in terminal.text, "the others to go")
    terminal.send("\r\r")
    terminal.wait_for("Treatment")
    terminal.wait_until(lambda: "Search" not in terminal.text, "the list to go")
    terminal.send("\x1b")
    terminal.wait_for("by name")
    assert "sig" in terminal.text
    terminal.send("\x1b")
    terminal.wait_for(FIRST)
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_the_demonstration_practice_is_made_when_it_is_not_there(
    tmp_path: Path, start: Start
) -> None:
    terminal = start("--demo", environment=home_of(tmp_path / "new"))
    terminal.wait_for("Clients 132")
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert not (tmp_path / "new" / "practice.db").exists()


async def test_another_program_is_seen_within_a_second(home: Path, start: Start) -> None:
    terminal = start("--demo")
    terminal.wait_for("Clients 132")
    await add_people(home, "Aaron Aronsson")
    began = time.monotonic()
    terminal.wait_for("Aaron Aronsson")
    terminal.wait_for("Clients 133")
    assert time.monotonic() - began < 1.5, "a second, and half a one for a busy machine"


async def test_no_stored_name_reaches_the_terminal_raw(home: Path, start: Start) -> None:
    hostile = [text for name, text in HOSTILE.items() if "osc" in name or "csi" in name]
    hostile += ["[@click=app.quit]x[/]", "[/x]", HOSTILE["right-to-left override"]]
    await add_people(home, *(f"Aaa{text}" for text in hostile))
    terminal = start("--demo", columns=140, lines=40)
    terminal.wait_for(f"Clients {132 + len(hostile)}")
    terminal.send("/aaa")
    terminal.wait_for(f"of {len(hostile)}")
    terminal.send("\r\r")
    terminal.wait_for("Treatment")
    terminal.send("\x1b\x1b")
    terminal.wait_for(FIRST)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    for payload in (b"\x1b]52", b"\x1b]0;owned", b"\x1b]8;;", b"\x1b[31mred", b"\x9b31m", b"\x07x"):
        assert payload not in terminal.raw
    assert "\u202e".encode() not in terminal.raw
    assert b"[@click=app.quit]x[/]" in terminal.raw


def test_moving_the_cursor_sends_little(start: Start) -> None:
    terminal = start("--demo")
    terminal.wait_for("Clients 132")
    terminal.drain()
    before = len(terminal.raw)
    terminal.send("\x1b[B")
    terminal.wait_for("▸ Aleksandra")
    terminal.drain()
    assert 0 < len(terminal.raw) - before < 2048
