"""Every format by name: told from a file's beginning, read, and written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.importing import ClientDraft, Problem
from kara_tui.interchange import csv_table, fhir, fhir_writing, vcard
from kara_tui.interchange.encoding import decode
from kara_tui.interchange.foreign import CALENDAR, foreign_kind
from kara_tui.interchange.records import Notice, Progress, Record, file_problem

LARGEST = 200 * 1024 * 1024
"""Bytes; a larger file is refused, for it is read as a whole."""

_HEAD = 4096
_READABLE = "kara reads tables (CSV), address books (vCard) and FHIR (JSON)."


class Format(StrEnum):
    """What a file is."""

    CSV = "csv"
    VCARD = "vcard"
    FHIR = "json"
    ICALENDAR = "icalendar"
    OTHER = "other"


@dataclass(frozen=True)
class ReadResult:
    """A file read as a whole."""

    format: Format
    drafts: tuple[ClientDraft, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]


class Records(Iterator[Record]):
    """The records of a file, one after another, with how far reading has come."""

    def __init__(self, kind: Format, progress: Progress, source: Iterator[Record]) -> None:
        self.format = kind
        self._progress = progress
        self._source = source

    def __next__(self) -> Record:
        return next(self._source)

    @property
    def share(self) -> float:
        """The part of the file that has been read, from 0 to 1."""
        return self._progress.share


def sniff(data: bytes, name: str) -> Format:
    """Return what a file is, told from its beginning and, where that says nothing, its name."""
    kind = foreign_kind(data, name)
    if kind:
        return Format.ICALENDAR if kind == CALENDAR else Format.OTHER
    head = decode(data[:_HEAD]).text.lstrip("\ufeff\x00 \t\r\n")
    ending = name.rpartition(".")[2].casefold()
    if "begin:vcard" in head.casefold() or ending in {"vcf", "vcard"}:
        return Format.VCARD
    if head.startswith(("{", "[")) and ending not in {"csv", "tsv"}:
        return Format.FHIR
    return Format.FHIR if ending in {"json", "ndjson", "jsonl", "fhir"} else Format.CSV


def records(
    data: bytes, name: str, context: Context, columns: Sequence[str] | None = None
) -> Records:
    """Return the records of a file as they are read: drafts, problems and notices.

    One bad record never stops the file. A file that cannot be read at all is one
    problem, which says why.

    Args:
        data: The file.
        name: Its name, of which only the ending counts.
        context: What reading a field may depend on.
        columns: The field of each column of a table; told from its header when absent.

    Raises:
        Invalid: While reading, when `columns` names what is no field.
    """
    kind = sniff(data, name)
    progress = Progress()
    return Records(kind, progress, _source(kind, data, name, context, columns, progress))


def read(
    data: bytes, name: str, context: Context, columns: Sequence[str] | None = None
) -> ReadResult:
    """Return all that a file holds; see `records`."""
    source = records(data, name, context, columns)
    found = list(source)
    return ReadResult(
        source.format,
        tuple(one for one in found if isinstance(one, ClientDraft)),
        tuple(one for one in found if isinstance(one, Problem)),
        tuple(one for one in found if isinstance(one, Notice)),
    )


def write(kind: Format, people: Iterable[ClientDetails]) -> bytes:
    """Return a file that `read` reads back unchanged.

    Raises:
        ValueError: When kara does not write that format.
    """
    writers = {
        Format.CSV: csv_table.write,
        Format.VCARD: vcard.write,
        Format.FHIR: fhir_writing.write,
    }
    if kind not in writers:
        raise ValueError(kind)
    return writers[kind](people)


def _source(
    kind: Format,
    data: bytes,
    name: str,
    context: Context,
    columns: Sequence[str] | None,
    progress: Progress,
) -> Iterator[Record]:
    if len(data) > LARGEST:
        reason = f"It is larger than {LARGEST >> 20} MB. Split it into several files."
        return iter([file_problem(reason)])
    if not data.strip(b"\x00 \t\r\n"):
        return iter([file_problem("The file is empty.")])
    if kind is Format.VCARD:
        return vcard.records(data, context, progress)
    if kind is Format.FHIR:
        return fhir.records(data, context, progress)
    if kind is Format.CSV:
        return csv_table.records(data, context, columns, progress)
    return iter([file_problem(f"This is {foreign_kind(data, name)}. {_READABLE}")])
