"""On a full disk the last note is still saved, and the professional is told."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kara_tui.backend.last_room import SAVED_ON_RESERVE, LastRoom
from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.db import engine
from kara_tui.db.backup import Source, take_backup
from kara_tui.db.ballast import MIB, Ballast, low_disk_words
from kara_tui.domain.errors import DiskFull, StoreUnavailable
from kara_tui.operations.base import Operation
from kara_tui.operations.clients import AddClient, GetOverview
from tests.support.clock import NOON, FixedClock
from tests.support.people import PROFESSIONAL_NAME, details
from tests.support.practice import LocalPractice
from tests.support.small_disk import small_disk
from tests.support.trouble import Failing

_BALLAST = MIB // 4
_LONG = "x" * 3900


class _FullDisk(Failing):
    async def __call__(self, operation: Operation[Any]) -> Any:
        try:
            return await super().__call__(operation)
        except StoreUnavailable as problem:
            raise DiskFull(problem.sentence) from None


async def _save_until_full(backend: LastRoom, told: list[str]) -> int:
    for place in count():
        await backend(AddClient(details=details(f"Note {place}", reason_for_booking=_LONG)))
        if told:
            return place + 1
    raise AssertionError


@pytest.mark.parametrize("real", [True, False])
async def test_the_last_note_on_a_full_disk_is_saved_and_told(
    template_store: Path,
    store_key: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    real: bool,
) -> None:
    with small_disk(tmp_path / "disk", monkeypatch, real=real) as folder:
        store = Path(shutil.copy(template_store, folder / "practice.db"))
        ballast, told, opened = Ballast(store, _BALLAST, 0), list[str](), list[OpenStore]()
        assert ballast.make()

        def opening() -> OpenStore:
            opened.append(open_local(store, store_key, PROFESSIONAL_NAME, FixedClock()))
            return opened[0]

        backend = LastRoom(LocalBackend(opening), _giving_free(ballast, opened), told.append)
        saved = await _save_until_full(backend, told)
        assert told == [SAVED_ON_RESERVE]
        assert not ballast.is_there
        assert (await backend(GetOverview())).active == saved
        await backend.close()


def _giving_free(ballast: Ballast, opened: list[OpenStore]) -> Callable[[], bool]:
    """Return what gives room free: also where the limit is SQLite's own and no disk's."""
    unlimited = tuple(one for one in engine.PRAGMAS if "max_page_count" not in one)

    def give_free() -> bool:
        if len(unlimited) < len(engine.PRAGMAS):
            vars(engine)["PRAGMAS"] = unlimited
            opened[0].store.engine.dispose()
        return ballast.drop()

    return give_free


async def test_without_a_reserve_a_full_disk_is_told_as_ever(practice: LocalPractice) -> None:
    told: list[str] = []
    failing = _FullDisk(practice.backend, AddClient)
    backend = LastRoom(failing, lambda: False, told.append)
    with pytest.raises(DiskFull):
        await backend(AddClient(details=details()))
    assert told == []
    assert len(failing.asked) == 1


def test_the_reserve_is_made_when_there_is_room_and_made_again(tmp_path: Path) -> None:
    store = tmp_path / "practice.db"
    ballast = Ballast(store, 2 * MIB + 5)
    assert ballast.make()
    assert store.with_suffix(".ballast").stat().st_size == 2 * MIB + 5
    assert ballast.drop()
    assert not ballast.drop()
    assert ballast.make()
    assert not Ballast(tmp_path / "other.db", MIB, least_free=1 << 60).make()


@pytest.mark.parametrize("real", [True, False])
def test_a_backup_that_does_not_fit_leaves_nothing(
    template_store: Path,
    store_key: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    real: bool,
) -> None:
    """The disk is filled up before; without one of its own, the copy is what fails."""
    with small_disk(tmp_path / "disk", monkeypatch, real=real) as folder:
        if folder.is_mount():
            (folder / "holiday").write_bytes(bytes(3 * MIB - 150_000))
        else:
            monkeypatch.setattr("kara_tui.db.backup.copy_store", _full)
        with pytest.raises(DiskFull, match="does not fit"):
            take_backup(Source(template_store, store_key), folder / "backups", NOON)
        assert list((folder / "backups").iterdir()) == []


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_disk_that_is_nearly_full_is_warned_of_and_keeps_nobody_out(tmp_path: Path) -> None:
    store = tmp_path / "not" / "there" / "practice.db"
    assert low_disk_words(store, least=1) == ""
    assert low_disk_words(store, least=1 << 60).endswith("MB left: make room")
