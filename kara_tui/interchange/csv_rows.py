"""The rows of a table, one after another, however damaged it is.

The reader of the standard library is strict here, and each row that it refuses is looked at
again by itself, so a quotation mark that is never closed costs one row and not the rest of the
file. Its limit of characters per cell (`csv.field_size_limit`) is left as it is, for it belongs
to the whole process: what is larger fits no field, and is skipped up to where its cell ends.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO


@dataclass(frozen=True)
class Row:
    """A row that was understood."""

    line: int
    """The line on which it begins, from 1."""
    cells: list[str]
    end: int
    """How many characters of the text lie before its end."""


@dataclass(frozen=True)
class BadRow:
    """A row that was not."""

    line: int
    reason: str
    end: int


class _Lines(Iterator[str]):
    """The lines of a text, which remembers those of the present row and can take them back."""

    def __init__(self, text: str) -> None:
        self._stream = StringIO(text, newline="")
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.line = 1
        self.end = 0

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._stream)
        self.taken.append(line)
        self.end += len(line)
        return line

    def begin_row(self) -> None:
        self.line += len(self.taken)
        self.taken = []

    def keep_only(self, count: int) -> None:
        """Give back all lines of the row but the first ones."""
        back = self.taken[count:]
        self.taken = self.taken[:count]
        self.end -= sum(map(len, back))
        self._returned.extendleft(reversed(back))


def rows(text: str, delimiter: str) -> Iterator[Row | BadRow]:
    """Yield the rows of a text; blank ones are passed over."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
    width = 0
    while True:
        lines.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = _second_look(lines, delimiter, width)
        else:
            row = Row(lines.line, cells, lines.end)
        if isinstance(row, BadRow):
            yield row
        elif any(cell and not cell.isspace() for cell in row.cells):
            width = width or len(row.cells)
            yield row


def _second_look(lines: _Lines, delimiter: str, width: int) -> Row | BadRow:
    limit = csv.field_size_limit()
    if sum(map(len, lines.taken)) > limit and _took_whole_cell(lines, delimiter):
        last = lines.line + len(lines.taken) - 1
        skipped = f" All up to line {last} was passed over." if last > lines.line else ""
        reason = f"A cell holds more than {limit:,} characters; no field takes that many.{skipped}"
        return BadRow(lines.line, reason, lines.end)
    lines.keep_only(1)
    cells = _leniently(lines.taken[0], delimiter)
    if cells and len(cells) == (width or len(cells)):
        return Row(lines.line, cells, lines.end)
    reason = "A quotation mark is opened and not closed, so its cells cannot be told apart."
    return BadRow(lines.line, reason, lines.end)


def _took_whole_cell(lines: _Lines, delimiter: str) -> bool:
    """Go on to the end of a huge quoted cell; False, with nothing more taken, when it has none.

    A mark that no delimiter and no line end follows opens another cell: then the first one was
    never closed, and what lies between are rows of their own.
    """
    before = len(lines.taken)
    if sum(line.count('"') for line in lines.taken) % 2 == 0:
        return True
    for line in lines:
        _, mark, behind = line.replace('""', "").partition('"')
        if mark and (not behind or behind[0] in f"{delimiter}\r\n"):
            return True
        if mark:
            break
    lines.keep_only(before)
    return False


def _leniently(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []
