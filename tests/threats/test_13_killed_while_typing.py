"""A program that is killed while somebody types loses half a second of it at most."""

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kara_tui.backend.opening import open_local
from kara_tui.domain.clock import system_clock
from kara_tui.domain.drafts import DraftContent
from kara_tui.operations.drafts import ListDrafts
from kara_tui.vault.bare_key import bare_key_for
from tests.support.people import PROFESSIONAL_NAME
from tests.support.terminal import Terminal, home_of, kara

_LOSABLE = 0.5
_BUSY = 0.5
"""Seconds that a machine on which other tests run may take longer."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_13_at_most_the_last_half_second_is_missing(seed: int, tmp_path: Path) -> None:
    """Threat: kill -9 while typing. Control: what is typed is kept while it is typed."""
    chance = random.Random(seed)
    store = tmp_path / "practice.db"
    bare_key_for(store)
    terminal = Terminal(kara(), home_of(tmp_path))
    try:
        terminal.wait_for("1 Clients")
        terminal.send("n")
        terminal.wait_for("F2 Save")
        shown = _type_for(terminal, chance, 1.5 + chance.random() * 1.5)
        terminal.kill(signal.SIGKILL)
        killed = time.monotonic()
        terminal.wait_for_end()
    finally:
        terminal.close()
    long_shown = [text for text, at in shown if at < killed - _LOSABLE - _BUSY]
    assert len(long_shown) > 5
    assert _kept(store).startswith(long_shown[-1])


def _type_for(terminal: Terminal, chance: random.Random, seconds: float) -> list[tuple[str, float]]:
    """Type one letter after the other; return what stood on the screen, and from when on."""
    end = time.monotonic() + seconds
    typed, shown = "", []
    while time.monotonic() < end:
        typed += chance.choice(_LETTERS)
        terminal.send(typed[-1])
        terminal.wait_until(_stands(terminal, typed), f"“{typed}”")
        shown.append((typed, time.monotonic()))
    return shown


def _stands(terminal: Terminal, typed: str) -> Callable[[], bool]:
    # A long name scrolls within its field.
    return lambda: typed[-12:] in terminal.text


def _kept(store: Path) -> str:
    opened = open_local(store, bare_key_for(store), PROFESSIONAL_NAME, system_clock)
    drafts = opened.dispatch(ListDrafts(), opened.actor)
    opened.store.close()
    assert len(drafts) == 1, "the next start offers what was typed"
    content = drafts[0].content
    assert isinstance(content, DraftContent)
    return content.typed["name"]
