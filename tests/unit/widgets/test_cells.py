"""A cell fills its width exactly, whatever a person is called."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kara_tui.widgets.cells import Align, fit_text, fitted, shown, whole_spans

FAMILY = "👨‍👩‍👧"
PIECES = st.sampled_from(
    [
        "Áslaug ", "日本", FAMILY, "❤️", "🇩🇪", "👍🏽", "é", "\u0301", "\u200d", "\ufe0f", "\u200b",
        "\u202e", "\x1b]0;x\x07", "\x9b", "\n", "\t", "שלום", "مرحبا", "[/b]", "[@click=app.quit]",
        "\ud800", "\u2028", "1\ufe0f\u20e3", "क्‍ष", "…", " ",
    ]
)  # fmt: skip
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map("".join)
ALIGN = st.sampled_from(["left", "right"])
STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")


@given(HOSTILE, st.integers(-2, 40), ALIGN)
def test_any_text_fills_exactly_its_width_and_steers_nothing(
    text: str, width: int, align: Align
) -> None:
    line = fit_text(text, width, align)
    assert cell_len(line) == max(width, 0)
    assert STEERING.search(line) is None


@given(HOSTILE, HOSTILE, st.integers(1, 20))
def test_cells_side_by_side_keep_their_widths(one: str, other: str, width: int) -> None:
    assert cell_len(fit_text(one, width) + "  " + fit_text(other, width)) == 2 * width + 2


@given(HOSTILE, st.integers(1, 30), ALIGN)
def test_what_is_cut_ends_in_an_ellipsis_and_what_fits_is_whole(
    text: str, width: int, align: Align
) -> None:
    safe = shown(text, 1000)
    line = fit_text(text, width, align)
    if cell_len(safe) <= width:
        assert line.strip(" ") == safe.strip(" ")
    else:
        assert line.rstrip(" ").endswith("…")


@pytest.mark.parametrize(
    ("text", "width", "align", "line"),
    [
        ("Anna", 6, "left", "Anna  "),
        ("34", 5, "right", "   34"),
        ("Áslaug Þórðardóttir", 8, "left", "Áslaug …"),
        ("日本太郎", 6, "left", "日本… "),
        ("日本太郎", 6, "right", " 日本…"),
        (FAMILY + " Jónsson", 5, "left", FAMILY + " J…"),
        (FAMILY * 3, 4, "left", FAMILY + "… "),
        ("a\u200db", 4, "left", "ab  "),
        ("Anna", 1, "left", "…"),
        ("Anna", 0, "left", ""),
        ("\x1b[31mred", 9, "left", "␛[31mred "),
    ],
)
def test_names_are_cut_between_characters(text: str, width: int, align: Align, line: str) -> None:
    assert fit_text(text, width, align) == line


def test_a_pasted_book_costs_no_more_than_a_line() -> None:
    assert fit_text("\u0301" * 10_000_000 + "x", 3) == "…  "
    assert fit_text("word " * 2_000_000, 9) == "word wor…"


@given(HOSTILE, st.integers(1, 30), ALIGN, st.data())
def test_marks_never_split_a_character(
    text: str, width: int, align: Align, data: st.DataObject
) -> None:
    safe = shown(text, width)
    places = st.integers(0, len(safe))
    spans = data.draw(
        st.lists(st.tuples(places, places).map(lambda two: (min(two), max(two))), min_size=1)
    )
    fit = fitted(safe, width, align)
    assert fit.text[fit.start : fit.start + fit.kept] == safe[: fit.kept]
    cuts = [0, *(place for span in whole_spans(safe, sorted(spans)) for place in span), len(safe)]
    assert cuts == sorted(cuts)
    pieces = [safe[one:other] for one, other in pairwise(cuts)]
    assert sum(map(cell_len, pieces)) == cell_len(safe)
