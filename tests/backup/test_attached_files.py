"""Attached files are part of every copy of a practice: backups, restores, new keys, rescues."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from kara_tui.backend.local import LocalBackend
from kara_tui.beside import attachments_of, keys_of
from kara_tui.db.archive import read_manifest
from kara_tui.db.backup import Source, take_backup
from kara_tui.db.drilling import drill
from kara_tui.db.health import Patient, look_at
from kara_tui.db.held_files import looked_at_files
from kara_tui.db.keeping_backups import let_go
from kara_tui.db.rekey import bring_under
from kara_tui.db.rescue import rescue
from kara_tui.db.restoring import restore_backup
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.health import Finding, Verdict
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import opened
from kara_tui.operations.attachments import ListAttachments, RenameAttachment
from kara_tui.operations.history import UndoMove
from tests.support.clock import NOON
from tests.support.files import PDF, file_safe, plain_file
from tests.support.people import added
from tests.support.stores import open_at

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """A closed practice with one file on a profile."""

    source: Source
    client_id: ClientId
    file_id: UUID
    rename: RenameAttachment

    @property
    def sealed(self) -> Path:
        return attachments_of(self.source.store) / f"{self.file_id}.sealed"


@pytest.fixture
def held(store_path: Path, store_key: bytes, tmp_path: Path) -> Held:
    return asyncio.run(_held(Source(store_path, store_key), plain_file(tmp_path / "in")))


async def _held(source: Source, plain: Path) -> Held:
    backend = LocalBackend(partial(open_at, source.store, source.key))
    client = await added(backend)
    one = await file_safe(backend, source.store, source.key).add(client.id, plain)
    rename = RenameAttachment(
        client_id=client.id,
        attachment_id=one.id,
        version=1,
        details=replace(opened(one.details), name="renamed.pdf"),
    )
    await backend(rename)
    await backend.close()
    return Held(source, client.id, one.id, rename)


async def _opened(held: Held, store: Path, key: bytes, out: Path) -> bytes:
    backend = LocalBackend(partial(open_at, store, key))
    try:
        [one] = await backend(ListAttachments(client_id=held.client_id))
        await file_safe(backend, store, key).save(one, out)
        # An earlier version of the record opens the file as well.
        await backend(UndoMove(move=held.rename.intent))
        [one] = await backend(ListAttachments(client_id=held.client_id))
        await file_safe(backend, store, key).save(one, out.with_suffix(".again"))
        return out.read_bytes()
    finally:
        await backend.close()


def _is_back(held: Held, backup: Path, place: Path) -> None:
    restore_backup(backup, place, lambda _: held.source.key)
    out = place.with_suffix(".pdf")
    assert asyncio.run(_opened(held, place, held.source.key, out)) == PDF


def test_backups_of_a_folder_share_a_file_that_never_changes(held: Held, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first, second = (take_backup(held.source, folder, NOON + day * DAY).path for day in (0, 1))
    [shared] = folder.glob("attachments/*/*.sealed")
    assert shared.name == held.sealed.name
    assert shared.samefile(held.sealed), "a second name costs no room"
    assert not read_manifest(first).is_complete
    for number, one in enumerate((first, second)):
        _is_back(held, one, tmp_path / f"new-{number}" / "practice.db")


def test_one_that_is_carried_elsewhere_holds_everything(held: Held, tmp_path: Path) -> None:
    made = take_backup(held.source, tmp_path / "usb", NOON, whole=True).path
    assert read_manifest(made).is_complete
    assert list((tmp_path / "usb").iterdir()) == [made]
    elsewhere = made.rename(tmp_path / made.name)
    _is_back(held, elsewhere, tmp_path / "new" / "practice.db")


def test_a_backup_without_its_files_says_so_and_can_be_restored_all_the_same(
    held: Held, tmp_path: Path
) -> None:
    made = take_backup(held.source, tmp_path / "backups", NOON).path
    alone, place = made.rename(tmp_path / made.name), tmp_path / "new" / "practice.db"
    with pytest.raises(StoreUnavailable, match="1 missing"):
        drill(alone, lambda _: held.source.key, tmp_path / "bench", None, NOON)
    with pytest.raises(StoreUnavailable, match=r"1 missing.*--incomplete"):
        restore_backup(alone, place, lambda _: held.source.key)
    assert not place.exists()
    restore_backup(alone, place, lambda _: held.source.key, incomplete=True)
    assert looked_at_files(place, held.source.key).missing == [held.file_id]


def test_a_damaged_file_is_found_by_a_drill(held: Held, tmp_path: Path) -> None:
    held.sealed.write_bytes(held.sealed.read_bytes()[:-1] + b"\0")
    made = take_backup(held.source, tmp_path / "usb", NOON, whole=True).path
    with pytest.raises(StoreUnavailable, match="1 damaged"):
        drill(made, lambda _: held.source.key, tmp_path / "bench", None, NOON)
    assert looked_at_files(held.source.store, held.source.key).damaged == [held.file_id]


def test_a_file_goes_with_the_last_backup_that_needs_it(held: Held, tmp_path: Path) -> None:
    folder, source = tmp_path / "backups", held.source
    old = take_backup(source, folder, NOON).path
    practice = read_manifest(old).practice
    held.sealed.unlink()
    take_backup(source, folder, NOON + DAY)
    let_go(folder, practice, NOON + DAY)
    assert list(folder.glob("attachments/*/*.sealed")), "the first one needs it"
    old.unlink()
    (torn := folder / "before-0004-20260302-120000.kara-backup").write_bytes(b"torn")
    let_go(folder, practice, NOON + DAY)
    assert list(folder.glob("attachments/*/*.sealed")), "that one may need it"
    torn.unlink()
    let_go(folder, practice, NOON + DAY)
    assert not list(folder.glob("attachments/*"))


def test_files_open_after_a_change_of_the_key_and_only_with_the_new_one(
    held: Held, tmp_path: Path
) -> None:
    store, new = held.source.store, bytes(reversed(range(32)))
    before = held.sealed.read_bytes()
    bring_under(store, new, held.source.key)
    assert held.sealed.read_bytes() == before, "a gigabyte is not sealed anew"
    assert looked_at_files(store, new).whole == 1
    assert asyncio.run(_opened(held, store, new, tmp_path / "out")) == PDF


def test_what_is_rescued_has_its_files(held: Held, tmp_path: Path) -> None:
    out = tmp_path / "rescued" / "practice.db"
    rescue(held.source.store, held.source.key, out)
    assert not keys_of(out).exists()
    assert looked_at_files(out, held.source.key).whole == 1


def test_a_file_that_no_record_knows_is_told_and_left(held: Held) -> None:
    stray = held.sealed.with_name("01890000-0000-7000-8000-000000000000.sealed")
    stray.write_bytes(b"from a newer store")
    found = looked_at_files(held.source.store, held.source.key)
    assert (found.whole, found.strays) == (1, [UUID(stray.name.partition(".")[0])])
    assert "1 of no record" in found.in_words


def test_the_doctor_tells_what_is_missing(held: Held, tmp_path: Path) -> None:
    def found() -> Finding:
        patient = Patient(
            store=held.source.store, backups=tmp_path / "usb", now=NOON, key=held.source.key
        )
        return next(one for one in look_at(patient) if one.about == "files held")

    assert (found().verdict, found().words) == (Verdict.FINE, "attached to records: 1 whole")
    held.sealed.unlink()
    assert found().verdict is Verdict.BAD
    assert f"1 missing ({held.file_id})" in found().words
