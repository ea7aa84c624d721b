"""The sealed files that belong to a backup: kept once beside all backups, or within one of them.

A sealed file never changes, so the backups in a folder share it: it is taken there once, and
deleted when no backup there needs it any more.
"""

import secrets
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from kara_tui.beside import attachments_of
from kara_tui.db.archive import read_manifest
from kara_tui.db.copying import Progress, no_progress
from kara_tui.db.file_records import FileRecord, file_records
from kara_tui.db.file_soundness import is_whole
from kara_tui.db.quiet import looking_into
from kara_tui.db.sealed_files import sealed_file, sealed_files
from kara_tui.db.workshop import workshop
from kara_tui.disk import sync
from kara_tui.domain.backups import ENDING, FILES, KeptFile, Manifest
from kara_tui.domain.errors import NotAllowedNow, StoreUnavailable
from kara_tui.home import make_private_folder
from kara_tui.vault.file_keys import files_key


@dataclass(frozen=True)
class FoundFiles:
    """The sealed files of a backup, each opened to its last byte."""

    whole: Mapping[UUID, Path]
    missing: tuple[UUID, ...] = ()
    damaged: tuple[UUID, ...] = ()

    @property
    def why_not_all(self) -> str:
        """What is wrong with some of them, in words; empty when all are there and whole."""
        missing = f"{len(self.missing):,} missing" if self.missing else ""
        damaged = f"{len(self.damaged):,} damaged" if self.damaged else ""
        words = " and ".join(filter(None, (missing, damaged)))
        return f"Of its attached files, {words}" if words else ""


def records_in(store: Path, key: bytes, *, still: bool) -> tuple[FileRecord, ...]:
    """Return the sealed files that a store knows."""
    with looking_into(store, key, still=still) as connection:
        return file_records(connection)


def shared_files_of(folder: Path, practice: str) -> Path:
    """Return where the backups of a practice in a folder keep their files together."""
    return folder / FILES / practice


def there_now(store: Path, records: Iterable[FileRecord]) -> dict[UUID, Path]:
    """Return those files of a store that lie beside it as long as they should be."""
    found = sealed_files(attachments_of(store))
    sizes = {one.id: one.size for one in records}
    return {one: path for one, path in found.items() if path.stat().st_size == sizes.get(one)}


def share_files(
    present: Mapping[UUID, Path], shared: Path, progress: Progress = no_progress
) -> tuple[KeptFile, ...]:
    """Put files beside the backups that are not there yet.

    Raises:
        OSError: When one cannot be written.
    """
    for number, (file_id, path) in enumerate(present.items()):
        progress("attached files", number / len(present))
        bring_file(path, sealed_file(shared, file_id))
    return tuple(KeptFile(id=one, size=path.stat().st_size) for one, path in present.items())


def bring_file(source: Path, place: Path) -> None:
    """Let a sealed file lie in another place too: under a second name, or else as a copy.

    Raises:
        OSError: When it cannot be written.
    """
    if place.is_file() and place.stat().st_size == source.stat().st_size:
        return
    make_private_folder(place.parent)
    part = place.with_name(f"{place.name}.{secrets.token_hex(6)}.part")
    try:
        try:
            part.hardlink_to(source)
        except OSError:
            # Another disk, or one whose files have one name each.
            shutil.copyfile(source, part)
            part.chmod(0o600)
            sync(part)
        part.replace(place)
        sync(place.parent)
    finally:
        part.unlink(missing_ok=True)


def bring_files(store: Path, other: Path) -> None:
    """Let the sealed files of a store lie beside another one too.

    Raises:
        OSError: When one cannot be written.
    """
    for file_id, path in sealed_files(attachments_of(store)).items():
        bring_file(path, sealed_file(attachments_of(other), file_id))


def member_name(file_id: UUID) -> str:
    """Return what a sealed file is called within a backup."""
    return f"{FILES}/{sealed_file(Path(), file_id).name}"


def find_files(
    backup: Path,
    manifest: Manifest,
    made: Mapping[str, Path],
    key: bytes,
    store: Path,
    progress: Progress = no_progress,
) -> FoundFiles:
    """Return the files that a backup needs, after opening each of them.

    Args:
        backup: The backup's file; others may lie beside it.
        manifest: Says which ones it needs.
        made: What was unpacked of it.
        key: Of its store.
        store: Its store, unpacked.
        progress: Told how far it has come.
    """
    records = {one.id: one for one in records_in(store, key, still=True)}
    shared = shared_files_of(backup.parent, manifest.practice)
    whole: dict[UUID, Path] = {}
    missing, damaged = [], []
    for number, kept in enumerate(manifest.files):
        progress("attached files", number / len(manifest.files))
        path = made.get(member_name(kept.id), sealed_file(shared, kept.id))
        if not path.is_file():
            missing.append(kept.id)
        elif kept.id in records and is_whole(path, records[kept.id], files_key(key)):
            whole[kept.id] = path
        else:
            damaged.append(kept.id)
    return FoundFiles(whole, tuple(missing), tuple(damaged))


def let_go_files(folder: Path, practice: str) -> None:
    """Delete the files that no backup of a practice in a folder needs any more.

    Nothing is deleted while a backup there cannot be read: it may need them.
    """
    shared = shared_files_of(folder, practice)
    if not shared.is_dir():
        return
    # Another program that makes a backup has put files there that no backup names yet.
    with suppress(StoreUnavailable, NotAllowedNow, OSError), workshop(folder):
        for part in shared.glob("*.part"):
            part.unlink()
        manifests = [read_manifest(one) for one in folder.glob(f"*{ENDING}")]
        needed = {kept.id for one in manifests for kept in one.files}
        for file_id, path in sealed_files(shared).items():
            if file_id not in needed:
                path.unlink()
        for one in (shared, shared.parent):
            one.rmdir()
