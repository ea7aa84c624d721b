"""Two workstations on one store: nothing is lost, nothing overwritten, each sees the other."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.domain.history import Change
from kara_tui.operations.clients import AddClient, GetClient, ListClients
from kara_tui.operations.history import ListChanges
from tests.faults.conftest import OtherProcess
from tests.support.clock import FixedClock
from tests.support.people import PROFESSIONAL_NAME, added, details
from tests.support.practice import LocalPractice
from tests.support.writer import save_over

WITHIN_SECONDS = 1.0


async def test_two_processes_that_write_at_once_lose_nothing(
    other_process: OtherProcess, practice: LocalPractice
) -> None:
    other_process.tell("add 40")
    mine = [(await added(practice.backend, f"Mine {place}")).id for place in range(40)]
    said = await asyncio.to_thread(other_process.lines_until_done)
    theirs = [UUID(client_id) for _, client_id, _ in said]
    page = await practice.backend(ListClients(limit=1000))
    assert {row.id for row in page.rows} == {*mine, *theirs}
    assert page.total == 80


async def test_two_processes_that_save_one_client_never_overwrite_each_other(
    other_process: OtherProcess, practice: LocalPractice, store_path: Path, store_key: bytes
) -> None:
    client = await added(practice.backend, "Anna")
    opened = open_local(store_path, store_key, PROFESSIONAL_NAME, FixedClock())
    other_process.tell(f"update {client.id} 30")
    mine = [save_over(opened, client.id, f"Mine {place}") for place in range(30)]
    theirs = [int(version) for _, _, version in other_process.lines_until_done()]
    opened.store.close()
    assert sorted(mine + theirs) == list(range(2, 62)), "each save made a version of its own"
    assert (await practice.backend(GetClient(client_id=client.id))).version == 61


async def _first(changes: AsyncIterator[tuple[Change, ...]]) -> tuple[Change, ...]:
    return await anext(changes)


async def _until(changes: AsyncIterator[tuple[Change, ...]], entity_id: UUID) -> None:
    """Return when a record's change is seen."""
    while entity_id not in {one.entity_id for one in await _first(changes)}:
        pass


async def _follow(practice: LocalPractice, changes: AsyncIterator[tuple[Change, ...]]) -> None:
    """Return when changes are followed: what was saved before that is of no concern."""
    first = asyncio.create_task(_first(changes))
    while not first.done():
        await added(practice.backend, "Before")
        await asyncio.wait([first], timeout=0.3)
    newest = (await practice.backend(ListChanges(limit=5000)))[-1].seq
    batch = first.result()
    while batch[-1].seq < newest:
        batch = await _first(changes)


async def test_what_another_process_saves_is_seen_within_a_second(
    other_process: OtherProcess, practice: LocalPractice
) -> None:
    changes = practice.backend.changes()
    await _follow(practice, changes)
    for _ in range(3):
        seen = asyncio.create_task(_first(changes))
        other_process.tell("add 1")
        ((_, client_id, _),) = await asyncio.to_thread(other_process.lines_until_done)
        batch = await asyncio.wait_for(seen, WITHIN_SECONDS)
        assert [(one.entity_id, one.operation) for one in batch] == [(UUID(client_id), "AddClient")]


async def test_what_this_process_saves_is_seen_by_all_who_follow(practice: LocalPractice) -> None:
    watchers = [practice.backend.changes(), practice.workstation().changes()]
    watchers.append(practice.backend.changes())
    for one in watchers:
        await _follow(practice, one)
    client = await added(practice.backend, "Anna")
    seen = [_until(one, client.id) for one in watchers]
    await asyncio.wait_for(asyncio.gather(*seen), WITHIN_SECONDS)


async def test_what_is_saved_while_somebody_begins_to_follow_is_not_missed(
    practice: LocalPractice, store_path: Path, store_key: bytes
) -> None:
    writer = open_local(store_path, store_key, PROFESSIONAL_NAME, FixedClock())

    class BusyMoment(OpenStore):
        """A store into which another one writes just after the newest change was read."""

        def newest_change(self) -> int:
            newest = super().newest_change()
            writer.dispatch(AddClient(details=details("Meanwhile")), writer.actor)
            return newest

    def opening() -> OpenStore:
        opened = open_local(store_path, store_key, PROFESSIONAL_NAME, FixedClock())
        return BusyMoment(opened.store, opened.dispatch, opened.actor)

    backend = LocalBackend(opening)
    (change,) = await asyncio.wait_for(_first(backend.changes()), WITHIN_SECONDS)
    assert change.operation == "AddClient"
    await backend.close()
    writer.store.close()
