"""The sessions of a series: where a rule puts them, and where somebody wants one otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid5

from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import SessionId
from kara_tui.domain.recurrence import expand
from kara_tui.domain.session import Session, SessionState
from kara_tui.domain.session_moves import Scope, require_length
from kara_tui.domain.spans import Span, span_of
from kara_tui.domain.wall_clock import require_moment, zone_of


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """One session of several that does not lie where the others' rule would put it."""

    occurrence: int
    """Its place in the series."""
    starts_at: datetime | None = None
    """When it starts; None to leave it out, or where it was."""
    minutes: int | None = None
    """How long it lasts; None for as long as the others."""


def proposed(
    starts_at: datetime,
    minutes: int,
    zone: str,
    rule: str = "",
    otherwise: Iterable[Otherwise] = (),
) -> dict[int, Span]:
    """Return when the sessions of a series would lie, by their place in it; one without a rule.

    Raises:
        Invalid: When length, zone, rule or an exception from it cannot be meant.
    """
    require_length(minutes)
    zone_of(zone)
    starts = expand(rule, starts_at, zone) if rule else [starts_at]
    spans = {place: span_of(one, minutes) for place, one in enumerate(starts)}
    return placed_otherwise(spans, otherwise)


def placed_otherwise(spans: Mapping[int, Span], otherwise: Iterable[Otherwise]) -> dict[int, Span]:
    """Return the same sessions with exceptions made.

    Raises:
        Invalid: When an exception names no session of them, or leaves none.
    """
    found = dict(spans)
    for one in otherwise:
        if one.occurrence not in found:
            raise Invalid("otherwise", f"Nothing is planned at place {one.occurrence}.")
        if one.starts_at is None:
            del found[one.occurrence]
            continue
        require_moment(one.starts_at, "otherwise")
        minutes = spans[one.occurrence].minutes if one.minutes is None else one.minutes
        require_length(minutes)
        found[one.occurrence] = span_of(one.starts_at, minutes)
    if not found:
        raise Invalid("otherwise", "No session is left.")
    return found


def occurrence_id(first: SessionId, occurrence: int) -> SessionId:
    """Return the id of a session of a series, made from the first one's: a retry makes the same."""
    return first if occurrence == 0 else SessionId(uuid5(first, str(occurrence)))


def concerned(session: Session, series: Iterable[Session], scope: Scope) -> tuple[Session, ...]:
    """Return the sessions that a wish concerns: the one it names, and planned ones of its series.

    What is over, or under way, stays as it is when a whole series is changed.
    """
    if scope is Scope.THIS or session.series_id is None:
        return (session,)
    return tuple(
        one
        for one in sorted(series, key=lambda one: one.occurrence)
        if one.id == session.id
        or (
            one.state is SessionState.PLANNED
            and not one.in_error
            and (scope is Scope.ALL or one.occurrence > session.occurrence)
        )
    )
