"""Operations on services: the kinds of session that the professional offers."""

from dataclasses import dataclass, field

from kara_tui.domain.details import Interaction
from kara_tui.domain.ids import ServiceId, uuid7
from kara_tui.domain.money import Money
from kara_tui.domain.private import Private
from kara_tui.domain.service import Service, ServiceDetails
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


def new_service_id() -> ServiceId:
    """Return an id for a service that is about to be added."""
    return ServiceId(uuid7())


@dataclass(frozen=True, kw_only=True)
class ListServices(Operation[tuple[Service, ...]]):
    """Read the services, in the order in which they were added."""

    route = Route("GET", "/services", allowed=PROFESSIONAL)

    retired: bool = False
    """Whether those that are no longer offered are read as well."""


@dataclass(frozen=True, kw_only=True)
class AddService(ChangeOperation[Service]):
    """Add a service; sessions may be of this kind from now on."""

    route = Route("POST", "/services", allowed=PROFESSIONAL)
    past = "Service added"
    undoable = True

    service_id: ServiceId = field(default_factory=new_service_id)
    minutes: int
    price: Money | None = None
    """None when it costs nothing."""
    interaction: Interaction = Interaction.UNDECIDED
    details: Private[ServiceDetails]


@dataclass(frozen=True, kw_only=True)
class ChangeService(ChangeOperation[Service]):
    """Change a service as a whole; sessions that are planned already keep their own terms."""

    route = Route("PUT", "/services/{service_id}", allowed=PROFESSIONAL)
    past = "Service changed"
    undoable = True

    service_id: ServiceId
    version: int
    minutes: int
    price: Money | None = None
    interaction: Interaction = Interaction.UNDECIDED
    details: Private[ServiceDetails]


@dataclass(frozen=True, kw_only=True)
class RetireService(ChangeOperation[Service]):
    """Offer a service no longer; sessions that are planned already are held."""

    route = Route("POST", "/services/{service_id}/retire", allowed=PROFESSIONAL)
    past = "Service retired"
    undoable = True

    service_id: ServiceId
    version: int


@dataclass(frozen=True, kw_only=True)
class OfferServiceAgain(ChangeOperation[Service]):
    """Offer a service again that was retired."""

    route = Route("POST", "/services/{service_id}/offer", allowed=PROFESSIONAL)
    past = "Service offered again"
    undoable = True

    service_id: ServiceId
    version: int
