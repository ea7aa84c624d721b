"""Clients written to a file that an import reads back."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Stage
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.listing import SortBy
from kara_tui.domain.private import opened
from kara_tui.interchange import formats
from kara_tui.operations.clients import ListClients
from kara_tui.operations.records import Copied, NoteExport
from kara_tui.workflows.windows import WINDOW, client_windows

EXPORTED = (formats.Format.CSV, formats.Format.FHIR, formats.Format.VCARD)
"""The formats that are written."""


async def export_clients(
    backend: Backend,
    kind: formats.Format,
    stages: Sequence[Stage],
    write: Callable[[bytes], object],
) -> AsyncIterator[int]:
    """Write clients in pieces; yield how many are written so far.

    Those who came first stand first, so that clients who are added meanwhile push nobody out
    of a window that was written already.

    Args:
        backend: Whose clients.
        kind: One of `EXPORTED`.
        stages: Which lists.
        write: Takes one piece of the file after another.

    Raises:
        KaraError: When the store fails.
    """
    pieces = _Bundle() if kind is formats.Format.FHIR else _Plain(kind)
    done = 0
    await backend(NoteExport(what=Copied.CLIENTS))
    write(pieces.begin())
    for stage in stages:
        asked = ListClients(stages=(stage,), sort_by=SortBy.SINCE, limit=WINDOW)
        async for rows in client_windows(backend, asked):
            people = [opened(row.details) for row in rows]
            write(await asyncio.to_thread(pieces.add, people))
            done += len(people)
            yield done
    write(pieces.end())
    yield done


class _Plain:
    """A format in which files can be joined once the later ones have lost their beginning."""

    def __init__(self, kind: formats.Format) -> None:
        self._kind = kind
        self._beginning = formats.write(kind, [])

    def begin(self) -> bytes:
        return self._beginning

    def add(self, people: list[ClientDetails]) -> bytes:
        return formats.write(self._kind, people).removeprefix(self._beginning)

    def end(self) -> bytes:
        return b""


class _Bundle:
    """A FHIR Bundle, whose entries are written one to a line."""

    def __init__(self) -> None:
        self._separator = b"\n"

    def begin(self) -> bytes:
        return b'{"resourceType": "Bundle", "type": "collection", "entry": ['

    def add(self, people: list[ClientDetails]) -> bytes:
        entries = json.loads(formats.write(formats.Format.FHIR, people)).get("entry", ())
        lines = [json.dumps(one, ensure_ascii=False).encode() for one in entries]
        piece = self._separator + b",\n".join(lines)
        self._separator = b",\n"
        return piece

    def end(self) -> bytes:
        return b"\n]}\n"
