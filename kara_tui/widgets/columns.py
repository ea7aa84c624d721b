"""The columns of a list, and which of them fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kara_tui.widgets.cells import Align, Cell
from kara_tui.widgets.veil import Told

Row = TypeVar("Row")

GAP = 2
"""Cells between two columns."""


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column of a list of rows."""

    id: str
    title: str
    cell: Callable[[Row], Cell]
    width: int
    """Fewest terminal cells it is shown in."""
    weight: int = 0
    """Its share of the width that is left over; zero keeps its width."""
    importance: int = 0
    """The column with the lowest number goes first when the list is narrow."""
    align: Align = "left"
    sort: object | None = None
    """What a click on the title asks for; None when rows cannot be sorted by it."""
    searched: bool = False
    """Whether to mark the words searched for."""
    told: Told = Told.PRIVATE
    """Who may read it while names are hidden from the room."""
    hide_when_empty: bool = False
    """Whether it is left out as long as no row has anything to say in it."""


def fit_columns(columns: Sequence[Column[Row]], width: int) -> list[tuple[Column[Row], int]]:
    """Return the columns that fit, in their order, each with its width in terminal cells.

    The least important ones go first, of equals the last one; the most important one always
    stays. What is left over is shared by weight.
    """
    if width <= 0 or not columns:
        return []
    kept = _most_important(columns, width)
    if len(kept) == 1 and kept[0].width >= width:
        return [(kept[0], width)]
    spare = width - _needed(kept)
    return list(zip(kept, _shared(spare, [(one.width, one.weight) for one in kept]), strict=True))


def _most_important(columns: Sequence[Column[Row]], width: int) -> list[Column[Row]]:
    ranked = sorted(range(len(columns)), key=lambda place: -columns[place].importance)
    while len(ranked) > 1 and _needed([columns[place] for place in ranked]) > width:
        ranked.pop()
    return [columns[place] for place in sorted(ranked)]


def _needed(columns: Sequence[Column[Row]]) -> int:
    return sum(one.width for one in columns) + GAP * (len(columns) - 1)


def _shared(spare: int, parts: list[tuple[int, int]]) -> list[int]:
    weights_left = sum(weight for _, weight in parts)
    widths = []
    for width, weight in parts:
        share = spare * weight // weights_left if weights_left else 0
        spare, weights_left = spare - share, weights_left - weight
        widths.append(width + share)
    return widths
