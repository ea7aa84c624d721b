"""Nothing that came from data steers the terminal."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.strip import Strip

from kara_tui.widgets.terminal_guard import (
    UnsafeText,
    install_terminal_guard,
    remove_terminal_guard,
    terminal_guard,
)

ATTACKS = ["\x1b]0;x\x07", "\x9b31m", "a\x7f", "\u202egnp.exe", "\r", "line\nbreak", "\u2066"]
CONSOLE = Console()


@pytest.fixture(autouse=True)
def unguarded() -> Iterator[None]:
    remove_terminal_guard()
    yield
    remove_terminal_guard()


def rendered(text: str, style: Style | None = None) -> str:
    return Strip([Segment("before ", None), Segment(text, style)]).render(CONSOLE)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_shown_as_harmless_text(attack: str) -> None:
    assert attack in rendered(attack)
    with terminal_guard(raising=False):
        line = rendered(attack)
    assert line.startswith("before ")
    assert not any(mark in line for mark in "\x1b\x9b\x7f\u202e\r\n\u2066\x07")


@pytest.mark.parametrize("attack", ATTACKS)
def test_in_tests_an_attack_is_an_error(attack: str) -> None:
    with terminal_guard(), pytest.raises(UnsafeText, match="steer"):
        rendered(attack)


@given(st.text())
def test_no_text_at_all_brings_a_control_character_through(text: str) -> None:
    with terminal_guard(raising=False):
        line = rendered(text)
    assert not any(ord(mark) < 32 or 127 <= ord(mark) < 160 for mark in line)


def test_a_link_cannot_smuggle_a_sequence() -> None:
    with terminal_guard(raising=False):
        assert "\x07" not in rendered("site", Style(link="http://x\x07\x1b]52;c;eA==\x07"))
        assert "http://x" in rendered("site", Style(link="http://x"))


def test_honest_text_and_control_segments_pass_unchanged() -> None:
    with terminal_guard():
        assert rendered("Þórður 日本 👨‍👩‍👧 \u00a0") == "before Þórður 日本 👨‍👩‍👧 \u00a0"
        home = Segment("\x1b[H", None, [(ControlType.HOME,)])
        assert Strip([home]).render(CONSOLE) == "\x1b[H"


def test_installing_twice_is_installing_once() -> None:
    plain = Strip.render
    install_terminal_guard(raising=False)
    install_terminal_guard(raising=True)
    with pytest.raises(UnsafeText):
        rendered("\x1b")
    with terminal_guard(raising=False):
        rendered("\x1b")
    with pytest.raises(UnsafeText):
        rendered("\x1b")
    remove_terminal_guard()
    assert Strip.render is plain
