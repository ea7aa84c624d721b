"""Operations that read sessions and the time around them."""

from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.agenda import AgendaEntry, SeriesView, SessionPage
from kara_tui.domain.conflicts import Clash
from kara_tui.domain.ids import ClientId, SeriesId, SessionId
from kara_tui.domain.session import Session, SessionState
from kara_tui.domain.session_moves import Scope
from kara_tui.domain.spans import Span
from kara_tui.operations.base import PROFESSIONAL, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListSessions(Operation[SessionPage]):
    """Read a window of a client's sessions: those ahead, the next first, then past ones back."""

    route = Route("GET", "/clients/{client_id}/sessions", allowed=PROFESSIONAL)
    opens = ("sessions",)

    client_id: ClientId
    states: tuple[SessionState, ...] = ()
    """Only those in one of these states; all when there are none."""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, kw_only=True)
class GetSession(Operation[Session]):
    """Read one session."""

    route = Route("GET", "/clients/{client_id}/sessions/{session_id}", allowed=PROFESSIONAL)
    opens = ("sessions",)

    client_id: ClientId
    session_id: SessionId


@dataclass(frozen=True, kw_only=True)
class GetSeries(Operation[SeriesView]):
    """Read a series with all its sessions, those that are over as well."""

    route = Route("GET", "/clients/{client_id}/series/{series_id}", allowed=PROFESSIONAL)
    opens = ("sessions",)

    client_id: ClientId
    series_id: SeriesId


@dataclass(frozen=True, kw_only=True)
class ListAgenda(Operation[tuple[AgendaEntry, ...]]):
    """Read all clients' sessions between two moments, in their order; a year at most."""

    route = Route("GET", "/agenda", allowed=PROFESSIONAL)

    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class FindConflicts(Operation[tuple[Clash, ...]]):
    """Find all that stands in the way of a session, each with what would solve it."""

    route = Route("GET", "/conflicts", allowed=PROFESSIONAL)

    client_id: ClientId
    starts_at: datetime
    minutes: int
    time_zone: str
    rule: str = ""
    """RFC 5545 RRULE with COUNT or UNTIL, for a series."""
    moved: SessionId | None = None
    """The session that is to be moved there; None for a new one."""
    scope: Scope = Scope.THIS
    """Which sessions of its series are moved along with it."""


@dataclass(frozen=True, kw_only=True)
class FindFreeSlots(Operation[tuple[Span, ...]]):
    """Find the next free times of a length within working hours."""

    route = Route("GET", "/free-slots", allowed=PROFESSIONAL)

    minutes: int
    time_zone: str
    """IANA name: on whose wall clock they start at round times."""
    since: datetime | None = None
    """None for now; nothing that has passed is offered."""
    days: int = 28
    """How far ahead is looked."""
    step: int = 30
    """They start at multiples of so many minutes."""
    most: int = 6
    moved: SessionId | None = None
    """A session that is to be moved: where it lies counts as free."""
