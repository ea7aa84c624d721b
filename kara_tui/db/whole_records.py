"""All records of a profile's kinds, read with their versions and put back, for copies."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kara_tui.db.record_tables import kept_records
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId
from kara_tui.domain.record import Record

WINDOW = 200


def versions_of_all(unit: UnitOfWork, entity: Entity) -> Iterator[tuple[Record, ...]]:
    """Yield every record of a kind with its earlier versions, the oldest first."""
    records = unit.records(entity)
    last = None
    while window := records.window(last, WINDOW):
        last = window[-1].id
        for one in window:
            yield (*reversed(records.revisions(one.id)), one)


def put_versions(unit: UnitOfWork, batch: Iterable[Sequence[Record]]) -> None:
    """Put records with their versions as they are, without a word in history."""
    for *past, present in batch:
        records = unit.records(present.entity)
        records.put(present)
        for one in past:
            records.put_revision(one)


def versions_of_client(unit: UnitOfWork, client_id: ClientId) -> dict[str, tuple[Any, ...]]:
    """Return a client's records with all their versions, by the names of their tables."""
    found = {}
    for kept in kept_records().values():
        if kept.is_of_client:
            records = unit.of(kept)
            found[kept.table.name] = tuple(
                (*reversed(records.revisions(one.id)), one) for one in records.of_client(client_id)
            )
    return found
