"""What a line tells while names are hidden: initials, dots, and the words of the program."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.color import Color
from textual.content import Content
from textual.style import Style

from kara_tui.domain.privacy import Privacy, initials
from kara_tui.widgets.veil import Veil, naming, private, public, shown_name
from tests.support.hostile import HOSTILE

_BLACK = Color(0, 0, 0)


def veiled(line: Content, *, is_open: bool = True) -> str:
    """Return a line as anybody may read it."""
    segments = line.render_segments(Style())
    return "".join(one.text for one in Veil(is_open=is_open).apply(segments, _BLACK))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Áslaug Þórðardóttir", "Á. Þ."),
        ("Anne-Marie O’Dónal", "A. M. O. D."),
        ("山田 太郎", "山. 太."),
        ("[/x]", "X."),
        ("🙂", "•"),
        ("", "•"),
    ],
)
def test_a_name_is_told_by_its_initials(name: str, told: str) -> None:
    assert initials(name) == told


def test_a_line_tells_its_words_and_the_initials_of_its_name() -> None:
    line = naming("A session with Bea Holt on Mon", "Bea Holt")
    assert veiled(line) == "A session with B. H.    on Mon"
    assert veiled(line, is_open=False) == "• ••••••• •••• B. H.    •• •••"


def test_what_is_marked_tells_the_same_wherever_it_stands() -> None:
    line = public(Content("Planned")) + private(Content(" sleeps badly")) + Content(" more")
    assert veiled(line) == "Planned •••••• ••••• more"
    assert veiled(line, is_open=False) == "Planned •••••• ••••• ••••"


def test_a_name_in_which_a_search_is_marked_is_one_name() -> None:
    line = shown_name("Bea Holt").stylize("bold", 1, 5)
    assert veiled(line) == "B. H.   "


def test_frames_and_charts_stay() -> None:
    assert veiled(Content("│ ▁▃▅ ─ note"), is_open=False) == "│ ▁▃▅ ─ ••••"


@settings(max_examples=25)
@given(st.sampled_from(sorted(HOSTILE)) | st.text(max_size=40), st.booleans())
def test_every_line_stays_as_long_as_it_was(text: str, is_open: bool) -> None:
    safe = shown_name(HOSTILE.get(text, text)[:200])
    for line in (safe, private(Content(safe.plain)), Content(safe.plain)):
        assert cell_len(veiled(line, is_open=is_open)) == cell_len(line.plain)


def test_a_message_names_nobody_while_names_are_hidden() -> None:
    privacy = Privacy()
    assert (privacy.as_told("Bea Holt"), privacy.about("Bea Holt")) == ("Bea Holt", ": Bea Holt")
    privacy.is_on = True
    assert (privacy.as_told("Bea Holt"), privacy.about("Bea Holt")) == ("B. H.", "")
