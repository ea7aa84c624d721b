"""Operations on requests: somebody asks for the service, the professional answers."""

from dataclasses import dataclass, field

from kara_tui.domain.client import Account, Client
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.ids import ClientId, new_client_id
from kara_tui.domain.private import Private
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.base import CLIENT, PROFESSIONAL, ChangeOperation, Route


@dataclass(frozen=True, kw_only=True)
class AskForService(ChangeOperation[Client]):
    """Ask a professional for their service; the client appears under Requests."""

    route = Route("POST", "/requests", allowed=CLIENT | PROFESSIONAL)
    past = "Request received"

    client_id: ClientId = field(default_factory=new_client_id)
    account: Account
    details: Private[ClientDetails]


@dataclass(frozen=True, kw_only=True)
class AcceptRequest(ChangeOperation[Client]):
    """Accept a client's request: the client moves from Requests to Clients."""

    route = Route("POST", "/clients/{client_id}/accept", allowed=PROFESSIONAL)
    past = "Request accepted"
    undoable = True

    client_id: ClientId
    version: int
    """Of the record the professional was looking at."""
    state: TreatmentState = TreatmentState.ACTIVE
    """Active, or planned when treatment begins later."""


@dataclass(frozen=True, kw_only=True)
class DeclineRequest(ChangeOperation[Client]):
    """Decline a client's request; the reason stays private."""

    route = Route("POST", "/clients/{client_id}/decline", allowed=PROFESSIONAL)
    past = "Request declined"
    undoable = True

    client_id: ClientId
    version: int
    reason: Private[Remark] | None = None


@dataclass(frozen=True, kw_only=True)
class MergeRequest(ChangeOperation[Client]):
    """Merge a request into a client who is here already; returns that client."""

    route = Route("POST", "/clients/{client_id}/merge", allowed=PROFESSIONAL)
    past = "Request merged"
    undoable = True

    client_id: ClientId
    version: int
    into_id: ClientId
    into_version: int
    details: Private[ClientDetails]
    """The existing client's details with their gaps filled (`domain.matching`)."""
    changed: tuple[str, ...] = ()
