"""A session: one meeting with a client, planned or past."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kara_tui.domain.details import Interaction, Remark
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import SeriesId, ServiceId, SessionId
from kara_tui.domain.money import Money
from kara_tui.domain.private import Private
from kara_tui.domain.record import ClientRecord


class SessionState(StrEnum):
    """How far a session has come (FHIR R4: Appointment.status)."""

    PLANNED = "planned"
    ARRIVED = "arrived"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    VOIDED = "voided"


TAKES_TIME = frozenset(
    {
        SessionState.PLANNED,
        SessionState.ARRIVED,
        SessionState.IN_PROGRESS,
        SessionState.COMPLETED,
    }
)
"""States of a session that is held, or will be."""

AHEAD = frozenset({SessionState.PLANNED, SessionState.ARRIVED, SessionState.IN_PROGRESS})
"""States of a session that is not over."""


class CancelledBy(StrEnum):
    """On whose side the reason for a cancellation lay."""

    PROFESSIONAL = "by_professional"
    CLIENT = "by_client"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class SessionDetails:
    """What a session tells about the client. Private."""

    place: str = ""
    join_url: str = ""
    remark: str = ""
    """A private line of the professional's."""


@dataclass(frozen=True, kw_only=True)
class Session(ClientRecord):
    """One meeting. A session entered in error keeps the state that it had."""

    entity = Entity.SESSION

    id: SessionId
    service_id: ServiceId | None = None
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    """IANA name: the wall clock by which it was agreed."""
    interaction: Interaction = Interaction.UNDECIDED
    state: SessionState = SessionState.PLANNED
    cancelled_by: CancelledBy | None = None
    cancellation: Private[Remark] | None = None
    """Why it was cancelled, in the professional's words."""
    series_id: SeriesId | None = None
    occurrence: int = 0
    """Its place in the series, from 0; it stays when the session is moved."""
    fee: Money | None = None
    """What was agreed for it; None when it costs nothing."""
    is_charged: bool | None = None
    """Whether it is charged: decided as it is done, cancelled or missed; None until then."""
    details: Private[SessionDetails]

    @property
    def takes_time(self) -> bool:
        """Whether nothing else can lie where it lies."""
        return not self.in_error and self.state in TAKES_TIME


@dataclass(frozen=True, kw_only=True)
class Series(ClientRecord):
    """Sessions that repeat. Each occurrence is a session of its own that names the series."""

    entity = Entity.SERIES

    id: SeriesId
    rule: str
    """RFC 5545 RRULE with COUNT or UNTIL, such as `FREQ=WEEKLY;COUNT=10`.

    It says what was agreed at first; what became of it since, its sessions say.
    """
    first_start: datetime
    """When the first occurrence starts."""
    minutes: int
    time_zone: str
    """IANA name: occurrences stay at the same time on its wall clock."""
