"""Windows onto sessions: those of one client, and those of a day over all clients."""

from dataclasses import dataclass

from kara_tui.domain.block_times import BlockTime
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.note_listing import SessionNotes
from kara_tui.domain.private import Private
from kara_tui.domain.service import Service
from kara_tui.domain.session import Series, Session
from kara_tui.domain.spans import Span
from kara_tui.domain.working_time import WorkingHours


@dataclass(frozen=True, kw_only=True)
class SessionPage:
    """A window of one client's sessions: those ahead, the next one first, then past ones back."""

    offset: int
    rows: tuple[Session, ...]
    total: int
    """How many there are in all."""
    ahead: int
    """How many of them are not over; they come first."""


@dataclass(frozen=True, kw_only=True)
class AgendaEntry:
    """One session of anybody's, with the client."""

    session: Session
    client: Private[ClientDetails]

    @property
    def span(self) -> Span:
        """From when to when."""
        return Span(starts_at=self.session.starts_at, ends_at=self.session.ends_at)


@dataclass(frozen=True, kw_only=True)
class AgendaView:
    """All that an agenda shows of some days."""

    entries: tuple[AgendaEntry, ...] = ()
    """The sessions of all clients, in their order."""
    notes: tuple[SessionNotes, ...] = ()
    """Which of them have notes."""
    blocks: tuple[BlockTime, ...] = ()
    hours: WorkingHours | None = None
    """None while nobody has said when they work."""
    services: tuple[Service, ...] = ()
    """What the sessions are."""


@dataclass(frozen=True, kw_only=True)
class SeriesView:
    """A series with its sessions, in their order."""

    series: Series
    sessions: tuple[Session, ...]
