"""Whether every attached file of a store is there, whole, and known to a record."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from kara_tui.beside import attachments_of
from kara_tui.db.backup_files import records_in
from kara_tui.db.faults import faults_told
from kara_tui.db.file_records import FileRecord
from kara_tui.db.file_soundness import is_whole
from kara_tui.db.sealed_files import sealed_files
from kara_tui.vault.file_keys import files_key
from kara_tui.vault.sealing import SealingKey


@dataclass(frozen=True)
class HeldFiles:
    """What was found when every file was opened to its last byte."""

    whole: int = 0
    missing: Collection[UUID] = ()
    damaged: Collection[UUID] = ()
    strays: Collection[UUID] = ()
    """Files that no record knows, and that nothing opens."""

    @property
    def in_words(self) -> str:
        """What was found, in a few words."""
        told = [f"attached to records: {self.whole:,} whole"]
        if self.missing:
            told.append(f"{len(self.missing):,} missing ({_named(self.missing)})")
        if self.damaged:
            told.append(f"{len(self.damaged):,} damaged ({_named(self.damaged)})")
        if self.strays:
            told.append(
                f"{len(self.strays):,} of no record: nothing opens them, unless a newer store is"
                " put back"
            )
        return ", ".join(told)


def looked_at_files(store: Path, key: bytes) -> HeldFiles:
    """Open every attached file of a store; takes about a second for each gigabyte.

    Raises:
        StoreUnavailable: When the store cannot be read.
    """
    with faults_told(store):
        records = {one.id: one for one in records_in(store, key, still=False)}
    there = sealed_files(attachments_of(store))
    wrapping = files_key(key)
    known = [one for one in records.values() if one.id in there]
    damaged = [one.id for one in known if not _is_whole(there[one.id], one, wrapping)]
    return HeldFiles(
        whole=len(known) - len(damaged),
        missing=sorted(records.keys() - there.keys()),
        damaged=sorted(damaged),
        strays=sorted(there.keys() - records.keys()),
    )


def _is_whole(path: Path, record: FileRecord, wrapping: SealingKey) -> bool:
    try:
        return is_whole(path, record, wrapping)
    except OSError:
        return False


def _named(files: Collection[UUID]) -> str:
    first, *others = sorted(map(str, files))
    return f"{first} and others" if others else first
