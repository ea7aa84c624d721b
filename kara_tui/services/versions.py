"""Handlers of the operations on earlier versions of a record."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.client import Client
from kara_tui.domain.versions import ClientVersion
from kara_tui.operations.versions import ListVersions, RestoreRevision
from kara_tui.services.handling import handles


@handles(ListVersions)
def list_versions(op: ListVersions, unit: UnitOfWork) -> tuple[ClientVersion, ...]:
    present = unit.clients.get(op.client_id)
    limit = min(max(1, op.limit), 500)
    above = op.before or present.version + 1
    newest = [present] if present.version < above else []
    past = unit.revisions.below(op.client_id, min(above, present.version), limit - len(newest))
    return explained([*newest, *past], unit)


@handles(RestoreRevision)
def restore_revision(op: RestoreRevision, unit: UnitOfWork) -> Client:
    client = unit.clients.get(op.client_id, version=op.version)
    past = unit.revisions.get(op.client_id, op.revision)
    return unit.clients.save(client.restored(past.details), op.changed or ("details",))


def explained(versions: list[Client], unit: UnitOfWork) -> tuple[ClientVersion, ...]:
    """Return versions with the changes that made them."""
    numbers = [one.version for one in versions]
    made = unit.journal.of_versions(versions[0].id, numbers) if versions else {}
    return tuple(ClientVersion(client=one, change=made.get(one.version)) for one in versions)
