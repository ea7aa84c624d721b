"""A whole practice copied out of the store on this machine, or put into an empty one."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.protocol import Backend
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import new_intent_id
from kara_tui.operations.records import Copied, NoteExport

if TYPE_CHECKING:
    from kara_tui.backend.file_safe import FileSafe
    from kara_tui.backend.opening import OpenStore
    from kara_tui.backend.whole_files import Sealing
    from kara_tui.db.unit import UnitOfWork
    from kara_tui.interchange.practice_archive import PracticeReader

T = TypeVar("T")

_BATCH = 1000
FILE_PART = "attachment.jsonl"
"""Names the records of the files on profiles."""


async def export_practice(
    backend: Backend, write: Callable[[bytes], object], files: "FileSafe | None" = None
) -> dict[str, int]:
    """Write everything into an archive, all as it was at one moment; history tells of it.

    Args:
        backend: Of the store on this machine.
        write: Takes one piece of the archive after another.
        files: Opens attached files; without, they are left out.

    Returns:
        How many records each part holds, how many files, and how many could not be opened.

    Raises:
        NotAllowedNow: When the practice is not on this machine.
        KaraError: When the store fails.
    """
    store = _local(backend)
    await backend(NoteExport(what=Copied.PRACTICE))
    return await store.on_store(lambda opened: _written(opened, write, files))


async def restore_practice(
    backend: Backend, archive: Path, *, rename: bool, files: "FileSafe | None" = None
) -> dict[str, int]:
    """Put the practice of an archive into an empty store; all of it, or nothing at all.

    Args:
        backend: Of the store on this machine.
        archive: As `export_practice` wrote it.
        rename: Whether the practice takes the professional's name from the archive.
        files: Seals attached files anew; without, they are left out.

    Returns:
        How many records each part held.

    Raises:
        Invalid: When the archive is none, or is damaged.
        NotAllowedNow: When somebody has worked with the store already.
        KaraError: When the store fails.
    """
    from kara_tui.interchange.practice_archive import PracticeReader

    reader = PracticeReader(archive)
    try:
        return await _local(backend).on_store(
            lambda opened: _restored(opened, reader, rename, files)
        )
    finally:
        reader.close()


def _local(backend: Backend) -> LocalBackend:
    if not isinstance(backend, LocalBackend):
        raise NotAllowedNow("A whole practice is copied only on the machine that holds it.")
    return backend


def _written(
    opened: "OpenStore", write: Callable[[bytes], object], files: "FileSafe | None"
) -> dict[str, int]:
    from kara_tui.backend.whole_files import write_files
    from kara_tui.db.whole_records import versions_of_all
    from kara_tui.domain.record_kinds import RECORD_KINDS
    from kara_tui.interchange.practice_archive import PracticeWriter

    writer = PracticeWriter(write)
    with opened.store.reading(opened.actor, opened.dispatch.now()) as unit:
        whole = unit.whole()
        writer.heading(whole.heading())
        counts = {
            "clients": writer.part("clients.jsonl", whole.clients()),
            "messages": writer.part("messages.jsonl", reversed(unit.outbox.newest(None, 10**9))),
            "decisions": writer.part("decisions.jsonl", whole.decisions()),
            "layouts": writer.part("layouts.jsonl", whole.layouts()),
            "drafts": writer.part("drafts.jsonl", reversed(unit.drafts.all())),
            **{
                kind.entity.value: writer.part(
                    f"{kind.entity.value}.jsonl", versions_of_all(unit, kind.entity)
                )
                for kind in RECORD_KINDS
            },
            "history": writer.part("history.jsonl", whole.history()),
            **(write_files(unit, writer, files) if files else {}),
        }
    writer.end()
    return counts


def _restored(
    opened: "OpenStore", reader: "PracticeReader", rename: bool, files: "FileSafe | None"
) -> dict[str, int]:
    from kara_tui.backend.whole_files import sealing_files
    from kara_tui.db.whole_records import put_versions
    from kara_tui.interchange.practice_archive import RECORD_PARTS

    now, intent = opened.dispatch.now(), new_intent_id()
    with (
        sealing_files(reader, files) as sealed,
        opened.store.writing(opened.actor, now, "RestorePractice", intent) as unit,
    ):
        if not unit.whole().is_empty():
            raise NotAllowedNow(
                "This store is not empty, so no practice is put into it.",
                "Name a new one: kara --store PATH import ARCHIVE.",
            )
        if rename:
            unit.whole().name_professional(reader.heading().professional)
        counts = {
            name.partition(".")[0]: _put(name, put, reader, unit, sealed)
            for name, put in {**_PUTTERS, **dict.fromkeys(RECORD_PARTS, put_versions)}.items()
        }
        unit.journal.note_copy((Copied.PRACTICE.value,))
    return counts


def _put(
    name: str,
    put: Callable[["UnitOfWork", list[Any]], None],
    reader: "PracticeReader",
    unit: "UnitOfWork",
    sealed: "Sealing",
) -> int:
    count = 0
    records = reader.part(name)
    for batch in _batches(map(sealed, records) if name == FILE_PART else records):
        put(unit, batch)
        count += len(batch)
    return count


def _batches(records: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(records)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _put_each(put: Callable[["UnitOfWork"], Callable[[Any], object]]) -> Any:
    def put_all(unit: "UnitOfWork", batch: list[Any]) -> None:
        put_one = put(unit)
        for one in batch:
            put_one(one)

    return put_all


def _put_clients(unit: "UnitOfWork", batch: list[Any]) -> None:
    unit.whole().put_clients(batch)


def _put_history(unit: "UnitOfWork", batch: list[Any]) -> None:
    unit.whole().put_history(batch)


_PUTTERS: dict[str, Callable[["UnitOfWork", list[Any]], None]] = {
    "clients.jsonl": _put_clients,
    "messages.jsonl": _put_each(lambda unit: unit.outbox.put),
    "decisions.jsonl": _put_each(lambda unit: unit.decisions.add),
    "layouts.jsonl": _put_each(lambda unit: unit.whole().put_layout),
    "drafts.jsonl": _put_each(lambda unit: unit.drafts.save),
    "history.jsonl": _put_history,
}
