"""A file is added whole and sealed, or not at all."""

import asyncio
import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kara_tui.backend import local_blobs
from kara_tui.backend.file_source import FileSource
from kara_tui.db.sealed_files import SealedDraft, new_sealed_file, tidy_up
from kara_tui.domain.errors import DiskFull, Invalid, NotAllowedNow, StoreUnavailable
from kara_tui.domain.ids import uuid7
from kara_tui.domain.private import opened
from kara_tui.operations.attachments import AddAttachment
from tests.support.files import PDF, plain_file
from tests.support.trouble import Failing
from tests.unit.files.conftest import Shelf

MIB = 1024 * 1024


async def test_what_was_added_comes_out_as_it_went_in(shelf: Shelf, tmp_path: Path) -> None:
    source = plain_file(tmp_path / "in", "Bréf.pdf")
    told: list[tuple[int, int]] = []
    one = await shelf.safe.add(shelf.client.id, source, lambda *now: told.append(now))
    await shelf.safe.save(one, tmp_path / "out.pdf")
    await asyncio.sleep(0)

    details = opened(one.details)
    assert (details.name, details.media_type, details.size) == (
        "Bréf.pdf",
        "application/pdf",
        len(PDF),
    )
    assert (tmp_path / "out.pdf").read_bytes() == PDF == source.read_bytes()
    assert stat.S_IMODE((tmp_path / "out.pdf").stat().st_mode) == 0o600
    assert told[-1] == (len(PDF), len(PDF))


async def test_nothing_of_it_can_be_read_beside_the_store(shelf: Shelf, tmp_path: Path) -> None:
    one = await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in"))

    assert shelf.names == [f"{one.id}.sealed"]
    sealed = shelf.sealed(one).read_bytes()
    assert len(sealed) == one.sealed_size
    assert PDF[:16] not in sealed
    assert b"letter" not in sealed
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(shelf.sealed(one).stat().st_mode) == 0o600


async def test_an_empty_file_is_a_file(shelf: Shelf, tmp_path: Path) -> None:
    one = await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in", "x.txt", b""))
    await shelf.safe.save(one, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b""


def _nothing(_folder: Path) -> None:
    pass


def _a_folder(place: Path) -> None:
    place.mkdir()


def _a_pipe(place: Path) -> None:
    os.mkfifo(place)


@pytest.mark.parametrize("make", [_nothing, _a_folder, _a_pipe])
async def test_what_is_no_plain_file_is_refused(
    shelf: Shelf, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "odd")
    with pytest.raises(Invalid):
        await shelf.safe.add(shelf.client.id, tmp_path / "odd")
    assert shelf.names == await shelf.listed() == []


async def test_a_file_that_changes_meanwhile_is_refused(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = plain_file(tmp_path / "in", content=bytes(3 * MIB))
    read = FileSource.read

    def growing(self: FileSource, size: int, /) -> bytes:
        with source.open("ab") as stream:
            stream.write(b"more")
        return read(self, size)

    monkeypatch.setattr(FileSource, "read", growing)
    with pytest.raises(Invalid, match="changes while"):
        await shelf.safe.add(shelf.client.id, source)
    assert shelf.names == await shelf.listed() == []


async def test_a_full_disk_is_told_before_it_is_filled(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_blobs, "free_bytes", lambda _: 1000)
    with pytest.raises(DiskFull, match="does not fit"):
        await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in"))
    assert shelf.names == await shelf.listed() == []


async def test_a_disk_that_gets_full_meanwhile_lists_nothing(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_draft: SealedDraft, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(SealedDraft, "write", full)
    with pytest.raises(DiskFull, match="does not fit"):
        await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in"))
    assert shelf.names == await shelf.listed() == []


async def test_a_record_that_cannot_be_saved_leaves_no_file(shelf: Shelf, tmp_path: Path) -> None:
    safe = replace(shelf.safe, backend=Failing(shelf.backend, AddAttachment))
    with pytest.raises(StoreUnavailable):
        await safe.add(shelf.client.id, plain_file(tmp_path / "in"))
    assert shelf.names == await shelf.listed() == []


async def test_who_stops_it_leaves_nothing(shelf: Shelf, tmp_path: Path) -> None:
    source = tmp_path / "large"
    with source.open("wb") as stream:
        stream.truncate(400 * MIB)
    begun = asyncio.Event()
    adding = asyncio.create_task(shelf.safe.add(shelf.client.id, source, lambda *_: begun.set()))
    await begun.wait()
    adding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await adding
    assert shelf.names == await shelf.listed() == []


def test_what_a_killed_program_left_is_tidied_up_and_nothing_else(tmp_path: Path) -> None:
    whole, known, unknown, live = (uuid7() for _ in range(4))
    folder = tmp_path / "files"
    with new_sealed_file(folder, live) as draft:
        draft.write(b"being written")
        (folder / f"{whole}.sealed").write_bytes(b"whole")
        (folder / f"{known}.sealed.part").write_bytes(b"its record is saved")
        (folder / f"{unknown}.sealed.part").write_bytes(b"half")
        (folder / "letter.txt").write_bytes(b"somebody's")
        tidy_up(folder, lambda: {known})
        left = {one.name for one in folder.iterdir()}
    assert left == {f"{whole}.sealed", f"{known}.sealed", f"{live}.sealed.part", "letter.txt"}


_MEASURED = """
import asyncio, sys
from functools import partial
from collections.abc import Callable
from pathlib import Path
from kara_tui.backend.local import LocalBackend
from tests.support.files import file_safe
from tests.support.people import added
from tests.support.stores import open_at

def peak():
    status = Path("/proc/self/status").read_text()
    return int(next(one for one in status.splitlines() if one.startswith("VmHWM")).split()[1])

async def main(store, small, large, out):
    backend = LocalBackend(partial(open_at, store, bytes(range(32))))
    safe = file_safe(backend, store, bytes(range(32)))
    client = await added(backend)
    await safe.add(client.id, small)
    before = peak()
    one = await safe.add(client.id, large)
    await safe.save(one, out)
    print(peak() - before)
    await backend.close()

asyncio.run(main(*map(Path, sys.argv[1:])))
"""


def test_a_large_file_takes_little_memory(store_path: Path, tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as stream:
        stream.truncate(64 * MIB)
    small, out = plain_file(tmp_path / "in"), tmp_path / "out"
    measured = subprocess.run(
        [sys.executable, "-c", _MEASURED, store_path, small, large, out],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert int(measured.stdout) < 8 * 1024, "kilobytes"
    assert out.stat().st_size == 64 * MIB


async def test_no_work_goes_on_once_it_was_stopped(shelf: Shelf) -> None:
    from kara_tui.backend.long_work import LongWork

    work = LongWork(lambda *_: None)

    def forever() -> None:
        while True:
            work.tell(1, 2)

    doing = asyncio.create_task(work.done(forever))
    await asyncio.sleep(0)
    doing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await doing
    with pytest.raises(NotAllowedNow):
        work.tell(1, 2)
