"""Operations on clients: list, read, add, edit, close, reopen."""

from dataclasses import dataclass, field

from kara_tui.domain.client import Client, Stage
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.ids import ClientId, new_client_id
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.listing import ClientRow, Overview, Page, SortBy
from kara_tui.domain.private import Private
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class GetOverview(Operation[Overview]):
    """Count the clients of each list and what waits for attention."""

    route = Route("GET", "/overview", allowed=PROFESSIONAL)


@dataclass(frozen=True, kw_only=True)
class ListClients(Operation[Page]):
    """Read a window of a list of clients, sorted and searched."""

    route = Route("GET", "/clients", allowed=PROFESSIONAL)

    stages: tuple[Stage, ...] = (Stage.ACTIVE,)
    search: str = ""
    sort_by: SortBy = SortBy.NAME
    descending: bool = False
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, kw_only=True)
class CountClients(Operation[int]):
    """Count the clients whom a search finds."""

    route = Route("GET", "/clients/count", allowed=PROFESSIONAL)

    stages: tuple[Stage, ...] = (Stage.ACTIVE,)
    search: str = ""


@dataclass(frozen=True, kw_only=True)
class FindRows(Operation[tuple[ClientRow, ...]]):
    """Read the lines of some clients as lists show them; who is not here is left out."""

    route = Route("GET", "/clients/rows", allowed=PROFESSIONAL)

    client_ids: tuple[ClientId, ...]


@dataclass(frozen=True, kw_only=True)
class FindLookAlikes(Operation[tuple[LookAlike, ...]]):
    """Find clients who share a telling key (national id, e-mail or name) with somebody."""

    route = Route("GET", "/clients/look-alikes", allowed=PROFESSIONAL)

    keys: tuple[str, ...]
    """As `domain.matching.identities` makes them."""


@dataclass(frozen=True, kw_only=True)
class GetClient(Operation[Client]):
    """Read one client's record."""

    route = Route("GET", "/clients/{client_id}", allowed=PROFESSIONAL)
    opens = ("details", "treatment", "remark")

    client_id: ClientId


@dataclass(frozen=True, kw_only=True)
class AddClient(ChangeOperation[Client]):
    """Add a client by hand; they stand under Clients at once."""

    route = Route("POST", "/clients", allowed=PROFESSIONAL)
    past = "Client added"
    undoable = True

    client_id: ClientId = field(default_factory=new_client_id)
    details: Private[ClientDetails]


@dataclass(frozen=True, kw_only=True)
class UpdateClient(ChangeOperation[Client]):
    """Save a client's details as a whole."""

    route = Route("PUT", "/clients/{client_id}/details", allowed=PROFESSIONAL)
    past = "Details saved"
    undoable = True

    client_id: ClientId
    version: int
    """Of the record that was edited."""
    details: Private[ClientDetails]
    changed: tuple[str, ...] = ()
    """Names of the changed fields, for history: a server cannot see them itself."""


@dataclass(frozen=True, kw_only=True)
class SetTreatmentState(ChangeOperation[Client]):
    """Change the treatment state; Closed and Cancelled move the client to Deactivated."""

    route = Route("PUT", "/clients/{client_id}/treatment", allowed=PROFESSIONAL)
    past = "Treatment state changed"
    undoable = True

    client_id: ClientId
    version: int
    state: TreatmentState


@dataclass(frozen=True, kw_only=True)
class CloseTreatment(ChangeOperation[Client]):
    """End a client's treatment: they move from Clients to Deactivated."""

    route = Route("POST", "/clients/{client_id}/close", allowed=PROFESSIONAL)
    past = "Treatment closed"
    undoable = True

    client_id: ClientId
    version: int
    state: TreatmentState = TreatmentState.CLOSED
    """Closed or cancelled."""
    reason: Private[Remark] | None = None


@dataclass(frozen=True, kw_only=True)
class ReopenTreatment(ChangeOperation[Client]):
    """Take a deactivated client back into treatment."""

    route = Route("POST", "/clients/{client_id}/reopen", allowed=PROFESSIONAL)
    past = "Treatment reopened"
    undoable = True

    client_id: ClientId
    version: int
