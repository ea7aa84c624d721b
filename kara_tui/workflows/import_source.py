"""A file to import from: read as a whole, and looked into before anything is taken."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.importing import ClientDraft, Problem
from kara_tui.interchange import csv_table, formats
from kara_tui.operations.imports import FindImportLayout, SaveImportLayout

ROWS_SHOWN = 5
_LONGEST_KEY = 1000


@dataclass(frozen=True)
class ImportSource:
    """A file's name and content."""

    name: str
    data: bytes

    @property
    def format(self) -> formats.Format:
        """What it is."""
        return formats.sniff(self.data, self.name)


@dataclass(frozen=True, kw_only=True)
class ImportPreview:
    """The beginning of a file, as somebody sees it before they import it."""

    format: formats.Format
    first: tuple[ClientDraft | Problem, ...]
    """The first records, as far as they were understood."""
    header: tuple[str, ...] = ()
    """Headings of a table."""
    columns: tuple[str, ...] = ()
    """The field of each column; empty for a column that is left out."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The first rows of a table as they stand."""
    signature: str = ""
    """What the columns are remembered by; empty for what is no table with headings."""
    remembered: bool = False
    """Whether the columns are those of the last time."""
    encoding: str = ""
    """How the letters of a table are written."""
    delimiter: str = ""
    """What divides the cells of a table."""


def read_source(path: Path) -> ImportSource:
    """Return a file's content.

    Raises:
        Invalid: When it cannot be read, or is too large.
    """
    try:
        if path.is_dir():
            raise Invalid("file", f"{path} is a folder.", "Name the files in it.")
        if path.exists() and not path.is_file():
            raise Invalid("file", f"{path} is a device or a pipe, and no file.", "Save it first.")
        if path.stat().st_size > formats.LARGEST:
            raise Invalid(
                "file",
                f"{path} is larger than {formats.LARGEST >> 20} MB.",
                "Split it into several files.",
            )
        return ImportSource(path.name, path.read_bytes())
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Invalid("file", f"{path} cannot be read: {reason}.") from None


async def preview_import(
    backend: Backend, source: ImportSource, context: Context, columns: Sequence[str] | None = None
) -> ImportPreview:
    """Return the beginning of a file.

    Args:
        backend: Knows the layouts of files met before.
        source: The file.
        context: What reading a field may depend on.
        columns: The field of each column of a table, when somebody has said so;
            otherwise as they were the last time, or as the headings tell.

    Raises:
        Invalid: When `columns` names what is no field.
    """
    if await asyncio.to_thread(lambda: source.format) is not formats.Format.CSV:
        first = await asyncio.to_thread(_first, source, context, None)
        return ImportPreview(format=source.format, first=first)
    remembered = await remembered_columns(backend, source) if columns is None else None
    chosen = remembered if columns is None else tuple(columns)
    table = await asyncio.to_thread(csv_table.preview, source.data, chosen, ROWS_SHOWN)
    return ImportPreview(
        format=formats.Format.CSV,
        first=await asyncio.to_thread(_first, source, context, table.columns),
        header=table.header,
        columns=table.columns,
        rows=table.rows,
        signature=_key(table.signature),
        remembered=remembered is not None,
        encoding=table.encoding,
        delimiter=table.delimiter,
    )


async def remembered_columns(backend: Backend, source: ImportSource) -> tuple[str, ...] | None:
    """Return the columns of a table as they were assigned the last time, if ever."""
    if source.format is not formats.Format.CSV:
        return None
    table = await asyncio.to_thread(csv_table.preview, source.data, None, 0)
    if not table.signature:
        return None
    found = await backend(FindImportLayout(signature=_key(table.signature)))
    fits = found and len(found[0].columns) == len(table.header)
    return found[0].columns if fits else None


async def remember_columns(backend: Backend, source: ImportSource, columns: Sequence[str]) -> None:
    """Remember the columns of a table for files with the same headings."""
    table = await asyncio.to_thread(csv_table.preview, source.data, tuple(columns), 0)
    if table.signature:
        key = _key(table.signature)
        await backend(SaveImportLayout(signature=key, columns=tuple(columns)))


def _first(
    source: ImportSource, context: Context, columns: Sequence[str] | None
) -> tuple[ClientDraft | Problem, ...]:
    found = formats.records(source.data, source.name, context, columns)
    told = (one for one in found if isinstance(one, ClientDraft | Problem))
    return tuple(islice(told, ROWS_SHOWN))


def _key(signature: str) -> str:
    if len(signature) <= _LONGEST_KEY:
        return signature
    return f"sha256:{sha256(signature.encode()).hexdigest()}"
