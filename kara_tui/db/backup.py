"""Making a backup: a copy that is checked before it counts, in one file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from kara_tui import __version__
from kara_tui.beside import keys_of
from kara_tui.db.archive import described, pack
from kara_tui.db.backup_files import (
    member_name,
    records_in,
    share_files,
    shared_files_of,
    there_now,
)
from kara_tui.db.contents import Contents, contents_of
from kara_tui.db.copying import Progress, copy_store, no_progress
from kara_tui.db.faults import faults_told
from kara_tui.db.file_faults import file_faults_told
from kara_tui.db.integrity import check_integrity
from kara_tui.db.occupancy import Occupancy
from kara_tui.db.quiet import looking_into
from kara_tui.db.workshop import hand_over, private_file, workshop
from kara_tui.domain.backups import KEYS, STORE, Backup, KeptFile, Manifest, backup_name, made_at
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.home import make_private_folder


@dataclass(frozen=True)
class Source:
    """A store that is backed up."""

    store: Path
    key: bytes = field(repr=False)
    """32 bytes."""

    def key_file(self) -> bytes | None:
        """Return the key file of its vault; None for a practice without one."""
        keys = keys_of(self.store)
        return keys.read_bytes() if keys.exists() else None


def take_backup(
    source: Source,
    folder: Path,
    now: datetime,
    progress: Progress = no_progress,
    name: str = "",
    *,
    whole: bool = False,
) -> Backup:
    """Write a store as it is now into a new backup; the store may be in use meanwhile.

    Killed at any moment, it leaves a whole backup or none.

    Args:
        source: What is backed up.
        folder: Where to; made when it is not there.
        now: The time.
        progress: Told how far it has come.
        name: The file's name; from the time when absent.
        whole: Whether attached files are put into it, so that it can be carried elsewhere;
            else they lie beside it, once for all backups of the folder.

    Raises:
        DiskFull: When it does not fit.
        NotAllowedNow: When another program is making a backup there.
        StoreUnavailable: When the store is damaged or cannot be read, or the backup cannot be
            written.
    """
    _require_store(source.store)
    with file_faults_told("The backup", folder):
        make_private_folder(folder)
        with workshop(folder) as bench:
            copy = bench / STORE
            with _sharing(source.store):
                copy_store(source.store, source.key, copy, progress)
                keys = source.key_file()
            contents = checked_contents(copy, source.key, progress)
            members: dict[str, Path | bytes] = {} if keys is None else {KEYS: keys}
            members[STORE] = copy
            present = there_now(source.store, records_in(copy, source.key, still=True))
            if whole:
                members |= {member_name(one): path for one, path in present.items()}
                files = tuple(KeptFile(id=one, size=_size(path)) for one, path in present.items())
            else:
                shared = shared_files_of(folder, contents.practice)
                files = share_files(present, shared, progress)
            manifest = replace(_manifest(now, contents, members), files=files)
            packed = private_file(bench / "packed")
            pack(packed, manifest, members, progress)
            place = folder / name if name else _free_place(folder, now)
            hand_over(packed, place)
    return Backup(now, place)


def checked_contents(copy: Path, key: bytes, progress: Progress = no_progress) -> Contents:
    """Return what a copy of a store holds, after checking every page of it.

    Raises:
        StoreUnavailable: When it is damaged, or the key is not its key.
    """
    progress("checking", 0.0)
    with faults_told(copy), looking_into(copy, key, still=True) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    found = check_integrity(copy, key, still=True)
    if not found.is_sound:
        raise StoreUnavailable(
            "The copy of the practice is damaged, so it was not kept.",
            "The disk may be failing. Try another folder, and run: kara doctor",
        )
    progress("checking", 0.5)
    with faults_told(copy), looking_into(copy, key, still=True) as connection:
        contents = contents_of(connection)
    progress("checking", 1.0)
    return contents


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, newest first."""
    if not folder.is_dir():
        return ()
    found = ((made_at(path.name), path) for path in folder.iterdir())
    return tuple(sorted((Backup(at, path) for at, path in found if at), reverse=True))


@contextmanager
def _sharing(store: Path) -> Iterator[None]:
    """Keep the store from being written anew under another key for the time of the block."""
    share = Occupancy(store)
    try:
        yield
    finally:
        share.give_back()


def _require_store(store: Path) -> None:
    if not store.exists():
        raise StoreUnavailable(
            f"There is no store at {store}, so there is nothing to back up.",
            "Name the store with --store.",
        )


def _manifest(now: datetime, contents: Contents, members: dict[str, Path | bytes]) -> Manifest:
    return Manifest(
        made_at=now,
        program=__version__,
        practice=contents.practice,
        schema=contents.schema,
        mark=contents.mark,
        tables=contents.tables,
        members=tuple(described(name, content) for name, content in members.items()),
    )


def _size(path: Path) -> int:
    return path.stat().st_size


def _free_place(folder: Path, now: datetime) -> Path:
    while (place := folder / backup_name(now)).exists():
        now += timedelta(seconds=1)
    return place
