"""Two terminals on one practice, and one of them is killed while somebody types."""

import signal
from collections.abc import Callable

import pytest

from tests.support.terminal import Terminal

Start = Callable[..., Terminal]

FIRST = "Agustín Ibáñez del Prado"


def _profile(start: Start) -> Terminal:
    terminal = start("--demo", columns=120, lines=40)
    terminal.wait_for(FIRST)
    terminal.send("\r")
    terminal.wait_for("Tilraunagata")
    return terminal


def _typing(start: Start, text: str) -> Terminal:
    terminal = _profile(start)
    terminal.send("e")
    terminal.wait_for("F2 Save")
    terminal.send(text)
    terminal.wait_for(f"{FIRST}{text}")
    return terminal


def test_text_is_safe_300_ms_after_the_last_key(start: Start) -> None:
    terminal = _typing(start, " Typed")
    signal.sigtimedwait([], 0.3)
    terminal.kill(signal.SIGKILL)
    terminal.process.wait()
    again = _profile(start)
    again.wait_for("Unsaved text, typed")
    again.wait_for(f"saved now: {FIRST}")


def test_two_terminals_keep_what_each_of_them_types(start: Start) -> None:
    first = _typing(start, " One")
    second = _profile(start)
    second.wait_for("Being typed elsewhere")
    second.send("e")
    second.wait_for("F2 Save")
    second.send(" Two")
    second.wait_for(f"{FIRST} Two")
    signal.sigtimedwait([], 0.6)
    for one in (first, second):
        one.kill(signal.SIGKILL)
        one.process.wait()
    third = _profile(start)
    third.wait_for("(and 1 more)")
    third.send("\r")
    third.wait_for(f"“{FIRST} One”")
    third.wait_for(f"“{FIRST} Two”")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_remark_survives_the_end_of_the_program(start: Start, number: int) -> None:
    terminal = start("--demo")
    terminal.wait_for(FIRST)
    terminal.send("c")
    terminal.wait_for("End the treatment")
    terminal.drain()
    terminal.send("\t")
    terminal.drain()
    terminal.send("moved north")
    terminal.wait_for("moved north")
    terminal.kill(number)
    terminal.wait_for_end(seconds=10)
    again = start("--demo")
    again.wait_for("How the treatment ends of")
    again.send("\x1b[20~")
    again.wait_for("“moved north”")
