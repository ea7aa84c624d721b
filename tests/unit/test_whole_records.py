"""A practice that moves takes everything along that stands on its profiles."""

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import OpenStore
from kara_tui.backend.whole_practice import export_practice, restore_practice
from kara_tui.db.whole_records import versions_of_all
from kara_tui.domain.cleaning import cleaned
from kara_tui.domain.client import new_client
from kara_tui.domain.ids import ClientId, new_client_id, new_intent_id, uuid7
from kara_tui.domain.record import ClientRecord, Record
from kara_tui.domain.record_kinds import RECORD_KINDS
from kara_tui.operations.audit import ListAccesses, VerifyHistory
from tests.support.any_record import any_record
from tests.support.people import details
from tests.support.stores import open_at

Drawn = list[tuple[Record, Record]]
"""For each kind, a record as it was added and as it was changed."""


def _fill(drawn: Drawn, client_id: ClientId, opened: OpenStore) -> None:
    now, intent = opened.dispatch.now(), new_intent_id()
    with opened.store.writing(opened.actor, now, "Test", intent) as unit:
        unit.clients.add(new_client(client_id, details("Anna"), now))
        for first, second in drawn:
            records = unit.records(first.entity)
            added = records.add(_of(client_id, first))
            records.save(replace(_of(client_id, second), id=added.id, version=1))


def _of(client_id: ClientId, record: Record) -> Any:
    new = replace(record, id=uuid7())
    return replace(new, client_id=client_id) if isinstance(new, ClientRecord) else new


def _told(opened: OpenStore) -> dict[str, Any]:
    with opened.store.reading(opened.actor, opened.dispatch.now()) as unit:
        return {kind.entity: list(versions_of_all(unit, kind.entity)) for kind in RECORD_KINDS}


async def _move(old: Path, new: Path, archive: Path, key: bytes, drawn: Drawn) -> None:
    before = LocalBackend(partial(open_at, old, key))
    after = LocalBackend(partial(open_at, new, key))
    try:
        await _compare(before, after, archive, drawn)
    finally:
        await before.close()
        await after.close()


async def _compare(before: LocalBackend, after: LocalBackend, archive: Path, drawn: Drawn) -> None:
    client_id = new_client_id()
    await before.on_store(partial(_fill, drawn, client_id))
    with archive.open("wb") as file:
        await export_practice(before, file.write)
    await restore_practice(after, archive, rename=False)
    told = await before.on_store(_told)
    assert await after.on_store(_told) == told
    assert all(len(versions) == 2 for kind in told.values() for versions in kind)
    accesses = await after(ListAccesses(client_id=client_id, limit=1000))
    assert {one.entity for one in accesses if one.about == client_id} == {
        kind.entity for kind in RECORD_KINDS if issubclass(kind, ClientRecord)
    }
    assert (await after(VerifyHistory())).flaws == ()


@given(data=st.data())
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_kind_of_record_comes_along_with_all_its_versions(
    tmp_path: Path, store_key: bytes, data: st.DataObject
) -> None:
    names = [tmp_path / f"{uuid7()}.{ending}" for ending in ("old", "new", "zip")]
    # Nothing comes into a store, or out of an archive, that was not cleaned.
    drawn = [
        (cleaned(data.draw(any_record(kind))), cleaned(data.draw(any_record(kind))))
        for kind in RECORD_KINDS
    ]
    asyncio.run(_move(names[0], names[1], names[2], store_key, drawn))
