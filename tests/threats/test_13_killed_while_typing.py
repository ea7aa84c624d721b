"""A program that is killed while somebody types loses half a second of it at most."""

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kara_tui.domain.drafts import DraftContent
from kara_tui.operations.drafts import ListDrafts
from tests.support.terminal import Terminal, home_of, kara
from tests.support.vaulted import CLIENT, PASSPHRASE, Vaulted

_LOSABLE = 0.5
"""Seconds."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_13_at_most_the_last_half_second_is_missing(seed: int, tmp_path: Path) -> None:
    """Threat: kill -9 while typing. Control: what is typed is kept while it is typed."""
    chance = random.Random(seed)
    practice = Vaulted(tmp_path)
    terminal = Terminal(kara(), home_of(tmp_path))
    try:
        terminal.wait_for("Your practice is locked")
        terminal.send(PASSPHRASE)
        terminal.drain()
        terminal.send("\r")
        terminal.wait_for(CLIENT)
        terminal.send("n")
        terminal.wait_for("F2 Save")
        shown = _type_for(terminal, chance, 1.5 + chance.random() * 1.5)
        terminal.kill(signal.SIGKILL)
        killed = time.monotonic()
        terminal.wait_for_end()
    finally:
        terminal.close()
    long_shown = [text for text, at in shown if at < killed - _LOSABLE]
    assert len(long_shown) > 5
    assert _kept(practice).startswith(long_shown[-1])


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


def _kept(practice: Vaulted) -> str:
    opened = practice.opened()
    drafts = opened.dispatch(ListDrafts(), opened.actor)
    opened.store.close()
    assert len(drafts) == 1, "the next start offers what was typed"
    content = drafts[0].content
    assert isinstance(content, DraftContent)
    return content.typed["name"]
