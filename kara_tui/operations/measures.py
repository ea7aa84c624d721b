"""Operations on measures: which were answered, answers given and put right, scores for a list.

Answers are private: whoever can open them scores them (`domain/measure.py`).
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.measure_response import Answers, GivenBy, MeasureResponse, MeasureUse
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route

MOST_CLIENTS = 500
"""For so many clients scores are read at once."""

MOST_RECENT = 50


@dataclass(frozen=True, kw_only=True)
class ListMeasures(Operation[tuple[MeasureUse, ...]]):
    """Read which measures a client has answered, how often and when last; the latest first."""

    route = Route("GET", "/clients/{client_id}/measures", allowed=PROFESSIONAL)

    client_id: ClientId


@dataclass(frozen=True, kw_only=True)
class ListResponses(Operation[tuple[MeasureResponse, ...]]):
    """Read a client's answers, oldest first."""

    route = Route("GET", "/clients/{client_id}/responses", allowed=PROFESSIONAL)
    opens = ("wellbeing",)

    client_id: ClientId
    measure: str = ""
    """Only those to this measure; to all when empty."""


@dataclass(frozen=True, kw_only=True)
class RecordResponse(ChangeOperation[MeasureResponse]):
    """Save a client's answers to a measure."""

    route = Route("POST", "/clients/{client_id}/responses", allowed=PROFESSIONAL)
    past = "Answers saved"
    undoable = True

    client_id: ClientId
    measure: str
    """Its name."""
    measure_version: str
    details: Private[Answers]
    given_by: GivenBy = GivenBy.PROFESSIONAL
    answered_at: datetime | None = None
    """When the answers were given; now when absent, never in the future."""
    response_id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, kw_only=True)
class ChangeResponse(ChangeOperation[MeasureResponse]):
    """Put answers right that were entered wrongly; history keeps them as they were."""

    route = Route("PUT", "/clients/{client_id}/responses/{response_id}", allowed=PROFESSIONAL)
    past = "Answers put right"
    undoable = True

    client_id: ClientId
    response_id: UUID
    version: int
    details: Private[Answers]
    answered_at: datetime | None = None
    """When the answers were given; as it was when absent."""


@dataclass(frozen=True, kw_only=True)
class MarkResponseInError(ChangeOperation[MeasureResponse]):
    """Say that answers were entered in error: they leave every list, and stay in history."""

    route = Route(
        "POST", "/clients/{client_id}/responses/{response_id}/in-error", allowed=PROFESSIONAL
    )
    past = "Answers marked as entered in error"
    undoable = True

    client_id: ClientId
    response_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class RecentScores(Operation[tuple[MeasureResponse, ...]]):
    """Read the newest answers of many clients to one measure, oldest first for each client."""

    route = Route("GET", "/responses/recent", allowed=PROFESSIONAL)

    client_ids: tuple[ClientId, ...]
    """At most 500."""
    measure: str
    limit: int = 8
    """So many of each client, at most 50."""
