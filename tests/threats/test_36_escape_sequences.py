"""No text from data steers the terminal, whichever widget shows it."""

import re
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from kara_tui.backend.opening import open_local
from kara_tui.domain.client import new_client
from kara_tui.domain.clock import system_clock
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import new_client_id, new_intent_id
from kara_tui.vault.bare_key import bare_key_for
from kara_tui.widgets.terminal_guard import UnsafeText, terminal_guard
from tests.support.hostile_wall import CONTROLS, KINDS, hostile
from tests.support.people import PROFESSIONAL_NAME
from tests.support.terminal import Terminal, home_of, kara

_POINTER_SHAPE = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""What Textual itself asks of the terminal."""

_NEVER = (b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bc", b"\x07", b"\x05", b"\x0e", b"\x7f")


@pytest.fixture(scope="module")
def written() -> bytes:
    """Return all that a program wrote to its terminal while it showed the hostile texts."""
    return _written_by_wall("guarded")


def _written_by_wall(how: str) -> bytes:
    command = [sys.executable, "-m", "tests.support.hostile_wall", how]
    terminal = Terminal(command, {}, 120, 50)
    try:
        assert terminal.wait_for_end() == 0, terminal.text
        return bytes(terminal.raw)
    finally:
        terminal.close()


def test_36_without_the_gate_they_would_be_seen_there() -> None:
    assert len(_reached(_written_by_wall("unguarded"))) > len(CONTROLS)


def test_36_no_control_reaches_the_terminal_from_any_widget(written: bytes) -> None:
    """Threat: escape sequences in a client's text. Control: a gate before the terminal."""
    assert len(KINDS) == 17
    assert len(CONTROLS) >= 24
    assert _reached(written) == []


def test_36_every_text_was_shown_by_every_widget(written: bytes) -> None:
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", written).decode()
    shown = {number: plain.count(f">{number:02}") for number in range(len(CONTROLS))}
    assert {number: times for number, times in shown.items() if times < len(KINDS)} == {}


def test_36_neither_does_it_on_the_command_line(tmp_path: Path) -> None:
    store = tmp_path / "practice.db"
    opened = open_local(store, bare_key_for(store), PROFESSIONAL_NAME, system_clock)
    planted = [
        new_client(new_client_id(), ClientDetails(name=hostile(control, number)), system_clock())
        for number, control in enumerate(CONTROLS.values())
    ]
    # Past dispatch, which would clean it.
    with opened.store.writing(opened.actor, system_clock(), "AddClient", new_intent_id()) as unit:
        unit.clients.add_many(planted)
    opened.store.close()
    terminal = Terminal(kara("clients"), home_of(tmp_path), 120, 50)
    try:
        assert terminal.wait_for_end() == 0
        assert bytes(terminal.raw).count(b">") >= len(CONTROLS)
        assert _reached(bytes(terminal.raw)) == []
    finally:
        terminal.close()


def _reached(written: bytes) -> list[str]:
    """Return which controls stand in what was written."""
    own = _POINTER_SHAPE.sub(b"", written)
    found = [
        name
        for name, control in CONTROLS.items()
        if f"<{control}".encode() in own or f"{control}>".encode() in own
    ]
    return found + [repr(one) for one in _NEVER if one in own]


@pytest.mark.parametrize("control", CONTROLS.values(), ids=list(CONTROLS))
def test_36_in_tests_such_a_text_is_an_error(control: str) -> None:
    with terminal_guard(), pytest.raises(UnsafeText, match="steer"):
        Strip([Segment(hostile(control, 1))]).render(Console())
