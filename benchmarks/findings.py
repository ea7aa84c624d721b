"""What a measurement says, and the table of them all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

ROUNDS = 7


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of the table."""

    question: str
    measured: str
    floor: str = "–"
    ratio: float | None = None
    """Of what was measured to the floor."""
    aim: str = "–"
    met: bool | None = None
    """None where nothing is aimed at."""

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells."""
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}×"
        met = "–" if self.met is None else "yes" if self.met else "NO"
        return (self.question, self.measured, self.floor, ratio, self.aim, met)


TITLES = ("question", "measured", "floor", "ratio", "aim", "met")

Benchmark = Callable[[], list[Finding]]


def table(findings: Iterable[Finding]) -> str:
    """Return findings as a table in Markdown."""
    rows = [TITLES, *(one.cells() for one in findings)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(TITLES))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, _line(["-" * width for width in widths], widths))
    return "\n".join(lines)


def alternate(
    first: Callable[[], float], second: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Return the medians of two measurements taken in turn, so that noise meets both."""
    pairs = [(first(), second()) for _ in range(rounds)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of all values does not exceed."""
    return sorted(values)[ceil(len(values) * share) - 1]


def ms(value: float) -> str:
    """Return milliseconds as the table shows them."""
    return f"{value:,.0f} ms" if value >= 20 else f"{value:.1f} ms"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return (
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        + " |"
    )
