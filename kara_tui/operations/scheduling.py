"""Operations that put sessions into the calendar, move them, and take them out again."""

from dataclasses import dataclass, field
from datetime import datetime

from kara_tui.domain.details import Interaction, Remark
from kara_tui.domain.ids import ClientId, SeriesId, ServiceId, SessionId, uuid7
from kara_tui.domain.money import Money
from kara_tui.domain.private import Private
from kara_tui.domain.series import Otherwise
from kara_tui.domain.session import CancelledBy, Session, SessionDetails
from kara_tui.domain.session_letters import Notice
from kara_tui.domain.session_moves import Scope
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Route


def new_session_id() -> SessionId:
    """Return an id for a session that is about to be scheduled."""
    return SessionId(uuid7())


def new_series_id() -> SeriesId:
    """Return an id for a series that is about to be scheduled."""
    return SeriesId(uuid7())


@dataclass(frozen=True, kw_only=True)
class ScheduleSession(ChangeOperation[tuple[Session, ...]]):
    """Schedule a session with a client, or a whole series at once."""

    route = Route("POST", "/clients/{client_id}/sessions", allowed=PROFESSIONAL)
    past = "Session scheduled"
    undoable = True

    client_id: ClientId
    session_id: SessionId = field(default_factory=new_session_id)
    """Of the first one; the ids of others in a series follow from it."""
    service_id: ServiceId | None = None
    starts_at: datetime
    minutes: int | None = None
    """None for as long as the service takes."""
    time_zone: str
    interaction: Interaction = Interaction.UNDECIDED
    """Undecided for the service's own way."""
    fee: Money | None = None
    """None for the service's price; zero when it costs nothing."""
    details: Private[SessionDetails] = field(default_factory=SessionDetails)
    rule: str = ""
    """RFC 5545 RRULE with COUNT or UNTIL; empty for one session."""
    series_id: SeriesId = field(default_factory=new_series_id)
    """Used when there is a rule."""
    otherwise: tuple[Otherwise, ...] = ()
    """Sessions of the series that lie elsewhere, or are left out."""
    despite_conflicts: bool = False
    """Whether it is booked although something stands in the way."""
    tell: Notice | None = None
    """Whom to tell by mail; None to tell nobody."""


@dataclass(frozen=True, kw_only=True)
class RescheduleSession(ChangeOperation[tuple[Session, ...]]):
    """Put a session to another time; others of its series go as far on the wall clock."""

    route = Route(
        "POST", "/clients/{client_id}/sessions/{session_id}/reschedule", allowed=PROFESSIONAL
    )
    past = "Session moved"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int
    starts_at: datetime
    minutes: int | None = None
    """None for as long as it took; otherwise all of them take so long."""
    time_zone: str = ""
    """IANA name; empty to keep it."""
    scope: Scope = Scope.THIS
    otherwise: tuple[Otherwise, ...] = ()
    """Sessions of the series that go elsewhere, or stay where they are."""
    despite_conflicts: bool = False
    tell: Notice | None = None


@dataclass(frozen=True, kw_only=True)
class ChangeSession(ChangeOperation[tuple[Session, ...]]):
    """Change what a session is: service, method, fee, place, remark; not when it is."""

    route = Route("PUT", "/clients/{client_id}/sessions/{session_id}", allowed=PROFESSIONAL)
    past = "Session changed"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int
    service_id: ServiceId | None = None
    interaction: Interaction = Interaction.UNDECIDED
    fee: Money | None = None
    """None when it costs nothing."""
    details: Private[SessionDetails] | None = None
    """For all sessions concerned; None when each keeps its own."""
    scope: Scope = Scope.THIS


@dataclass(frozen=True, kw_only=True)
class CancelSession(ChangeOperation[tuple[Session, ...]]):
    """Call a session off, or what is still planned of its series."""

    route = Route("POST", "/clients/{client_id}/sessions/{session_id}/cancel", allowed=PROFESSIONAL)
    past = "Session cancelled"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int
    by: CancelledBy
    reason: Private[Remark] | None = None
    is_charged: bool = False
    """Whether the fee of this one, never of others in its series, is owed all the same."""
    scope: Scope = Scope.THIS
    tell: Notice | None = None


@dataclass(frozen=True, kw_only=True)
class MarkSessionInError(ChangeOperation[tuple[Session, ...]]):
    """Mark a session as entered in error: it leaves every list and stays in history."""

    route = Route(
        "POST", "/clients/{client_id}/sessions/{session_id}/in-error", allowed=PROFESSIONAL
    )
    past = "Session marked as entered in error"
    undoable = True

    client_id: ClientId
    session_id: SessionId
    version: int
    scope: Scope = Scope.THIS
