"""How a table is laid out: its delimiter, its header line, the order of day and month."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kara_tui.domain.field_kinds import Context
from kara_tui.interchange.csv_headers import NAME_FIELDS, recognise
from kara_tui.interchange.csv_rows import Row, rows

DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024
_ROWS_LOOKED_AT = 10
_NUMERIC_DATE = re.compile(r"^\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*\d{2,4}")
_SEPARATOR_LINE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """The layout of one table."""

    delimiter: str
    header: tuple[str, ...]
    """Empty when the first row holds values already."""
    header_line: int
    """The line of the header; 0 when there is none."""


def find_layout(text: str, *, mapped_by_hand: bool = False) -> Layout:
    """Return how a table is laid out, told from its beginning.

    Args:
        text: The table.
        mapped_by_hand: Whether somebody says what each column holds, so that the
            table may do without a header line.
    """
    sample = _sample(text)
    told = _SEPARATOR_LINE.match(sample)
    candidates = told[1] if told and told[1] in DELIMITERS else DELIMITERS
    delimiter = max(candidates, key=lambda one: _fitness(_first_rows(sample, one)))
    first = [row for row in _first_rows(sample, delimiter) if not _is_separator_line(row)]
    if not first:
        return Layout(delimiter, (), 0)
    best = max(first, key=lambda row: _heading_count(row.cells))
    if _heading_count(best.cells) == (False, 0):
        best = first[0]
        if mapped_by_hand and _holds_values(best.cells):
            return Layout(delimiter, (), 0)
    return Layout(delimiter, tuple(best.cells), best.line)


def with_order_of_dates(context: Context, dates: Sequence[str]) -> Context:
    """Return the context with the order of day and month that a column of dates shows.

    One date such as 3/25/1987 tells it for the whole column; a column that shows
    neither order keeps the usual one.
    """
    found = [match for text in dates if (match := _NUMERIC_DATE.match(text[:40]))]
    day_first = any(int(match[1]) > 12 for match in found)
    month_first = any(int(match[2]) > 12 for match in found)
    if day_first == month_first:
        return context
    return replace(context, month_first=month_first)


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    end = max(text.rfind("\n", 0, _SAMPLE), text.rfind("\r", 0, _SAMPLE))
    return text[: end + 1] or text[:_SAMPLE]


def _first_rows(sample: str, delimiter: str) -> list[Row]:
    return list(islice((r for r in rows(sample, delimiter) if isinstance(r, Row)), _ROWS_LOOKED_AT))


def _fitness(first: list[Row]) -> tuple[tuple[bool, int], int, int]:
    if not first:
        return (False, 0), 0, 0
    widths = [len(row.cells) for row in first]
    width = max(set(widths), key=widths.count)
    alike = widths.count(width) if width > 1 else 0
    return max(_heading_count(row.cells) for row in first), alike, width


def _heading_count(cells: Sequence[str]) -> tuple[bool, int]:
    known = [name for name in recognise(cells) if name]
    return bool(NAME_FIELDS & set(known)), len(known)


def _is_separator_line(row: Row) -> bool:
    return row.line == 1 and row.cells[0].casefold().startswith("sep=")


def _holds_values(cells: Sequence[str]) -> bool:
    return any("@" in cell or sum(map(str.isdigit, cell[:60])) >= 4 for cell in cells)
