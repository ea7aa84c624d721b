"""A client's answers to a measure, such as the Wellbeing Index."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kara_tui.domain.history import Entity
from kara_tui.domain.private import Private
from kara_tui.domain.record import ClientRecord


class GivenBy(StrEnum):
    """Who entered the answers."""

    CLIENT = "client"
    PROFESSIONAL = "professional"
    """Entered what the client said aloud."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The answers. Private; the score follows from them and the measure."""

    values: tuple[int | None, ...] = ()
    """One for each item, in their order; None for an item that was left out."""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class MeasureResponse(ClientRecord):
    """A measure answered once (FHIR R4: QuestionnaireResponse)."""

    entity = Entity.MEASURE_RESPONSE

    measure: str
    """Name of the measure."""
    measure_version: str
    """Of the measure's file, since its rules may change."""
    answered_at: datetime
    given_by: GivenBy
    details: Private[Answers]


@dataclass(frozen=True, kw_only=True)
class MeasureUse:
    """How often a client has answered a measure, and when last."""

    measure: str
    count: int
    last_answered_at: datetime
