"""The chart of a client's scores: a real time axis, bands, gaps, and a cursor that tells.

Drawn line by line rather than with a plotting library: those bring colours that no theme knows,
axis labels that overlap in narrow places, no gaps and no cursor.
"""

import os
import textwrap
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from kara_tui.domain import dates
from kara_tui.domain.text import safe_text
from kara_tui.domain.trend import change_words
from kara_tui.widgets.cells import fit_text
from kara_tui.widgets.plot_ink import Ink, ink_for
from kara_tui.widgets.score_plot import Cell, Course, Part, ScorePlot

_ONE_LINE = 60
"""Columns from which the words under the chart fit into one line."""

_STYLED = tuple(one for one in Part if one is not Part.BLANK)


class WellbeingChart(Widget):
    """Shows a course of scores; the line under it tells date, score and change in words."""

    IS_PUBLIC: ClassVar[bool] = True

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"wellbeing-chart--{one}" for one in _STYLED}
    DEFAULT_CSS = """
    WellbeingChart {
        height: 12;
        .wellbeing-chart--axis { color: $text-muted; }
        .wellbeing-chart--level { color: $border-blurred; }
        .wellbeing-chart--name { color: $text-muted; text-style: italic; }
        .wellbeing-chart--line { color: $text-primary; }
        .wellbeing-chart--upright { color: $text-muted; }
        .wellbeing-chart--point { color: $foreground; text-style: bold; }
        .wellbeing-chart--some { color: $text-warning; text-style: bold; }
        .wellbeing-chart--high { color: $text-error; text-style: bold; }
        .wellbeing-chart--flag { color: $text-error; text-style: bold; }
        .wellbeing-chart--cursor { color: $foreground; text-style: bold reverse; }
    }
    """

    course: reactive[Course | None] = reactive(None)
    """What is drawn."""
    cursor: reactive[int | None] = reactive(None)
    """The place among the scores that is told about; None for the last one, without a mark."""

    def __init__(self, *, ink: Ink | None = None, widget_id: str | None = None) -> None:
        """Make an empty chart.

        Args:
            ink: What it is drawn with; what this terminal can show when absent.
            widget_id: Its id on the screen.
        """
        super().__init__(id=widget_id)
        self._ink = ink
        self._lines: list[Strip] = []

    def move(self, by: int) -> None:
        """Move the cursor by so many answers; it stops at the first and the last."""
        if self.course is not None:
            last = len(self.course.scored) - 1
            start = last if self.cursor is None else self.cursor
            self.cursor = min(last, max(0, start + by))

    @property
    def place(self) -> int | None:
        """The place among the scores that the words are about."""
        if self.course is None or not self.course.scored:
            return None
        return len(self.course.scored) - 1 if self.cursor is None else self.cursor

    def words(self) -> str:
        """Return what the line under the chart says."""
        if self.course is None or self.place is None:
            return ""
        measure, scored = self.course.measure, self.course.scored
        one = scored[self.place]
        band = measure.band(one.score)
        parts = [dates.short(one.at.date(), today=self.course.today), str(one.score)]
        if band is not None:
            parts.append(measure.say(band.text, self.course.language))
        if self.place in self.course.flagged:
            parts.append("flag")
        if self.place:
            before = scored[self.place - 1].score
            parts.append(change_words(measure.scoring, before, one.score, "the one before"))
        return safe_text(" · ".join(parts))

    def watch_course(self) -> None:
        """Draw anew; a cursor that stood somewhere else is taken away."""
        if self.course is None or (self.cursor or 0) >= len(self.course.scored):
            self.set_reactive(WellbeingChart.cursor, None)
        self._forget()

    def watch_cursor(self) -> None:
        """Draw anew."""
        self._forget()

    def on_resize(self, _event: events.Resize) -> None:
        """Draw anew."""
        self._forget()

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        super().notify_style_update()
        self._forget()

    def render_line(self, y: int) -> Strip:
        """Return one line of the picture."""
        if not self._lines:
            self._lines = self._drawn()
        blank = Strip.blank(self.size.width, self.rich_style)
        return self._lines[y] if y < len(self._lines) else blank

    def _forget(self) -> None:
        self._lines = []
        self.refresh()

    def _drawn(self) -> list[Strip]:
        width, height = self.size
        if self.course is None or not self.course.scored or width < 1:
            return [Strip.blank(width, self.rich_style)]
        ink = self._ink or ink_for(self.app.console.encoding, os.environ)
        told = textwrap.wrap(self.words(), width)[: 1 if width >= _ONE_LINE else 2]
        plot = ScorePlot(self.course, width, height - len(told), ink, self.cursor)
        styles = {one: self._style(one) for one in Part}
        lines = [_strip(row, styles) for row in plot.rows()]
        part = Part.AXIS if self.cursor is None else Part.POINT
        lines += [Strip([Segment(fit_text(one, width), styles[part])]) for one in told]
        base = self.rich_style
        return [one.adjust_cell_length(width, base) for one in lines]

    def _style(self, part: Part) -> Style:
        if part is Part.BLANK:
            return self.rich_style
        return self.get_component_rich_style(f"wellbeing-chart--{part}")


def _strip(row: list[Cell], styles: dict[Part, Style]) -> Strip:
    return Strip([Segment(mark, styles[part]) for mark, part in row if mark]).simplify()
