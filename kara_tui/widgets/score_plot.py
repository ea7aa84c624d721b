"""Scores over time drawn into cells, whatever the width: pure, without a screen."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from rich.cells import cell_len

from kara_tui.domain.measure import Band, Concern, Measure
from kara_tui.domain.text import safe_text
from kara_tui.domain.trend import Scored
from kara_tui.widgets.cells import fit_text
from kara_tui.widgets.plot_ink import Ink, line_between
from kara_tui.widgets.time_axis import TimeAxis

GAP_REPEATS = 3
"""No line is drawn over a time in which so many answers in a row are missing."""

NAMES_FROM = 44
"""Columns from which there is room for the names of the bands."""

CROWDED = 1.2
"""So many scores in a column are drawn as a line alone: their points would hide it."""

_LONGEST_NAME = 14


class Part(StrEnum):
    """What a cell of the plot shows."""

    BLANK = "blank"
    AXIS = "axis"
    LEVEL = "level"
    NAME = "name"
    LINE = "line"
    UPRIGHT = "upright"
    POINT = "point"
    SOME = "some"
    """A point that asks for a closer look."""
    HIGH = "high"
    """A point that asks for it urgently."""
    FLAG = "flag"
    CURSOR = "cursor"


_BY_CONCERN = {Concern.NONE: Part.POINT, Concern.SOME: Part.SOME, Concern.HIGH: Part.HIGH}

Cell = tuple[str, Part]


@dataclass(frozen=True)
class Course:
    """The scores of one client in one measure."""

    measure: Measure
    scored: tuple[Scored, ...]
    """Oldest first, at least one."""
    today: date
    """Dates of another year say theirs."""
    flagged: frozenset[int] = frozenset()
    """Which of them raise a flag, by place."""
    language: str = ""


@dataclass
class ScorePlot:
    """Draws one course at one size."""

    course: Course
    width: int
    height: int
    """Lines, with the two under the plot."""
    ink: Ink
    cursor: int | None = None
    """The place among the scores that the cursor is on."""
    _grid: list[list[Cell]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Find out where everything stands."""
        measure = self.course.measure
        names = [self._name(one) for one in measure.bands]
        self._names = max(map(cell_len, names), default=0) + 1 if self._has_names else 0
        marks = (measure.lowest, measure.highest, *(one.lowest for one in measure.bands))
        self._left = max(len(str(one)) for one in marks) + 1
        self._across = max(1, self.width - self._left - self._names)
        self._down = max(2, self.height - 2)
        scored = self.course.scored
        self._axis = TimeAxis(scored[0].at, scored[-1].at, self._across)

    def rows(self) -> list[list[Cell]]:
        """Return the cells, line by line; every line fills the width."""
        self._grid = [[(" ", Part.BLANK)] * self.width for _ in range(self._down + 2)]
        self._draw_levels()
        self._draw_lines()
        self._draw_cursor()
        self._draw_points()
        self._draw_floor()
        return self._grid

    @property
    def columns(self) -> tuple[int, ...]:
        """In which column of the picture each score stands."""
        return tuple(self._left + x // self.ink.dots_across for x, _ in self._places())

    @property
    def _has_names(self) -> bool:
        return self.width >= NAMES_FROM and bool(self.course.measure.bands)

    def _name(self, band: Band) -> str:
        name = safe_text(self.course.measure.say(band.text, self.course.language))
        return fit_text(name, min(cell_len(name), _LONGEST_NAME))

    def _dot_row(self, score: Decimal) -> int:
        measure = self.course.measure
        share = (measure.highest - score) / (measure.highest - measure.lowest)
        return round(float(share) * (self._down * self.ink.dots_down - 1))

    def _row(self, score: Decimal) -> int:
        return self._dot_row(score) // self.ink.dots_down

    def _places(self) -> list[tuple[int, int]]:
        steps = self._across * self.ink.dots_across
        return [
            (self._axis.place(one.at, steps), self._dot_row(one.score))
            for one in self.course.scored
        ]

    def _draw_levels(self) -> None:
        measure = self.course.measure
        labels = {self._row(measure.highest): measure.highest, self._down - 1: measure.lowest}
        for band in measure.bands[1:]:
            row = self._row(band.lowest)
            labels.setdefault(row, band.lowest)
            for column in range(self._across):
                self._put(row, self._left + column, self.ink.level, Part.LEVEL)
        for row in range(self._down):
            label = str(labels[row]) if row in labels else ""
            side = self.ink.left if row in labels else self.ink.side
            self._write(row, 0, label.rjust(self._left - 1), Part.AXIS)
            self._put(row, self._left - 1, side, Part.AXIS)
        if self._has_names:
            self._draw_names()

    def _draw_names(self) -> None:
        bands = self.course.measure.bands
        tops = [*(one.lowest for one in bands[1:]), self.course.measure.highest]
        used: set[int] = set()
        for band, top in zip(bands, tops, strict=True):
            row = (self._row(band.lowest) + self._row(top)) // 2
            if row not in used:
                used.add(row)
                start = self._left + self._across + 1
                self._write(row, start, self._name(band), Part.NAME)

    def _draw_lines(self) -> None:
        scored = self.course.scored
        longest = timedelta(days=GAP_REPEATS * self.course.measure.repeat_days)
        dots = set(self._places())
        for (before, start), (after, end) in pairwise(zip(scored, self._places(), strict=True)):
            if after.at - before.at <= longest:
                dots.update(line_between(start, end))
        cells: dict[tuple[int, int], set[tuple[int, int]]] = {}
        for x, y in dots:
            column, across = divmod(x, self.ink.dots_across)
            row, down = divmod(y, self.ink.dots_down)
            cells.setdefault((row, column), set()).add((across, down))
        for (row, column), inside in cells.items():
            self._put(row, self._left + column, self.ink.cell(frozenset(inside)), Part.LINE)

    @property
    def _is_crowded(self) -> bool:
        return len(self.course.scored) > CROWDED * self._across

    def _draw_cursor(self) -> None:
        if self.cursor is not None:
            column = min(self.columns[self.cursor], self.width - 1)
            for row in range(self._down):
                if self._grid[row][column][1] is not Part.LINE:
                    self._put(row, column, self.ink.upright, Part.UPRIGHT)

    def _draw_points(self) -> None:
        rows = [y // self.ink.dots_down for _, y in self._places()]
        columns = self.columns
        for place in self._pointed():
            mark = self.ink.flagged if place in self.course.flagged else self.ink.point
            self._put(rows[place], columns[place], mark, self._part(place))

    def _pointed(self) -> list[int]:
        """Return the scores that get a point, the most important one last."""
        flagged = sorted(self.course.flagged)
        plain = [] if self._is_crowded else range(len(self.course.scored))
        under = [] if self.cursor is None else [self.cursor]
        return [*plain, *flagged, *under]

    def _part(self, place: int) -> Part:
        if place == self.cursor:
            return Part.CURSOR
        if place in self.course.flagged:
            return Part.FLAG
        band = self.course.measure.band(self.course.scored[place].score)
        return _BY_CONCERN[band.concern if band else Concern.NONE]

    def _draw_floor(self) -> None:
        self._put(self._down, self._left - 1, self.ink.corner, Part.AXIS)
        self._write(self._down, self._left, self.ink.floor * self._across, Part.AXIS)
        for tick in self._axis.ticks():
            self._put(self._down, self._left + tick.column, self.ink.tick, Part.AXIS)
            self._write(self._down + 1, self._left + tick.start, tick.label, Part.AXIS)

    def _write(self, row: int, column: int, text: str, part: Part) -> None:
        for mark in text:
            wide = cell_len(mark) > 1
            self._put(row, column, mark, part)
            if wide:
                self._put(row, column + 1, "", part)
            column += 2 if wide else 1

    def _put(self, row: int, column: int, mark: str, part: Part) -> None:
        if 0 <= column < self.width:
            self._grid[row][column] = (mark, part)
