"""A practice opens although the disk is full: its records must be read all the more then."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kara_tui.backend.last_room import OPENED_ON_RESERVE, LastRoom
from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.db import faults
from kara_tui.db.ballast import MIB, Ballast
from kara_tui.db.faults import faults_told
from kara_tui.domain.errors import DiskFull, StoreUnavailable
from kara_tui.operations.clients import AddClient, GetOverview
from tests.support.clock import FixedClock
from tests.support.people import PROFESSIONAL_NAME, details
from tests.support.small_disk import small_disk


def _opening(store: Path, key: bytes) -> Callable[[], OpenStore]:
    return lambda: open_local(store, key, PROFESSIONAL_NAME, FixedClock())


def _fill(folder: Path) -> None:
    with (folder / "holiday").open("wb", buffering=0) as stream, suppress(OSError):
        while True:
            stream.write(bytes(4096))


async def test_on_a_full_disk_the_practice_opens_and_the_professional_is_told(
    tmp_path: Path, store_key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk", monkeypatch, real=True) as folder:
        store, told = folder / "practice.db", list[str]()
        first = LocalBackend(_opening(store, store_key))
        await first(AddClient(details=details("Sunna")))
        await first.close()
        ballast = Ballast(store, MIB, 0)
        assert ballast.make()
        if folder.is_mount():
            _fill(folder)
        backend = LastRoom(LocalBackend(_opening(store, store_key)), ballast.drop, told.append)
        assert (await backend(GetOverview())).active == 1
        await backend(AddClient(details=details("Birta")))
        assert told == ([OPENED_ON_RESERVE] if folder.is_mount() else [])
        await backend.close()


async def test_all_that_is_asked_while_it_opens_is_answered_and_one_sentence_told(
    tmp_path: Path, store_key: bytes
) -> None:
    is_full, told, asked = [True], list[str](), list[None]()

    def opening() -> OpenStore:
        asked.append(None)
        if is_full[0]:
            raise DiskFull("The disk is full.")
        return _opening(tmp_path / "practice.db", store_key)()

    def give_free() -> bool:
        was_full, is_full[0] = is_full[0], False
        return was_full

    backend = LastRoom(LocalBackend(opening), give_free, told.append)
    answers = await asyncio.gather(*(backend(GetOverview()) for _ in range(3)))
    assert [one.active for one in answers] == [0, 0, 0]
    assert told == [OPENED_ON_RESERVE]
    assert len(asked) == 2
    await backend.close()


@pytest.mark.parametrize("complaint", ["disk I/O error", "unable to open database file"])
@pytest.mark.parametrize(("free", "kind"), [(0, DiskFull), (1 << 40, StoreUnavailable)])
def test_what_the_database_says_of_a_full_disk_is_told_as_that(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    complaint: str,
    free: int,
    kind: type[StoreUnavailable],
) -> None:
    import sqlcipher3.dbapi2 as driver

    monkeypatch.setattr(faults, "free_bytes", lambda _: free)
    with pytest.raises(StoreUnavailable) as caught, faults_told(tmp_path / "practice.db"):
        raise driver.OperationalError(complaint)
    assert type(caught.value) is kind
