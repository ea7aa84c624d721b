"""A client's care as a list shows it: sessions, wellbeing, what is owed."""

from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure_response import MeasureResponse
from kara_tui.domain.money import Money


@dataclass(frozen=True, kw_only=True)
class ClientCare:
    """What there is to say about one client."""

    client_id: ClientId
    next_session: datetime | None = None
    last_seen: datetime | None = None
    """When the last session that was held began."""
    unpaid: tuple[Money, ...] = ()
    """What they owe, by currency."""
    answers: tuple[MeasureResponse, ...] = ()
    """The newest answers to the measure, the oldest of them first."""
