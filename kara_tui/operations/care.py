"""What lists show of clients' care beside their records."""

from dataclasses import dataclass

from kara_tui.domain.care import ClientCare
from kara_tui.domain.ids import ClientId
from kara_tui.operations.base import PROFESSIONAL, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListCare(Operation[tuple[ClientCare, ...]]):
    """Read when clients come next and were seen last, what they owe and how they fare."""

    route = Route("GET", "/clients/care", allowed=PROFESSIONAL)

    client_ids: tuple[ClientId, ...]
    """At most 500."""
    measure: str
    """Name of the measure that wellbeing is followed by."""
