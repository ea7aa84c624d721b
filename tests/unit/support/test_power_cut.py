"""The power-cut simulator itself: what it calls safe is safe, and it says when it cannot work."""

import ctypes
import errno
import os
import random
from pathlib import Path

import pytest

from tests.support import tracing
from tests.support.disk import SECTOR, Disk, Resize, Write
from tests.support.power_cut import PowerCut

SECTORS = bytes(range(4)) * (SECTOR // 4) * 3


def _cuts(folder: Path, disk_of: "type[Disk]", change: int) -> set[bytes | None]:
    """Return all states in which one file is seen after many cuts."""
    seen: set[bytes | None] = set()
    for seed in range(200):
        for old in folder.iterdir():
            old.unlink()
        (folder / "a").write_bytes(b"old")
        disk = disk_of(folder)
        file = disk.file("a")
        file.waiting.append(Write(0, b"new"))
        if change > 0:
            file.sync()
        if change > 1:
            file.waiting.append(Resize(1))
        disk.cut(random.Random(seed))
        path = folder / "a"
        seen.add(path.read_bytes() if path.exists() else None)
    return seen


def test_what_is_not_synced_may_be_there_or_not(tmp_path: Path) -> None:
    assert _cuts(tmp_path, Disk, 0) == {b"old", b"new"}


def test_what_is_synced_is_there(tmp_path: Path) -> None:
    assert _cuts(tmp_path, Disk, 1) == {b"new"}


def test_a_file_may_be_cut_off_late(tmp_path: Path) -> None:
    assert _cuts(tmp_path, Disk, 2) == {b"new", b"n"}


def test_the_last_write_is_torn_between_sectors(tmp_path: Path) -> None:
    lengths = set()
    for seed in range(300):
        disk = Disk(tmp_path)
        disk.file("a").waiting.append(Write(0, SECTORS))
        disk.sync_names()
        disk.cut(random.Random(seed))
        lengths.add((tmp_path / "a").stat().st_size)
        (tmp_path / "a").unlink()
    assert lengths == {0, SECTOR, 2 * SECTOR, 3 * SECTOR}


def test_a_new_name_is_safe_once_the_folder_is_synced(tmp_path: Path) -> None:
    for is_synced, expected in ((False, {True, False}), (True, {True})):
        seen = set()
        for seed in range(50):
            disk = Disk(tmp_path)
            disk.file("a")
            if is_synced:
                disk.sync_names()
            disk.cut(random.Random(seed))
            seen.add((tmp_path / "a").exists())
            (tmp_path / "a").unlink(missing_ok=True)
        assert seen == expected


def _writes_for_ever(path: Path, number: int, synced: bool) -> None:
    file = os.open(path, os.O_CREAT | os.O_WRONLY)
    while True:
        os.write(file, b"x")
        if synced:
            os.fsync(file)
        os.write(number, b"wrote\n")


@pytest.mark.parametrize("synced", [True, False])
def test_a_real_program_is_struck_at_the_chosen_moment(tmp_path: Path, synced: bool) -> None:
    (tmp_path / "a").touch()
    lost = 0
    for seed in range(12):
        (tmp_path / "a").write_bytes(b"")
        cut = PowerCut(tmp_path, seed)
        said = cut.strike(9, lambda pipe: _writes_for_ever(tmp_path / "a", pipe, synced))
        assert len(said) in ({4} if synced else {8})
        lost += len(said) - len((tmp_path / "a").read_bytes().rstrip(b"\0"))
    assert (lost > 0) is not synced


def test_where_tracing_is_forbidden_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        ctypes.set_errno(errno.EPERM)
        return -1

    monkeypatch.setattr(tracing, "_ptrace", lambda: refuse)
    with pytest.raises(tracing.TracingRefused, match="does not permit ptrace"):
        tracing.Tracee(lambda: None)


def test_on_an_unknown_processor_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    with pytest.raises(tracing.TracingRefused, match="x86_64 and aarch64"):
        tracing.Tracee(lambda: None)
