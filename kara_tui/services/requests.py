"""Handlers of the operations on requests."""

from dataclasses import replace

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain import letters
from kara_tui.domain.client import Client, Stage, new_client
from kara_tui.domain.contact_fields import read_email
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import ClientId
from kara_tui.domain.note import Amendment, Note
from kara_tui.domain.outbox import Addressee
from kara_tui.domain.record import ClientRecord
from kara_tui.domain.record_kinds import RECORD_KINDS
from kara_tui.domain.text import clean_line
from kara_tui.operations.requests import (
    AcceptRequest,
    AskForService,
    DeclineRequest,
    MergeRequest,
)
from kara_tui.services.handling import handles


@handles(AskForService)
def ask_for_service(op: AskForService, unit: UnitOfWork) -> Client:
    account = replace(
        op.account,
        name=clean_line(op.account.name),
        login_email=read_email(op.account.login_email),
    )
    asked = new_client(
        op.client_id,
        op.details,
        unit.now,
        stage=Stage.REQUESTED,
        account=account,
        record_class=unit.record_class,
    )
    return unit.clients.add(asked)


@handles(AcceptRequest)
def accept_request(op: AcceptRequest, unit: UnitOfWork) -> Client:
    client = unit.clients.get(op.client_id, version=op.version)
    accepted = unit.clients.save(client.accepted(unit.now, op.state), ("stage",))
    _tell(accepted, unit)
    return accepted


@handles(DeclineRequest)
def decline_request(op: DeclineRequest, unit: UnitOfWork) -> Client:
    client = unit.clients.get(op.client_id, version=op.version)
    return unit.clients.save(client.declined(unit.now, op.reason), ("stage", "remark"))


@handles(MergeRequest)
def merge_request(op: MergeRequest, unit: UnitOfWork) -> Client:
    request = unit.clients.get(op.client_id, version=op.version)
    existing = unit.clients.get(op.into_id, version=op.into_version)
    if existing.stage not in {Stage.ACTIVE, Stage.DEACTIVATED}:
        raise NotAllowedNow("A request can be merged only into a client who is or was treated.")
    _bring_along(request.id, existing.id, unit)
    unit.clients.save(request.merged(unit.now, existing.id), ("stage", "merged_into"))
    merged = existing.with_details(op.details).with_account(request.account)
    saved = unit.clients.save(merged, op.changed or ("details",))
    _tell(saved, unit)
    return saved


def _bring_along(request_id: ClientId, into_id: ClientId, unit: UnitOfWork) -> None:
    """Put what stands on a request's profile on the client's: a merged record is not opened again.

    Raises:
        NotAllowedNow: When something signed is among it: a signature says whose it is.
    """
    for kind in RECORD_KINDS:
        if issubclass(kind, ClientRecord):
            records = unit.records(kind.entity)
            for one in records.of_client(request_id):
                if isinstance(one, Amendment) or (isinstance(one, Note) and one.signature):
                    raise NotAllowedNow(
                        "A signed note stands on this request, and says whose it is.",
                        "Nothing was merged. Accept the request as a client of its own.",
                    )
                if isinstance(one, ClientRecord):
                    records.save(replace(one, client_id=into_id), ("client_id",))


def _tell(client: Client, unit: UnitOfWork) -> None:
    if client.account is None:
        return
    addressee = Addressee(name=client.account.name, email=client.account.login_email)
    unit.outbox.add(
        letters.request_accepted(client.id, addressee, unit.professional_name(), unit.now)
    )
