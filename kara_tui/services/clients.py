"""Handlers of the operations on clients."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.client import Client, Stage, new_client
from kara_tui.domain.errors import Invalid
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.listing import LONGEST_SEARCH, ClientRow, ListQuery, Overview, Page
from kara_tui.operations.clients import (
    AddClient,
    CloseTreatment,
    CountClients,
    FindLookAlikes,
    FindRows,
    GetClient,
    GetOverview,
    ListClients,
    ReopenTreatment,
    SetTreatmentState,
    UpdateClient,
)
from kara_tui.services.handling import handles

MOST_ROWS = 1000
"""A window never holds more rows, whatever is asked for."""


@handles(GetOverview)
def get_overview(_op: GetOverview, unit: UnitOfWork) -> Overview:
    counts = unit.clients.counts()
    return Overview(
        professional=unit.professional_name(),
        active=counts.get(Stage.ACTIVE, 0),
        requested=counts.get(Stage.REQUESTED, 0),
        invited=counts.get(Stage.INVITED, 0),
        deactivated=counts.get(Stage.DEACTIVATED, 0),
        undelivered=unit.outbox.failed(),
    )


@handles(ListClients)
def list_clients(op: ListClients, unit: UnitOfWork) -> Page:
    query = ListQuery(
        stages=op.stages,
        search=_checked(op.search),
        sort_by=op.sort_by,
        descending=op.descending,
    )
    return unit.list.page(query, max(0, op.offset), min(max(1, op.limit), MOST_ROWS))


@handles(CountClients)
def count_clients(op: CountClients, unit: UnitOfWork) -> int:
    return unit.list.count(ListQuery(stages=op.stages, search=_checked(op.search)))


@handles(FindRows)
def find_rows(op: FindRows, unit: UnitOfWork) -> tuple[ClientRow, ...]:
    if len(op.client_ids) > MOST_ROWS:
        raise Invalid("client_ids", f"At most {MOST_ROWS} clients are asked for at once.")
    return unit.list.of(op.client_ids)


@handles(GetClient)
def get_client(op: GetClient, unit: UnitOfWork) -> Client:
    return unit.clients.get(op.client_id)


@handles(FindLookAlikes)
def find_look_alikes(op: FindLookAlikes, unit: UnitOfWork) -> tuple[LookAlike, ...]:
    return unit.clients.look_alikes(op.keys)


@handles(AddClient)
def add_client(op: AddClient, unit: UnitOfWork) -> Client:
    return unit.clients.add(
        new_client(op.client_id, op.details, unit.now, record_class=unit.record_class)
    )


@handles(UpdateClient)
def update_client(op: UpdateClient, unit: UnitOfWork) -> Client:
    client = unit.clients.get(op.client_id, version=op.version)
    return unit.clients.save(client.with_details(op.details), op.changed or ("details",))


@handles(SetTreatmentState)
def set_treatment_state(op: SetTreatmentState, unit: UnitOfWork) -> Client:
    client = unit.clients.get(op.client_id, version=op.version)
    return unit.clients.save(client.with_treatment(op.state, unit.now), ("treatment_state",))


@handles(CloseTreatment)
def close_treatment(op: CloseTreatment, unit: UnitOfWork) -> Client:
    client = unit.clients.get(op.client_id, version=op.version)
    closed = client.closed(unit.now, op.state, op.reason)
    return unit.clients.save(closed, ("treatment_state", "stage"))


@handles(ReopenTreatment)
def reopen_treatment(op: ReopenTreatment, unit: UnitOfWork) -> Client:
    client = unit.clients.get(op.client_id, version=op.version)
    return unit.clients.save(client.reopened(unit.now), ("treatment_state", "stage"))


def _checked(search: str) -> str:
    if len(search) > LONGEST_SEARCH:
        raise Invalid("search", f"A search takes at most {LONGEST_SEARCH} characters.")
    return search
