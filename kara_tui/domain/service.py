"""What a professional offers: a kind of session with its length and price."""

import re
from dataclasses import dataclass

from kara_tui.domain.details import Interaction
from kara_tui.domain.errors import Invalid
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ServiceId
from kara_tui.domain.money import Money
from kara_tui.domain.private import Private
from kara_tui.domain.record import Record


@dataclass(frozen=True, kw_only=True)
class ServiceDetails:
    """What a service is called: it tells why somebody comes, so it is private."""

    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Service(Record):
    """A kind of session (FHIR R4: HealthcareService)."""

    entity = Entity.SERVICE

    id: ServiceId
    minutes: int
    """How long a session takes."""
    price: Money | None = None
    """None when it costs nothing."""
    interaction: Interaction = Interaction.UNDECIDED
    """How it is held, unless a session says otherwise."""
    is_offered: bool = True
    """Whether new sessions may be of this kind."""
    details: Private[ServiceDetails]


LONGEST_SERVICE = 24 * 60
"""Minutes."""

_CURRENCY = re.compile(r"^[A-Z]{3}$")


def require_service(service: Service) -> None:
    """Refuse a service that cannot be meant.

    Raises:
        Invalid: When it lasts no time or too long, costs less than nothing, or has no name.
    """
    if not 1 <= service.minutes <= LONGEST_SERVICE:
        raise Invalid("minutes", f"A session lasts 1 to {LONGEST_SERVICE:,} minutes.")
    if isinstance(service.details, ServiceDetails) and not service.details.name.strip():
        raise Invalid("name", "A service needs a name.")
    require_amount(service.price, "price")


def require_amount(amount: Money | None, field: str) -> None:
    """Refuse an amount that is less than nothing, or in no currency.

    Raises:
        Invalid: When it is.
    """
    if amount is None:
        return
    if amount.minor < 0:
        raise Invalid(field, "This cannot cost less than nothing.")
    if not _CURRENCY.match(amount.currency):
        raise Invalid(field, "A currency has three letters, such as ISK or EUR.")
