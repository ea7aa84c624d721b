"""Records as they stand on one client's profile."""

from typing import TypeVar
from uuid import UUID

from kara_tui.db.records import Records
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.client import Client, Stage
from kara_tui.domain.errors import Conflict, NotAllowedNow, NotFound
from kara_tui.domain.ids import ClientId
from kara_tui.domain.record import ClientRecord

R = TypeVar("R", bound=ClientRecord)


def owned(
    records: Records[R], record_id: UUID, client_id: ClientId, version: int | None = None
) -> R:
    """Return a record that stands on a client's profile.

    Raises:
        NotFound: When it is another client's, was entered in error, or is not there.
        Conflict: When it has another version by now.
    """
    record = records.get(record_id)
    if record.client_id != client_id or record.in_error:
        raise NotFound(f"There is no such {record.entity.label} of this client.")
    if version is not None and record.version != version:
        raise Conflict(record)
    return record


def living_client(client_id: ClientId, unit: UnitOfWork) -> Client:
    """Return a client for whom something may be noted.

    Raises:
        NotFound: When the professional has no such client.
        NotAllowedNow: When the record was erased.
    """
    client = unit.clients.get(client_id)
    if client.stage is Stage.ERASED:
        raise NotAllowedNow("This record was erased; nothing can be noted for it.")
    return client
