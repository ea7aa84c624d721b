"""Rows of clients as an aligned table, window after window."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len, set_cell_size

from kara_tui.domain import dates
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text

_HEADINGS = ("Name", "Age", "State", "Since", "E-mail", "Phone", "Id")
_CAPS = (32, 3, 10, 11, 30, 16, 36)
"""Widths that the columns are cut to where a terminal has an edge."""
_GAP = "  "


class ClientTable:
    """Lines of a table; the first window settles how wide the columns are.

    Args:
        today: For ages.
        width: Cells of the terminal; None where lines have no edge and nothing is cut.
    """

    def __init__(self, today: date, width: int | None) -> None:
        self._today = today
        self._width = width
        self._widths: tuple[int, ...] = ()

    def lines(self, rows: Sequence[ClientRow]) -> Iterator[str]:
        """Yield a window's lines; above the first one, the headings."""
        cells = [self._cells(row) for row in rows]
        if not self._widths:
            self._widths = self._settled([_HEADINGS, *cells])
            yield self._line(_HEADINGS)
        for one in cells:
            yield self._line(one)

    def _settled(self, cells: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
        widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
        if self._width is None:
            return tuple(widths)
        room = self._width - len(_GAP) * (len(widths) - 1)
        if sum(widths) > room:
            widths = [min(one, cap) for one, cap in zip(widths, _CAPS, strict=True)]
        # The id is for copying, so it is shown whole or not at all.
        while len(widths) > 1 and sum(widths) + len(_GAP) * (len(widths) - 1) > self._width:
            widths.pop()
        return tuple(widths)

    def _line(self, cells: Sequence[str]) -> str:
        fitted = [
            _fitted(cell, width, cut=self._width is not None)
            for cell, width in zip(cells, self._widths, strict=False)
        ]
        return _GAP.join(fitted).rstrip()

    def _cells(self, row: ClientRow) -> tuple[str, ...]:
        details = opened(row.details)
        born = details.birth_date
        return (
            safe_text(details.name),
            "" if born is None else str(dates.age(born, today=self._today)),
            row.treatment_state.label,
            dates.short(row.since.astimezone().date(), today=self._today),
            safe_text(details.contact_email),
            safe_text(details.phone_typed or details.phone),
            str(row.id),
        )


def _fitted(text: str, width: int, *, cut: bool) -> str:
    length = cell_len(text)
    if length > width and cut:
        return set_cell_size(text, max(0, width - 1)) + "…"
    return text + " " * (width - length)
