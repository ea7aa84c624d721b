"""Clients taken over from a file, batch by batch: each batch is kept once it is written."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from itertools import islice

from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import Conflict, Invalid
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.importing import ClientDraft, Duplicates, NewClient, Problem
from kara_tui.interchange import formats
from kara_tui.interchange.records import WHOLE_FILE, Notice, Record
from kara_tui.operations.clients import FindLookAlikes
from kara_tui.operations.imports import FilledGaps, ImportClients
from kara_tui.workflows.duplicates import Duplicate, Sorter, telling_keys
from kara_tui.workflows.import_report import ImportProgress, ImportReport
from kara_tui.workflows.import_source import ImportSource, remember_columns, remembered_columns

BATCH = 1000
"""Records that are written in one transaction."""

_TRIES = 3

Item = tuple[str, NewClient | FilledGaps]


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """How to import."""

    duplicates: Duplicates = Duplicates.SKIP
    """What becomes of records that are here already."""
    columns: tuple[str, ...] | None = None
    """The field of each column of a table; remembered for the next time."""
    dry_run: bool = False
    """Whether to do everything but writing."""


class ClientImport:
    """One file on its way in. The report can be read at any time, also after a cancellation."""

    def __init__(
        self,
        backend: Backend,
        source: ImportSource,
        context: Context,
        options: ImportOptions | None = None,
    ) -> None:
        self._backend = backend
        self._source = source
        self._context = context
        self._options = options or ImportOptions()
        # What a dry run does not write has to be remembered, or it would miss repetitions.
        self._unwritten = Sorter(self._options.duplicates) if self._options.dry_run else None
        self.report = ImportReport(format=source.format.value)

    async def steps(self) -> AsyncGenerator[ImportProgress]:
        """Import the file; yield how far it has come after each batch.

        Whoever stops listening stops the import; what was written by then is kept, and
        a second run goes on from there.

        Raises:
            KaraError: When the store fails, or `columns` names what is no field.
        """
        columns = self._options.columns
        if columns is None:
            columns = await remembered_columns(self._backend, self._source)
        source = formats.records(self._source.data, self._source.name, self._context, columns)
        yield self.report.progress(0.0)
        # The next batch is read while the store is busy with this one.
        reading = asyncio.ensure_future(_read(source))
        try:
            while batch := await reading:
                share = source.share
                reading = asyncio.ensure_future(_read(source))
                await self._take(batch)
                yield self.report.progress(share)
        finally:
            reading.cancel()
        if self._options.columns is not None and not self._options.dry_run:
            await remember_columns(self._backend, self._source, self._options.columns)
        yield self.report.progress(1.0)

    async def _take(self, batch: Sequence[Record]) -> None:
        drafts = []
        for record in batch:
            if isinstance(record, Notice):
                self.report.tell_notice(record)
                continue
            self.report.records += record.place != WHOLE_FILE
            if isinstance(record, Problem):
                self.report.tell_problem(record)
            else:
                drafts.append(record)
        if drafts:
            await self._take_drafts(drafts)

    async def _take_drafts(self, drafts: Sequence[ClientDraft]) -> None:
        for attempt in range(_TRIES):
            sorter = self._unwritten or Sorter(self._options.duplicates)
            met = await self._sorted(drafts, sorter)
            try:
                refused = [] if self._unwritten else await self._write(_items(sorter))
            except Conflict:
                # Somebody edited a client between the question and the answer: ask again.
                if attempt == _TRIES - 1:
                    raise
                continue
            self._tell(drafts, met, refused)
            return

    async def _sorted(
        self, drafts: Sequence[ClientDraft], sorter: Sorter
    ) -> list[tuple[Duplicate | None, bool]]:
        if self._options.duplicates is Duplicates.ADD:
            return [sorter.take(one, ()) for one in drafts]
        keyed = [(one, telling_keys(one.details)) for one in drafts]
        wanted = tuple(dict.fromkeys(key for _, keys in keyed for key in keys))
        if wanted:
            found = await self._backend(FindLookAlikes(keys=wanted))
            sorter.know(found)
        return [sorter.take(one, keys) for one, keys in keyed]

    async def _write(self, items: list[Item]) -> list[Problem]:
        """Write a batch; where one record is refused, the others are written without it."""
        if not items:
            return []
        parts = [one for _, one in items]
        try:
            await self._backend(
                ImportClients(
                    added=tuple(one for one in parts if isinstance(one, NewClient)),
                    merged=tuple(one for one in parts if isinstance(one, FilledGaps)),
                )
            )
        except Invalid as problem:
            if len(items) == 1:
                return [Problem(place=items[0][0], reason=str(problem))]
            half = len(items) // 2
            return await self._write(items[:half]) + await self._write(items[half:])
        return []

    def _tell(
        self,
        drafts: Sequence[ClientDraft],
        met: Sequence[tuple[Duplicate | None, bool]],
        refused: Sequence[Problem],
    ) -> None:
        unwritten = {one.place for one in refused}
        for problem in refused:
            self.report.tell_problem(problem)
        for draft, (duplicate, used) in zip(drafts, met, strict=True):
            self.report.tell_draft(draft)
            if duplicate is not None:
                self.report.tell_duplicate(duplicate, used=used)
            elif draft.place not in unwritten:
                self.report.added += 1


async def _read(source: formats.Records) -> list[Record]:
    return await asyncio.to_thread(lambda: list(islice(source, BATCH)))


def _items(sorter: Sorter) -> list[Item]:
    return [*sorter.added(), *sorter.merged()]
