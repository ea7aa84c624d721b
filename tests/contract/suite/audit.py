"""The access log: who saw, changed or copied a record; nobody rewrites it unseen."""

import asyncio
from datetime import timedelta

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.chain_walk import ChainWalk
from kara_tui.domain.errors import NotFound
from kara_tui.domain.history import Change, Entity, Kind, Role
from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.operations.audit import ListAccesses, VerifyHistory
from kara_tui.operations.clients import FindRows, GetClient, ListClients, UpdateClient
from kara_tui.operations.history import ListChanges, ListMoves, UndoMove
from kara_tui.operations.records import Copied, NoteExport
from kara_tui.operations.versions import ListVersions
from tests.support.people import added, details, invited
from tests.support.practice import Practice


async def accesses(backend: Backend, client_id: ClientId) -> list[tuple[str, Kind]]:
    """Return who did what to a record, the oldest first, once all that waits is written."""
    # A change goes the same way as what waits to be written, behind it.
    await invited(backend, "Somebody else")
    found = await backend(ListAccesses(client_id=client_id))
    return [(one.operation, one.kind) for one in reversed(found)]


async def walked(backend: Backend, limit: int = 5000) -> ChainWalk:
    """Return a walk along the whole history."""
    walk = ChainWalk()
    while not walk.done:
        walk = await backend(VerifyHistory(walk=walk, limit=limit))
    return walk


