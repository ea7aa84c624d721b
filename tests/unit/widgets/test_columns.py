"""Which columns fit, and how wide they are."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kara_tui.widgets.cells import Cell
from kara_tui.widgets.columns import GAP, Column, fit_columns


def column(name: str, width: int, weight: int = 0, importance: int = 0) -> Column[str]:
    return Column(id=name, title=name, cell=Cell, width=width, weight=weight, importance=importance)


COLUMNS = st.lists(
    st.builds(column, st.just("x"), st.integers(1, 30), st.integers(0, 5), st.integers(-3, 3)),
    min_size=1,
    max_size=10,
).map(lambda found: [replace(one, id=str(place)) for place, one in enumerate(found)])


@given(COLUMNS, st.integers(1, 250))
def test_columns_never_overflow_and_keep_their_order_and_least_width(
    columns: list[Column[str]], width: int
) -> None:
    fit = fit_columns(columns, width)
    assert sum(one for _, one in fit) + GAP * (len(fit) - 1) <= width
    places = [columns.index(one) for one, _ in fit]
    assert places == sorted(set(places))
    if len(fit) > 1:
        assert all(given_width >= one.width for one, given_width in fit)


@given(COLUMNS, st.integers(1, 250))
def test_what_is_left_out_matters_no_more_than_what_stays(
    columns: list[Column[str]], width: int
) -> None:
    fit = fit_columns(columns, width)
    kept = {one.id for one, _ in fit}
    left_out = [one.importance for one in columns if one.id not in kept]
    assert fit
    assert max(left_out, default=-9) <= min(one.importance for one, _ in fit)
    if left_out:
        best = max(one.importance for one in columns if one.id not in kept)
        next_one = next(one for one in columns if one.id not in kept and one.importance == best)
        used = sum(one.width for one, _ in fit) + GAP * len(fit)
        assert used + next_one.width > width


@given(COLUMNS, st.integers(1, 250))
def test_no_cell_is_wasted_when_a_column_can_grow(columns: list[Column[str]], width: int) -> None:
    fit = fit_columns(columns, width)
    if any(one.weight for one, _ in fit):
        assert sum(one for _, one in fit) + GAP * (len(fit) - 1) == width


def test_the_name_stays_when_the_terminal_is_narrow() -> None:
    columns = [column("age", 4, importance=1), column("name", 40, 1, importance=9)]
    assert [(one.id, width) for one, width in fit_columns(columns, 30)] == [("name", 30)]
    assert fit_columns(columns, 0) == []
    assert fit_columns([], 80) == []


def test_spare_width_is_shared_by_weight() -> None:
    columns = [column("name", 10, 2), column("age", 4), column("remark", 10, 1)]
    assert [width for _, width in fit_columns(columns, 28 + 30)] == [30, 4, 20]
