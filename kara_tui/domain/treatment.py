"""Treatment state over time (FHIR R4: EpisodeOfCare)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TreatmentState(StrEnum):
    """Where the treatment stands."""

    PLANNED = "planned"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered_in_error"

    @property
    def label(self) -> str:
        """The word the user reads."""
        return self.value.replace("_", " ").capitalize()

    @property
    def ended(self) -> bool:
        """Whether a client in this state belongs to Deactivated."""
        return self in {TreatmentState.CLOSED, TreatmentState.CANCELLED}


@dataclass(frozen=True, kw_only=True)
class TreatmentPeriod:
    """One state, and from when to when it held."""

    state: TreatmentState
    since: datetime
    until: datetime | None = None
    """None while it holds."""


def moved_to(
    history: tuple[TreatmentPeriod, ...], state: TreatmentState, at: datetime
) -> tuple[TreatmentPeriod, ...]:
    """Return the history with its last period ended and the new state begun."""
    if history and history[-1].state is state:
        return history
    ended = tuple(
        TreatmentPeriod(state=one.state, since=one.since, until=one.until or at) for one in history
    )
    return (*ended, TreatmentPeriod(state=state, since=at))
