"""Tables of people (CSV and its kin): read with any layout, written for spreadsheets."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from kara_tui.domain.client_fields import client_field
from kara_tui.domain.details import ClientDetails, Gender, Interaction
from kara_tui.domain.field_kinds import Context, typed_value
from kara_tui.domain.importing import ClientDraft, Problem
from kara_tui.interchange.csv_cells import guarded, unguarded
from kara_tui.interchange.csv_headers import (
    NAME_FIELDS,
    by_preference,
    checked,
    column_fields,
    recognise,
    signature,
)
from kara_tui.interchange.csv_layout import Layout, find_layout, with_order_of_dates
from kara_tui.interchange.csv_rows import BadRow, Row, rows
from kara_tui.interchange.drafting import Found, cut, draft
from kara_tui.interchange.encoding import decode
from kara_tui.interchange.records import WHOLE_FILE, Notice, Progress, Record, file_problem

_WRITTEN = (
    "name", "administrative_gender", "gender_identity", "contact_email", "phone", "phone_typed",
    "birth_date", "national_id", "national_id_system", "address_line", "postal_code",
    "country_code", "language", "time_zone", "interaction_preference", "reason_for_booking",
    "reason_by_professional",
)  # fmt: skip
__all__ = ["Preview", "preview", "recognise", "records", "signature", "write"]

_UNTOLD = {Gender.UNKNOWN.value, Interaction.UNDECIDED.value}


@dataclass(frozen=True)
class Preview:
    """The beginning of a table, for somebody who says what its columns hold."""

    header: tuple[str, ...]
    """Headings as they stand; empty when there are none."""
    columns: tuple[str, ...]
    """The field of each column; empty for a column that is left out."""
    rows: tuple[tuple[str, ...], ...]
    """The first rows, each cell cut to a line."""
    signature: str
    """What a mapping for this layout is remembered by."""
    encoding: str
    delimiter: str


def preview(data: bytes, columns: Sequence[str] | None = None, rows: int = 5) -> Preview:
    """Return the beginning of a table, with the fields that its columns seem to hold."""
    decoded = decode(data)
    layout = find_layout(decoded.text, mapped_by_hand=columns is not None)
    first: list[tuple[str, ...]] = []
    for row in _body(decoded.text, layout):
        if len(first) == rows:
            break
        if isinstance(row, Row):
            first.append(tuple(cut(unguarded(cell), 80) for cell in row.cells))
    header = tuple(cut(heading, 80) for heading in layout.header)
    return Preview(
        header=header,
        columns=checked(columns) if columns is not None else recognise(layout.header),
        rows=tuple(first),
        signature=signature(layout.header),
        encoding=decoded.encoding,
        delimiter=layout.delimiter,
    )


def records(
    data: bytes, context: Context, columns: Sequence[str] | None, progress: Progress
) -> Iterator[Record]:
    """Yield the people of a table.

    Args:
        data: The file.
        context: What reading a field may depend on; the order of day and month is
            taken from the table when it shows one.
        columns: The field of each column; told from the header line when absent.
        progress: Is kept up to date, in characters.

    Raises:
        Invalid: When `columns` names what is no field.
    """
    mapping = checked(columns) if columns is not None else None
    decoded = decode(data)
    progress.total = len(decoded.text)
    layout = find_layout(decoded.text, mapped_by_hand=mapping is not None)
    mapping = recognise(layout.header) if mapping is None else mapping
    if not NAME_FIELDS & set(mapping):
        yield file_problem(_no_name_column(decoded.text, layout))
        return
    if decoded.damaged:
        yield Notice(
            place=WHOLE_FILE, text=f"Characters that could not be read: {decoded.damaged:,}."
        )
    context = with_order_of_dates(context, _cells_of("birth_date", mapping, decoded.text, layout))
    yield from _people(decoded.text, layout, mapping, context, progress)


def write(people: Iterable[ClientDetails]) -> bytes:
    """Return a table that spreadsheets open safely and `records` reads back unchanged."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_heading(name) for name in _WRITTEN)
    for person in people:
        writer.writerow(guarded(_cell(name, person)) for name in _WRITTEN)
    return out.getvalue().encode("utf-8-sig")


def _people(
    text: str, layout: Layout, columns: Sequence[str], context: Context, progress: Progress
) -> Iterator[ClientDraft | Problem]:
    order = by_preference(columns, layout.header)
    width = len(layout.header) or len(columns)
    for row in _body(text, layout):
        progress.done = row.end
        place = f"line {row.line}"
        if isinstance(row, BadRow):
            yield Problem(place=place, reason=row.reason)
        elif any(map(str.strip, row.cells[width:])):
            reason = f"It has {len(row.cells)} cells where the header has {width}, so what belongs"
            yield Problem(place=place, reason=f"{reason} where is not certain.")
        else:
            yield draft(place, _found(row.cells, columns, order, width), context)
    progress.done = progress.total


def _found(cells: list[str], columns: Sequence[str], order: Sequence[int], width: int) -> Found:
    found = Found()
    for place in order:
        if place < len(cells) and cells[place]:
            found.add(columns[place], unguarded(cells[place]))
        elif columns[place] == "national_id_system":
            # Known to be unknown: a number is not taken for a kennitala because of its shape.
            found.values.setdefault("national_id_system", "")
    if len(cells) < width:
        found.warnings.append(f"The row ends early: {len(cells)} of {width} cells.")
    return found


def _body(text: str, layout: Layout) -> Iterator[Row | BadRow]:
    for row in rows(text, layout.delimiter):
        if row.line > layout.header_line:
            yield row


def _cells_of(name: str, columns: Sequence[str], text: str, layout: Layout) -> list[str]:
    places = [place for place, column in enumerate(columns) if column == name]
    if not places:
        return []
    return [
        row.cells[place]
        for row in _body(text, layout)
        if isinstance(row, Row)
        for place in places
        if place < len(row.cells)
    ]


def _no_name_column(text: str, layout: Layout) -> str:
    if not text.strip("\x00 \t\r\n,;|"):
        return "The file is empty."
    shown = ", ".join(f"“{cut(heading, 24)}”" for heading in layout.header[:8])
    return (
        f"No column is known to hold a name; the columns are {shown}. Name one of them"
        " “Name”, or “First name” and “Last name”, or say which column holds what."
    )


def _heading(name: str) -> str:
    return column_fields()[name]


def _cell(name: str, person: ClientDetails) -> str:
    if name in {"phone", "phone_typed", "country_code", "national_id_system"}:
        return str(getattr(person, name))
    if name == "reason_for_booking":
        return person.reason_for_booking
    value = typed_value(client_field(name), person)
    return "" if value in _UNTOLD and client_field(name).choices else value
