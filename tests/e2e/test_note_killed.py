"""A note whose editor is killed at any moment loses three tenths of a second of it at most."""

import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from kara_tui.backend.opening import open_local
from kara_tui.domain.clock import system_clock
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.ids import ClientId
from kara_tui.operations.base import Operation
from kara_tui.operations.clients import AddClient
from kara_tui.operations.drafts import ListDrafts
from kara_tui.operations.notes import ListNotes
from kara_tui.vault.bare_key import bare_key_for
from tests.support.notes import text_of
from tests.support.people import PROFESSIONAL_NAME, details
from tests.support.terminal import Terminal

_LOSABLE = 0.3
_BUSY = 0.5
"""Seconds that a machine on which other tests run may take longer."""

T = TypeVar("T")

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _asked(store: Path, operation: Operation[T]) -> T:
    opened = open_local(store, bare_key_for(store), PROFESSIONAL_NAME, system_clock)
    answer = opened.dispatch(operation, opened.actor)
    opened.store.close()
    return answer


def _editor(store: Path, client_id: ClientId) -> Terminal:
    command = [sys.executable, "-m", "tests.support.note_program", str(store), str(client_id)]
    terminal = Terminal(command, {}, columns=80)
    terminal.wait_for("F2 Save")
    return terminal


def _type_for(terminal: Terminal, chance: random.Random, seconds: float) -> list[tuple[str, float]]:
    """Type one letter after the other; return what stood on the screen, and from when on."""
    end = time.monotonic() + seconds
    typed, shown = "", []
    while time.monotonic() < end:
        typed += chance.choice(_LETTERS)
        terminal.send(typed[-1])
        terminal.wait_until(_stands(terminal, typed[-12:]), f"“{typed}”")
        shown.append((typed, time.monotonic()))
    return shown


def _stands(terminal: Terminal, words: str) -> Callable[[], bool]:
    # A long line is wrapped.
    return lambda: words in terminal.text.replace("\n", "").replace(" ", "")


def _killed(terminal: Terminal) -> float:
    terminal.kill(signal.SIGKILL)
    killed = time.monotonic()
    terminal.wait_for_end()
    return killed


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_at_most_the_last_three_tenths_of_a_second_are_missing(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    store = tmp_path / "practice.db"
    client_id = _asked(store, AddClient(details=details("Anna"))).id
    terminal = _editor(store, client_id)
    try:
        shown = _type_for(terminal, chance, 1.2 + chance.random())
        killed = _killed(terminal)
    finally:
        terminal.close()
    long_shown = [text for text, at in shown if at < killed - _LOSABLE - _BUSY]
    assert long_shown
    [draft] = _asked(store, ListDrafts())
    assert isinstance(draft.content, DraftContent)
    kept = draft.content.typed["text"]
    assert kept.startswith(long_shown[-1])
    _goes_on(store, client_id, kept)


def _goes_on(store: Path, client_id: ClientId, kept: str) -> None:
    """See the text offered with its time by the next start, and save it there."""
    terminal = _editor(store, client_id)
    try:
        terminal.wait_for("and not saved yet")
        terminal.wait_until(_stands(terminal, kept[-12:]), f"“{kept}”")
        terminal.send("\x1bOQ")
        terminal.wait_for("· saved")
    finally:
        terminal.close()
    [entry] = _asked(store, ListNotes(client_id=client_id)).rows
    assert text_of(entry.note) == kept
