"""Operations on whole records: which law they fall under, erasure, a copy of everything."""

from dataclasses import dataclass
from enum import StrEnum

from kara_tui.domain.client import Client, RecordClass
from kara_tui.domain.client_file import ClientFile
from kara_tui.domain.decisions import Decision
from kara_tui.domain.details import Remark
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


class Copied(StrEnum):
    """What is copied when many records leave at once."""

    CLIENTS = "clients"
    """Lists of clients with their details."""
    PAYMENTS = "payments"
    """The list of charges and payments, with names."""
    PRACTICE = "practice"
    """Everything."""


@dataclass(frozen=True, kw_only=True)
class SetRecordClass(ChangeOperation[Client]):
    """Say whether this is a health record, which is kept by law, or a private one."""

    route = Route("PUT", "/clients/{client_id}/record-class", allowed=PROFESSIONAL)
    past = "Record class changed"
    undoable = True

    client_id: ClientId
    version: int
    record_class: RecordClass
    reason: Private[Remark]
    """On what grounds, in one line; it is kept with the decision."""


@dataclass(frozen=True, kw_only=True)
class EraseClient(ChangeOperation[Client]):
    """Erase all that a private record tells; a health record refuses, and the request is noted."""

    route = Route("POST", "/clients/{client_id}/erase", allowed=PROFESSIONAL)
    past = "Record erased"
    shreds = True

    client_id: ClientId
    version: int
    reason: Private[Remark]
    """Who asked for it, when and how; it stays when everything else is gone."""


@dataclass(frozen=True, kw_only=True)
class ListDecisions(Operation[tuple[Decision, ...]]):
    """Read what was decided about a record as a whole, the newest first."""

    route = Route("GET", "/clients/{client_id}/decisions", allowed=PROFESSIONAL)

    client_id: ClientId


@dataclass(frozen=True, kw_only=True)
class ExportClient(ChangeOperation[ClientFile]):
    """Read everything about one client, to hand it out; history keeps that it was done."""

    route = Route("POST", "/clients/{client_id}/export", allowed=PROFESSIONAL)
    past = "Record exported"

    client_id: ClientId
    reason: Private[Remark] | None = None
    """For whom, and why."""


@dataclass(frozen=True, kw_only=True)
class NoteExport(ChangeOperation[bool]):
    """Write into the access log that a copy of many records is made."""

    route = Route("POST", "/exports", allowed=PROFESSIONAL)
    past = "Export noted"

    what: Copied
