"""The picture of scores over time: what stands where, at every size and on every terminal."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kara_tui.domain.trend import Scored
from kara_tui.widgets.plot_ink import BLOCKS, BRAILLE, PLAIN, Ink, ink_for, line_between
from kara_tui.widgets.score_plot import NAMES_FROM, Cell, Course, Part, ScorePlot
from kara_tui.widgets.sparkline_words import sparkline_words
from tests.support.measures import band, made_up, wellbeing

FIRST = datetime(2026, 1, 5, 10, tzinfo=UTC)
INKS = pytest.mark.parametrize("ink", [BRAILLE, BLOCKS, PLAIN], ids=["braille", "blocks", "plain"])


def course(*given: tuple[int, int], flagged: frozenset[int] = frozenset()) -> Course:
    """Return a course of (day, score) pairs."""
    scored = tuple(Scored(FIRST + timedelta(days=day), Decimal(score)) for day, score in given)
    return Course(wellbeing(), scored, date(2026, 6, 1), flagged)


def lines(plot: ScorePlot) -> list[str]:
    return ["".join(mark for mark, _ in row) for row in plot.rows()]


def parts(rows: list[list[Cell]], *wanted: Part) -> list[tuple[int, int]]:
    """Return where something is drawn, as (line, column)."""
    return [
        (y, x) for y, row in enumerate(rows) for x, (_, part) in enumerate(row) if part in wanted
    ]


@INKS
@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 100)), min_size=1, max_size=40),
    st.integers(1, 160),
    st.integers(1, 30),
    st.data(),
)
def test_every_course_fits_every_size(
    ink: Ink, given_pairs: list[tuple[int, int]], width: int, height: int, data: st.DataObject
) -> None:
    drawn = course(*sorted(given_pairs))
    cursor = data.draw(st.none() | st.integers(0, len(given_pairs) - 1))
    rows = ScorePlot(drawn, width, height, ink, cursor).rows()
    assert len(rows) == max(4, height)
    assert all(sum(cell_len(mark) for mark, _ in row) == width for row in rows)
    if width >= 12 and cursor is not None:
        assert len(parts(rows, Part.CURSOR)) == 1


@given(
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 100)), min_size=1, max_size=80),
    st.integers(30, 160),
)
def test_a_later_score_never_stands_before_an_earlier_one(
    given_pairs: list[tuple[int, int]], width: int
) -> None:
    columns = ScorePlot(course(*sorted(given_pairs)), width, 10, BRAILLE).columns
    assert list(columns) == sorted(columns)
    assert all(4 <= column < width for column in columns)


@INKS
def test_twice_the_time_is_twice_the_distance(ink: Ink) -> None:
    columns = ScorePlot(course((0, 40), (30, 40), (90, 40)), 64, 10, ink).columns
    assert columns[2] - columns[0] == pytest.approx(3 * (columns[1] - columns[0]), abs=3)


def test_a_higher_score_stands_higher_and_the_ends_at_the_ends() -> None:
    rows = ScorePlot(course((0, 0), (100, 52), (200, 100)), 60, 12, BRAILLE).rows()
    assert [y for y, _ in sorted(parts(rows, Part.POINT, Part.HIGH), key=lambda at: at[1])] == [
        9,
        4,
        0,
    ]


def test_scores_that_are_close_in_time_are_joined_and_a_gap_stays_empty() -> None:
    def between(days: int) -> list[int]:
        plot = ScorePlot(course((0, 80), (days, 80), (days + 14, 80)), 60, 12, BRAILLE)
        start, end, _ = plot.columns
        return [x for _, x in parts(plot.rows(), Part.LINE) if start < x < end]

    assert len(between(42)) > 20
    assert between(43) == []


def test_numbers_and_names_of_the_bands_stand_beside_the_plot() -> None:
    wide = lines(ScorePlot(course((0, 40), (30, 60)), NAMES_FROM, 12, BRAILLE))
    narrow = lines(ScorePlot(course((0, 40), (30, 60)), 30, 12, BRAILLE))
    for picture in (wide, narrow):
        starts = [line[:3].strip() for line in picture if line[:3].strip()]
        assert starts == ["100", "51", "29", "0"]
    for name in ("Good", "Look closer", "Low"):
        assert any(name in line for line in wide)
        assert not any(name in line for line in narrow)


def test_a_flag_has_a_sign_of_its_own_and_is_seen_in_a_crowd() -> None:
    one = course((0, 80), (14, 80), (28, 80), flagged=frozenset({1}))
    rows = ScorePlot(one, 60, 12, BRAILLE).rows()
    ((y, x),) = parts(rows, Part.FLAG)
    assert rows[y][x][0] == "◆"
    crowd = course(*((day, 80) for day in range(200)), flagged=frozenset({7}))
    rows = ScorePlot(crowd, 40, 12, BRAILLE).rows()
    assert len(parts(rows, Part.FLAG)) == 1
    assert parts(rows, Part.POINT) == []
    assert len(parts(rows, Part.LINE)) > 30


def test_the_cursor_marks_its_score_from_top_to_bottom() -> None:
    plot = ScorePlot(course((0, 40), (30, 60)), 40, 12, BRAILLE, cursor=0)
    rows = plot.rows()
    ((_, x),) = parts(rows, Part.CURSOR)
    assert x == plot.columns[0]
    assert {y for y, _ in parts(rows, Part.UPRIGHT, Part.CURSOR, Part.LINE) if y < 10} == set(
        range(10)
    )


def test_wide_letters_in_a_name_take_two_cells() -> None:
    measure = made_up(bands=(band(0, "よい気分です"), band(5, "良")))
    scored = (Scored(FIRST, Decimal(3)),)
    drawn = Course(measure, scored, date(2026, 6, 1))
    for row in ScorePlot(drawn, 60, 12, BRAILLE).rows():
        assert sum(cell_len(mark) for mark, _ in row) == 60


def test_a_line_has_both_its_ends_and_no_hole() -> None:
    dots = list(line_between((0, 0), (9, 4)))
    assert (dots[0], dots[-1]) == ((0, 0), (9, 4))
    for (x, y), (to_x, to_y) in pairwise(dots):
        assert max(abs(to_x - x), abs(to_y - y)) == 1
    assert list(line_between((3, 3), (3, 3))) == [(3, 3)]


def test_dots_become_the_marks_of_the_terminal() -> None:
    assert BRAILLE.cell(frozenset({(0, 0), (1, 3)})) == "\u2881"
    assert BLOCKS.cell(frozenset({(0, 1)})) == "▄"
    assert BLOCKS.cell(frozenset({(0, 0), (0, 1)})) == "█"
    assert PLAIN.cell(frozenset({(0, 0)})) == "."


def test_a_terminal_gets_what_it_can_show() -> None:
    assert ink_for("utf-8", {"TERM": "xterm-256color"}) is BRAILLE
    assert ink_for("UTF8", {}) is BRAILLE
    assert ink_for("utf-8", {"TERM": "linux"}) is BLOCKS
    assert ink_for("ascii", {"TERM": "xterm"}) is PLAIN
    assert ink_for("iso-8859-1", {}) is PLAIN


def test_plain_ink_draws_in_ascii_alone() -> None:
    drawn = course((0, 40), (30, 60), flagged=frozenset({1}))
    assert all(line.isascii() for line in lines(ScorePlot(drawn, 70, 12, PLAIN, cursor=1)))


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ((), ""),
        ((44,), "▄ 44"),
        ((0, 100), "▁█ 100 better"),
        ((44, 48), "▄▄ 48 same"),
        ((80, 40), "▇▄ 40 worse"),
        ((0, 8, 16, 28, 40, 52, 64, 76, 88, 100), "▂▃▄▅▆▇██ 100 better"),
    ],
)
def test_a_list_shows_up_to_eight_scores_in_one_cell(scores: tuple[int, ...], words: str) -> None:
    scored = course(*((14 * place, score) for place, score in enumerate(scores))).scored
    assert sparkline_words(wellbeing(), scored) == words
