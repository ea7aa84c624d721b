"""A professional at a real terminal, and what may be in the way."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kara_tui.bootstrap import settings_for
from tests.support.terminal import Terminal, home_of, kara

Start = Callable[..., Terminal]

FIRST = "Agustín Ibáñez"


def _run(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        kara(*arguments),
        env={**os.environ, **home_of(home)},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def test_three_letters_find_a_client_and_enter_opens_the_profile(start: Start) -> None:
    terminal = start("--demo")
    terminal.wait_for(FIRST)
    terminal.send("/wawr\r")
    terminal.wait_until(lambda: FIRST not in terminal.text, "the search")
    terminal.send("2")
    terminal.wait_for("Wawrzyniec")
    terminal.send("1")
    terminal.send("\x1b")
    terminal.wait_for(FIRST)
    terminal.send("\r")
    terminal.wait_for("Tilraunagata")
    terminal.send("\x1b")
    terminal.wait_for("132")


def test_what_one_workstation_changes_the_other_shows(start: Start) -> None:
    first, second = start("--demo"), start("--demo")
    for terminal in (first, second):
        terminal.wait_for("1 Clients 132")
    first.send("c")
    first.wait_for("End the treatment")
    first.send("\x1bOQ")
    first.wait_for("1 Clients 131")
    second.wait_for("1 Clients 131")
    second.wait_for("4 Deactivated 58")
    second.send("u")
    second.wait_for("1 Clients 132")
    first.wait_for("1 Clients 132")


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_be_drawn_on_gets_a_sentence(start: Start, term: str) -> None:
    terminal = start("--demo", environment={"TERM": term})
    assert terminal.wait_for_end() == 13
    assert "kara do --list" in terminal.text
    assert b"\x1b" not in terminal.raw


def test_without_a_terminal_there_is_a_sentence_too(home: Path) -> None:
    told = _run(home, "--demo")
    assert told.returncode == 13
    assert "kara clients" in told.stderr
    assert "\x1b" not in told.stdout + told.stderr


def test_a_damaged_store_is_told_in_a_sentence(start: Start, home: Path) -> None:
    store = settings_for(str(home), environment={}).home.demo_store
    store.write_bytes(b"this is no store at all" * 500)
    terminal = start("--demo")
    assert terminal.wait_for_end() == 8
    assert "cannot be opened" in " ".join(terminal.text.split())
    assert "Traceback" not in terminal.text
    assert store.read_bytes() == b"this is no store at all" * 500
