"""However the program ends: the terminal is clean, and what was typed is offered again."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kara_tui.backend.opening import open_local
from kara_tui.bootstrap import settings_for
from kara_tui.domain.clock import system_clock
from kara_tui.operations.audit import ListPracticeEvents
from kara_tui.vault.bare_key import bare_key_for
from tests.support.terminal import Terminal

Start = Callable[..., Terminal]

FIRST = "Agustín Ibáñez del Prado"
LEFT = (b"\x1b[?1049l", b"\x1b[?25h")
"""Back from the alternate screen, and the cursor is shown."""


def _editing(start: Start) -> Terminal:
    terminal = start("--demo")
    terminal.wait_for(FIRST)
    terminal.send("\r")
    terminal.wait_for("Tilraunagata")
    terminal.send("e")
    terminal.wait_for("F2 Save")
    terminal.send(" Typed")
    terminal.wait_for(f"{FIRST} Typed")
    return terminal


def _offered_again(start: Start) -> bool:
    terminal = start("--demo")
    terminal.wait_for(FIRST)
    terminal.send("\r")
    terminal.wait_for("Unsaved text")
    terminal.send("e")
    terminal.wait_for(f"{FIRST} Typed")
    return True


def _last_event(home: Path) -> str:
    """Return how history says that the practice was left."""
    store = settings_for(str(home), environment={}).home.demo_store
    opened = open_local(store, bare_key_for(store), "", system_clock)
    try:
        last, *before = opened.dispatch(ListPracticeEvents(), opened.actor)
    finally:
        opened.store.close()
    assert before[0].fields == ("opened_bare",)
    return " ".join(last.fields)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_go_it_leaves_the_terminal_clean_and_the_text_safe(
    start: Start, home: Path, number: int
) -> None:
    terminal = _editing(start)
    terminal.kill(number)
    code = terminal.wait_for_end(seconds=10)
    assert code == 0
    assert all(sign in terminal.raw for sign in LEFT)
    assert b"\x1b[?1000l" in terminal.raw
    assert "Traceback" not in terminal.text
    assert _last_event(home) == "told_to_end"
    assert _offered_again(start)


def test_when_the_terminal_is_gone_the_program_goes_too(start: Start, home: Path) -> None:
    terminal = _editing(start)
    terminal.hang_up()
    end = time.monotonic() + 10
    while terminal.process.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    assert terminal.process.poll() is not None
    assert _last_event(home) == "terminal_lost"
    assert _offered_again(start)


def test_killed_in_the_middle_of_typing_it_offers_the_text_at_the_next_start(
    start: Start,
) -> None:
    terminal = _editing(start)
    # The journal takes up to 300 ms.
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        terminal.read()
    terminal.kill(signal.SIGKILL)
    terminal.process.wait()
    assert _offered_again(start)


def test_leaving_with_q_asks_nothing_and_ends_well(start: Start, home: Path) -> None:
    terminal = start("--demo")
    terminal.wait_for(FIRST)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert all(sign in terminal.raw for sign in LEFT)
    assert _last_event(home) == "left"
