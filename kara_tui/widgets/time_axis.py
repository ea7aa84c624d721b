"""A time axis: every moment has its place, and the labels fit whatever room there is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from kara_tui.domain import dates

_BETWEEN = 2
"""Cells between two labels at least."""

_MOST_TICKS = 60


@dataclass(frozen=True)
class Tick:
    """A date on the axis."""

    column: int
    """Where its mark stands."""
    start: int
    """Where its label begins."""
    label: str

    @property
    def stop(self) -> int:
        """Where its label ends."""
        return self.start + len(self.label)


@dataclass(frozen=True)
class TimeAxis:
    """Lays the time from a first moment to a last one over a number of columns."""

    first: datetime
    last: datetime
    width: int
    """Columns."""

    def share(self, at: datetime) -> float:
        """Return how far along the axis a moment lies, from 0 to 1; in the middle of no time."""
        span = self.last.timestamp() - self.first.timestamp()
        if span <= 0:
            return 0.5
        return min(1.0, max(0.0, (at.timestamp() - self.first.timestamp()) / span))

    def place(self, at: datetime, steps: int) -> int:
        """Return the place of a moment among so many equal steps."""
        return round(self.share(at) * (steps - 1))

    def ticks(self) -> tuple[Tick, ...]:
        """Return the finest dates whose labels fit; one day at least where it fits."""
        for days, label in _STEPS:
            ticks = self._ticks(days(self.first.date(), self.last.date()), label)
            if len(ticks) > 1 and _apart(ticks):
                return tuple(ticks)
        return tuple(self._ends())

    def _ticks(self, days: Iterator[date], label: Callable[[date, bool], str]) -> list[Tick]:
        ticks: list[Tick] = []
        for day in days:
            at = datetime.combine(day, time(), self.first.tzinfo)
            if self.first <= at <= self.last:
                ticks.append(self._tick(at, label(day, not ticks)))
            if len(ticks) > _MOST_TICKS:
                break
        return ticks

    def _tick(self, at: datetime, label: str) -> Tick:
        column = self.place(at, self.width)
        start = min(max(0, column - len(label) // 2), max(0, self.width - len(label)))
        return Tick(column, start, label)

    def _ends(self) -> list[Tick]:
        ends = [
            self._tick(at, dates.short(at.date(), today=self.last.date()))
            for at in dict.fromkeys((self.first, self.last))
        ]
        fitting = [one for one in ends if len(one.label) <= self.width]
        return fitting if _apart(fitting) else fitting[-1:]


def _apart(ticks: list[Tick]) -> bool:
    return all(before.stop + _BETWEEN <= after.start for before, after in pairwise(ticks))


def _every_day(first: date, last: date) -> Iterator[date]:
    return _stepping(first, last, 1)


def _mondays(first: date, last: date) -> Iterator[date]:
    return _stepping(first + timedelta(days=-first.weekday() % 7), last, 7)


def _stepping(first: date, last: date, days: int) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range(0, (last - first).days + 1, days))


def _months(apart: int) -> Callable[[date, date], Iterator[date]]:
    def give(first: date, last: date) -> Iterator[date]:
        begin = first.year * 12 + first.month - 1
        end = last.year * 12 + last.month - 1
        for month in range(begin - begin % apart, end + 1, apart):
            yield date(month // 12, month % 12 + 1, 1)

    return give


def _day_label(day: date, _is_first: bool) -> str:
    return dates.short(day, today=day)


def _month_label(day: date, is_first: bool) -> str:
    name = dates.short(day, today=day).partition(" ")[2]
    return f"{name} {day.year}" if is_first or day.month == 1 else name


def _year_label(day: date, _is_first: bool) -> str:
    return str(day.year)


_STEPS: tuple[tuple[Callable[[date, date], Iterator[date]], Callable[[date, bool], str]], ...] = (
    (_every_day, _day_label),
    (_mondays, _day_label),
    *((_months(apart), _month_label) for apart in (1, 2, 3, 6)),
    *((_months(12 * years), _year_label) for years in (1, 2, 5, 10)),
)
"""From fine to coarse: which days get a mark, and what stands under it."""
