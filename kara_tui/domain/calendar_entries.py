"""What goes into a calendar file, and what comes out of one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from kara_tui.domain.client import Stage
from kara_tui.domain.details import ClientDetails, Interaction
from kara_tui.domain.ids import ClientId, SeriesId, SessionId
from kara_tui.domain.private import Private
from kara_tui.domain.session import Session, SessionDetails
from kara_tui.domain.working_time import BlockDetails, TimeBlock

MOST_ENTRIES = 5000
"""So many sessions and blocks are taken from a file at once."""


@dataclass(frozen=True, kw_only=True)
class DatedSession:
    """A session with its client, and when it was changed last."""

    session: Session
    client: Private[ClientDetails]
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class DatedBlock:
    """A block, and when it was changed last."""

    block: TimeBlock
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class NewBlock:
    """Time to be blocked, with the id that follows from where it was read."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    rule: str = ""
    is_all_day: bool = False
    source: str = ""
    """UID of the calendar entry that it is taken from."""
    details: Private[BlockDetails]


@dataclass(frozen=True, kw_only=True)
class NewSeries:
    """A series of sessions to be added."""

    id: SeriesId
    client_id: ClientId
    rule: str
    first_start: datetime
    minutes: int
    time_zone: str


@dataclass(frozen=True, kw_only=True)
class NewSession:
    """A session to be added, with the id that follows from where it was read.

    One that is over by then is taken as held; nothing is charged for it.
    """

    id: SessionId
    client_id: ClientId
    starts_at: datetime
    minutes: int
    time_zone: str
    interaction: Interaction = Interaction.UNDECIDED
    series_id: SeriesId | None = None
    occurrence: int = 0
    details: Private[SessionDetails] = field(default_factory=SessionDetails)

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """A client who bears an e-mail address."""

    email: str
    client_id: ClientId
    stage: Stage


@dataclass(frozen=True, kw_only=True)
class KnownEntries:
    """What is here already of what a calendar file tells of."""

    ids: tuple[UUID, ...]
    """Sessions and blocks that are here."""
    invitees: tuple[Invitee, ...]
    """Clients whom the addresses belong to."""
