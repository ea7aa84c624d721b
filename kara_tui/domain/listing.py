"""A window onto a list of clients: what is asked for, and the rows that come back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kara_tui.domain.client import Stage
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId
from kara_tui.domain.money import Money
from kara_tui.domain.outbox import MessageState
from kara_tui.domain.private import Private
from kara_tui.domain.treatment import TreatmentState

LONGEST_SEARCH = 500
"""Most characters of a search: more than anybody types."""


class SortBy(StrEnum):
    """What a list can be sorted by. Who has nothing to be sorted by comes last."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    SINCE = "since"
    """Since when the client stands in the list; the longest first."""
    STATE = "state"
    PHONE = "phone"
    EMAIL = "email"
    REASON = "reason"
    """The client's reason for booking."""
    METHOD = "method"
    """The preferred method."""
    LAST_SENT = "last_sent"
    """When the invite was last sent."""
    EXPIRES = "expires"
    """When the invite expires."""
    MAIL = "mail"
    """The newest message: those that failed first, then those on their way."""
    STAGE = "stage"


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """Which clients, in which order."""

    stages: tuple[Stage, ...]
    search: str = ""
    """As typed; every word must occur in name, e-mail, phone digits or national id."""
    sort_by: SortBy = SortBy.NAME
    descending: bool = False


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How the newest message to a client fares."""

    state: MessageState
    problem: str = ""
    """Why it is not delivered, in words."""


@dataclass(frozen=True, kw_only=True)
class ClientRow:
    """One line of a list."""

    id: ClientId
    version: int
    stage: Stage
    since: datetime
    treatment_state: TreatmentState
    invite_last_sent_at: datetime | None = None
    invite_expires_at: datetime | None = None
    delivery: Delivery | None = None
    next_session: datetime | None = None
    last_seen: datetime | None = None
    wellbeing: str = ""
    """How they fare, as a list says it: “▂▃▅▆ 72 better”."""
    missing_requirements: int | None = None
    """How many required details the client still owes; None when none are required."""
    unpaid: tuple[Money, ...] = ()
    """What they owe, by currency."""
    details: Private[ClientDetails]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A window of rows, and where it lies."""

    offset: int
    rows: tuple[ClientRow, ...]
    total: int | None
    """How many rows there are in all; None when counting them takes a question of its own."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What the top line shows."""

    professional: str
    active: int = 0
    requested: int = 0
    invited: int = 0
    deactivated: int = 0
    undelivered: int = 0
    """Messages that failed and wait for somebody to look."""