class AuditContract:
    """What is written down when somebody looks at a record."""

    async def test_opening_a_record_is_written_down_without_what_it_says(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend, "Anna")
        at = practice.clock.forward(timedelta(hours=1))
        await practice.backend(GetClient(client_id=client.id))
        await invited(practice.backend, "Somebody else")
        seen, made = await practice.backend(ListAccesses(client_id=client.id))
        assert (made.operation, made.kind) == ("AddClient", Kind.CHANGE)
        assert (seen.operation, seen.kind, seen.version) == ("GetClient", Kind.ACCESS, 1)
        assert (seen.at, seen.role) == (at, Role.PROFESSIONAL)
        assert seen.fields == GetClient.opens
        assert "Anna" not in repr(seen)

    async def test_reading_again_within_a_sitting_is_one_access(self, practice: Practice) -> None:
        client = await added(practice.backend)
        for minutes in (0, 1, 3, 4):
            practice.clock.forward(timedelta(minutes=minutes))
            await practice.backend(GetClient(client_id=client.id))
        reads = [
            one for one in await accesses(practice.backend, client.id) if one[1] is Kind.ACCESS
        ]
        assert reads == [("GetClient", Kind.ACCESS)] * 2

    async def test_lists_and_searches_are_no_look_at_a_record(self, practice: Practice) -> None:
        client = await added(practice.backend, "Anna")
        await practice.backend(ListClients(search="anna"))
        [row] = await practice.backend(FindRows(client_ids=(client.id, ClientId(uuid7()))))
        assert (row.id, row.details) == (client.id, client.details)
        assert await accesses(practice.backend, client.id) == [("AddClient", Kind.CHANGE)]

    async def test_every_reader_is_told_apart(self, practice: Practice) -> None:
        client = await added(practice.backend)
        other = practice.workstation()
        for backend in (practice.backend, other):
            await backend(GetClient(client_id=client.id))
            await invited(backend, "Somebody else")
        assert (await accesses(practice.backend, client.id)).count(("GetClient", Kind.ACCESS)) == 2

    async def test_who_looks_at_the_list_is_on_it(self, practice: Practice) -> None:
        client = await added(practice.backend)
        await practice.backend(ListAccesses(client_id=client.id))
        assert (await accesses(practice.backend, client.id))[-1] == ("ListAccesses", Kind.ACCESS)

    async def test_the_list_is_read_in_pieces_the_newest_first(self, practice: Practice) -> None:
        client = await added(practice.backend)
        for version in range(1, 8):
            wish = UpdateClient(client_id=client.id, version=version, details=details(str(version)))
            await practice.backend(wish)
        whole = await practice.backend(ListAccesses(client_id=client.id))
        assert [one.version for one in whole] == list(range(8, 0, -1))
        pieces = list(await practice.backend(ListAccesses(client_id=client.id, limit=3)))
        while more := await practice.backend(
            ListAccesses(client_id=client.id, limit=3, before=pieces[-1].seq)
        ):
            pieces += more
        # Who looks at the list is on it, as soon as that is written.
        assert tuple(one for one in pieces if one.operation != "ListAccesses") == whole

    async def test_looking_disturbs_neither_history_nor_feed_nor_undo(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend, "Anna")
        wish = UpdateClient(client_id=client.id, version=1, details=details("Bea"))
        await practice.backend(wish)
        before = await practice.backend(ListChanges())
        for _ in range(3):
            practice.clock.forward(timedelta(hours=1))
            await practice.backend(GetClient(client_id=client.id))
            await practice.backend(ListVersions(client_id=client.id))
        elsewhere = await invited(practice.backend, "Somebody else")
        later = await practice.backend(ListChanges(after=before[-1].seq))
        assert {one.entity_id for one in later if one.version == 1} >= {elsewhere.id}
        assert all(one.kind is Kind.CHANGE and one.entity_id != client.id for one in later)
        assert await practice.backend(ListChanges(entity_id=client.id)) == _of(before, client.id)
        assert {one.operation for one in await practice.backend(ListMoves())} == {
            "AddClient",
            "UpdateClient",
            "InviteClient",
        }
        await practice.backend(UndoMove(move=wish.intent))

    async def test_who_follows_the_changes_hears_nothing_of_reads(self, practice: Practice) -> None:
        client = await added(practice.backend)
        heard: list[str] = []

        async def follow() -> None:
            async for batch in practice.workstation().changes():
                heard.extend(one.operation for one in batch)
                if heard.count("InviteClient") > 3:
                    return

        following = asyncio.create_task(follow())
        while not following.done():
            practice.clock.forward(timedelta(hours=1))
            await practice.backend(GetClient(client_id=client.id))
            await invited(practice.backend)
            await asyncio.wait([following], timeout=0.1)
        assert set(heard) == {"InviteClient"}

    async def test_a_copy_of_all_records_is_a_copy_of_each(self, practice: Practice) -> None:
        before = await added(practice.backend, "Anna")
        await practice.backend(NoteExport(what=Copied.PRACTICE))
        after = await added(practice.backend, "Bea")
        copied, _ = await practice.backend(ListAccesses(client_id=before.id))
        assert (copied.operation, copied.entity) == ("NoteExport", Entity.PRACTICE)
        assert copied.fields == ("practice",)
        assert len(await practice.backend(ListAccesses(client_id=after.id))) == 1

    async def test_nobody_learns_who_saw_a_record_that_is_not_theirs(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        with pytest.raises(NotFound):
            await practice.colleague()(ListAccesses(client_id=client.id))
        with pytest.raises(NotFound):
            await practice.backend(GetClient(client_id=ClientId(uuid7())))
        assert (await walked(practice.backend)).rows == 1

    async def test_a_history_as_it_was_written_is_found_whole(self, practice: Practice) -> None:
        assert (await practice.backend(VerifyHistory())).whole
        for _ in range(5):
            client = await added(practice.backend)
            await practice.backend(GetClient(client_id=client.id))
        await accesses(practice.backend, client.id)
        await invited(practice.backend, "Somebody else")
        for limit in (1, 3, 5000):
            walk = await walked(practice.backend, limit)
            assert walk.whole
            assert walk.rows == walk.number == 15
        assert (await practice.colleague()(VerifyHistory())).rows == 0


def _of(changes: tuple[Change, ...], client_id: ClientId) -> tuple[Change, ...]:
    return tuple(one for one in changes if one.entity_id == client_id)
