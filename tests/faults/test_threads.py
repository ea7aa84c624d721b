"""Many threads on one store, and closing while work is under way."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.history import Change
from kara_tui.operations.clients import AddClient, GetOverview, ListClients
from tests.support.clock import FixedClock
from tests.support.people import PROFESSIONAL_NAME, added, details
from tests.support.practice import LocalPractice

_THREADS = 12
_TIMES = 15


def test_twelve_threads_read_and_write_at_once(store_path: Path, store_key: bytes) -> None:
    opened = open_local(store_path, store_key, PROFESSIONAL_NAME, FixedClock())

    def work(thread: int) -> int:
        for place in range(_TIMES):
            wish = AddClient(details=details(f"Client {thread}-{place}"))
            opened.dispatch(wish, opened.actor)
            opened.dispatch(ListClients(search="client", limit=5), opened.actor)
            opened.store.data_version()
        return thread

    with ThreadPoolExecutor(_THREADS) as threads:
        assert sorted(threads.map(work, range(_THREADS))) == list(range(_THREADS))
    overview = opened.dispatch(GetOverview(), opened.actor)
    assert overview.active == _THREADS * _TIMES
    opened.store.close()


def test_twelve_threads_open_and_close_the_same_store(store_path: Path, store_key: bytes) -> None:
    def work(thread: int) -> int:
        for _ in range(5):
            opened = open_local(store_path, store_key, PROFESSIONAL_NAME, FixedClock())
            opened.dispatch(AddClient(details=details(f"Client {thread}")), opened.actor)
            opened.store.close()
        return thread

    with ThreadPoolExecutor(_THREADS) as threads:
        assert len(list(threads.map(work, range(_THREADS)))) == _THREADS
    opened = open_local(store_path, store_key, PROFESSIONAL_NAME, FixedClock())
    assert opened.dispatch(GetOverview(), opened.actor).active == _THREADS * 5
    opened.store.close()


async def test_closing_waits_for_what_is_under_way_and_refuses_the_rest_in_words(
    practice: LocalPractice,
) -> None:
    await practice.backend(GetOverview())
    wishes = [asyncio.create_task(added(practice.backend, f"Anna {at}")) for at in range(40)]
    reads = [asyncio.create_task(practice.backend(ListClients())) for _ in range(40)]
    await asyncio.wait(wishes, return_when=asyncio.FIRST_COMPLETED)
    await practice.backend.close()
    results = await asyncio.gather(*wishes, *reads, return_exceptions=True)
    refused = [one for one in results if isinstance(one, BaseException)]
    assert all(isinstance(one, StoreUnavailable) for one in refused)
    saved = sum(not isinstance(one, BaseException) for one in results[:40])
    assert saved > 0
    other = practice.workstation()
    assert (await other(GetOverview())).active == saved


async def _first_change(practice: LocalPractice) -> tuple[Change, ...]:
    return await anext(practice.backend.changes())


async def test_a_closed_store_says_that_it_is_closed(practice: LocalPractice) -> None:
    await practice.backend(GetOverview())
    follower = asyncio.create_task(_first_change(practice))
    await asyncio.sleep(0)
    await practice.backend.close()
    await practice.backend.close()
    with pytest.raises(StoreUnavailable, match="is closed"):
        await practice.backend(GetOverview())
    with pytest.raises(StoreUnavailable, match="is closed"):
        await added(practice.backend)
    with pytest.raises(StoreUnavailable, match="is closed"):
        await asyncio.wait_for(follower, 2)


async def test_a_store_that_was_never_asked_anything_is_closed_without_being_opened() -> None:
    opened: list[str] = []

    def opening() -> OpenStore:
        opened.append("once")
        raise StoreUnavailable("It should not have been opened.")

    backend = LocalBackend(opening)
    await backend.close()
    with pytest.raises(StoreUnavailable, match="is closed"):
        await backend(GetOverview())
    assert opened == []


async def test_closing_while_the_store_still_opens_waits_for_it(practice: LocalPractice) -> None:
    other = practice.workstation()
    assert isinstance(other, LocalBackend)
    other.start_opening()
    await other.close()
    with pytest.raises(StoreUnavailable):
        await other(GetOverview())


async def test_a_store_that_cannot_be_opened_tells_everybody_why(
    tmp_path: Path, store_key: bytes
) -> None:
    path = tmp_path / "nowhere" / "practice.kara"
    backend = LocalBackend(lambda: open_local(path, store_key, "Anna", FixedClock()))
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="cannot be opened"):
            await backend(GetOverview())
    await backend.close()
