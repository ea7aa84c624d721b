"""Handlers of the operations on imports."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.client import new_client
from kara_tui.domain.importing import ImportLayout
from kara_tui.operations.imports import FindImportLayout, ImportClients, SaveImportLayout
from kara_tui.services.handling import handles


@handles(ImportClients)
def import_clients(op: ImportClients, unit: UnitOfWork) -> int:
    unit.clients.add_many(
        [
            new_client(one.id, one.details, unit.now, record_class=unit.record_class)
            for one in op.added
        ]
    )
    for one in op.merged:
        client = unit.clients.get(one.client_id, version=one.version)
        unit.clients.save(client.with_details(one.details), one.changed or ("details",))
    return len(op.added) + len(op.merged)


@handles(FindImportLayout)
def find_import_layout(op: FindImportLayout, unit: UnitOfWork) -> tuple[ImportLayout, ...]:
    return unit.layouts.find(op.signature)


@handles(SaveImportLayout)
def save_import_layout(op: SaveImportLayout, unit: UnitOfWork) -> ImportLayout:
    return unit.layouts.save(ImportLayout(signature=op.signature, columns=op.columns))
