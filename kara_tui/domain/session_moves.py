"""What a session may become, and what it may not and why."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from kara_tui.domain.details import Interaction, Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.ids import ServiceId
from kara_tui.domain.money import Money
from kara_tui.domain.private import Private
from kara_tui.domain.session import CancelledBy, Session, SessionDetails, SessionState
from kara_tui.domain.wall_clock import moment_of, on_wall, zone_of

LONGEST_SESSION = 24 * 60
"""Minutes."""


class Scope(StrEnum):
    """Which sessions of a series a wish concerns."""

    THIS = "this"
    FOLLOWING = "following"
    """This one and those that come after it in the series."""
    ALL = "all"


class SessionMove(StrEnum):
    """What can be done with a session."""

    ARRIVE = "arrive"
    START = "start"
    COMPLETE = "complete"
    CANCEL = "cancel"
    MISS = "miss"
    VOID = "void"
    RESCHEDULE = "reschedule"
    CHANGE = "change"
    MARK_IN_ERROR = "mark_in_error"


_PLANNED, _ARRIVED = SessionState.PLANNED, SessionState.ARRIVED
_RUNNING, _DONE = SessionState.IN_PROGRESS, SessionState.COMPLETED
_OVER = {SessionState.CANCELLED, SessionState.NO_SHOW, SessionState.VOIDED}

_POSSIBLE_FROM: dict[SessionMove, set[SessionState]] = {
    SessionMove.ARRIVE: {_PLANNED},
    SessionMove.START: {_PLANNED, _ARRIVED},
    SessionMove.COMPLETE: {_RUNNING},
    SessionMove.CANCEL: {_PLANNED, _ARRIVED, _RUNNING},
    SessionMove.MISS: {_PLANNED, _ARRIVED},
    SessionMove.VOID: {_DONE},
    SessionMove.RESCHEDULE: {_PLANNED},
    SessionMove.CHANGE: {_PLANNED, _ARRIVED, _RUNNING, _DONE},
    SessionMove.MARK_IN_ERROR: {_PLANNED, _DONE, *_OVER},
}

_STANDS = {
    SessionState.PLANNED: "is only planned",
    SessionState.ARRIVED: "waits: the client is here",
    SessionState.IN_PROGRESS: "is in progress",
    SessionState.COMPLETED: "is done",
    SessionState.CANCELLED: "was cancelled",
    SessionState.NO_SHOW: "was missed: the client did not come",
    SessionState.VOIDED: "was declared void",
}
_WORDS = {
    SessionMove.ARRIVE: "the client cannot be marked as waiting",
    SessionMove.START: "it cannot be started",
    SessionMove.COMPLETE: "it cannot be done",
    SessionMove.CANCEL: "it cannot be cancelled",
    SessionMove.MISS: "it cannot be a no-show",
    SessionMove.VOID: "it cannot be declared void",
    SessionMove.RESCHEDULE: "it cannot be moved",
    SessionMove.CHANGE: "it cannot be changed",
    SessionMove.MARK_IN_ERROR: "it cannot be marked as entered in error",
}
_ADVICE = {
    (SessionMove.COMPLETE, _PLANNED): "Start it first.",
    (SessionMove.COMPLETE, _ARRIVED): "Start it first.",
    (SessionMove.CANCEL, _DONE): "Declare it void instead; that takes its fee back.",
    (SessionMove.VOID, _PLANNED): "Cancel it instead.",
    (SessionMove.MARK_IN_ERROR, _ARRIVED): "Cancel it instead.",
    (SessionMove.MARK_IN_ERROR, _RUNNING): "Finish or cancel it first.",
    (SessionMove.MISS, _RUNNING): "Cancel it instead.",
    (SessionMove.RESCHEDULE, _ARRIVED): "Cancel it, and schedule another one.",
    (SessionMove.RESCHEDULE, SessionState.CANCELLED): "Schedule another one.",
    (SessionMove.RESCHEDULE, SessionState.NO_SHOW): "Schedule another one.",
}


def is_possible(move: SessionMove, session: Session) -> bool:
    """Tell whether something can be done with a session now."""
    return not session.in_error and session.state in _POSSIBLE_FROM[move]


def arrived(session: Session) -> Session:
    """Return the session with its client waiting for it."""
    return _moved(session, SessionMove.ARRIVE, SessionState.ARRIVED)


def started(session: Session) -> Session:
    """Return the session in progress."""
    return _moved(session, SessionMove.START, SessionState.IN_PROGRESS)


def completed(session: Session, *, is_charged: bool = True) -> Session:
    """Return the session done; its fee, where it has one, is owed unless said otherwise."""
    done = _moved(session, SessionMove.COMPLETE, SessionState.COMPLETED)
    return replace(done, is_charged=is_charged and session.fee is not None)


def cancelled(
    session: Session,
    by: CancelledBy,
    *,
    is_charged: bool = False,
    reason: Private[Remark] | None = None,
) -> Session:
    """Return the session called off.

    Args:
        session: Which one.
        by: On whose side the reason lay.
        is_charged: Whether its fee is owed all the same.
        reason: Why, in the professional's words.
    """
    off = _moved(session, SessionMove.CANCEL, SessionState.CANCELLED)
    return replace(
        off,
        cancelled_by=by,
        is_charged=is_charged and session.fee is not None,
        cancellation=reason,
    )


def missed(session: Session, *, is_charged: bool = False) -> Session:
    """Return the session to which the client did not come."""
    no_show = _moved(session, SessionMove.MISS, SessionState.NO_SHOW)
    return replace(no_show, is_charged=is_charged and session.fee is not None)


def voided(session: Session) -> Session:
    """Return a session that was done as one for which nothing is owed."""
    return replace(_moved(session, SessionMove.VOID, SessionState.VOIDED), is_charged=False)


def entered_in_error(session: Session) -> Session:
    """Return the session as one that never was; it keeps its state, for history."""
    if session.in_error:
        return session.marked_in_error()
    require_possible(session, SessionMove.MARK_IN_ERROR)
    return replace(session.marked_in_error(), is_charged=False)


def rescheduled(
    session: Session, starts_at: datetime, minutes: int, time_zone: str = ""
) -> Session:
    """Return the session at another time.

    Raises:
        NotAllowedNow: When it is not merely planned any more.
        Invalid: When it would last no time or longer than a day.
    """
    require_possible(session, SessionMove.RESCHEDULE)
    require_length(minutes)
    zone_of(time_zone or session.time_zone)
    return replace(
        session,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        time_zone=time_zone or session.time_zone,
    )


def carried_along(session: Session, moved: Session, starts_at: datetime) -> datetime:
    """Return when a session starts that goes along as another one of its series is moved.

    It goes as far as that one on the wall clock: from Monday 10:00 to Tuesday 11:30, say, which
    is not always the same number of hours.

    Args:
        session: Which one goes along.
        moved: The one that is moved, as it stood before.
        starts_at: When that one is to start.
    """
    away = on_wall(starts_at, moved.time_zone) - on_wall(moved.starts_at, moved.time_zone)
    return moment_of(on_wall(session.starts_at, session.time_zone) + away, session.time_zone)


def refitted(
    session: Session,
    *,
    service_id: ServiceId | None,
    interaction: Interaction,
    fee: Money | None,
    details: Private[SessionDetails] | None,
) -> Session:
    """Return the session with other terms; `details` of None keeps its private part.

    Raises:
        NotAllowedNow: When it is over, or its fee is owed already.
    """
    require_possible(session, SessionMove.CHANGE)
    if session.state is SessionState.COMPLETED and fee != session.fee:
        raise NotAllowedNow("This session is done, so its fee stays.", "Declare it void instead.")
    return replace(
        session,
        service_id=service_id,
        interaction=interaction,
        fee=fee,
        details=session.details if details is None else details,
    )


def require_possible(session: Session, move: SessionMove) -> None:
    """Refuse what cannot be done with a session, and say why.

    Raises:
        NotAllowedNow: When it cannot be done.
    """
    if session.in_error:
        raise NotAllowedNow("This session was entered in error, so nothing can be done with it.")
    if session.state not in _POSSIBLE_FROM[move]:
        raise NotAllowedNow(
            f"This session {_STANDS[session.state]}, so {_WORDS[move]}.",
            _ADVICE.get((move, session.state), ""),
        )


def require_length(minutes: int) -> None:
    """Refuse a session that lasts no time, or longer than a day.

    Raises:
        Invalid: When it does.
    """
    if not 1 <= minutes <= LONGEST_SESSION:
        raise Invalid("minutes", f"A session lasts 1 to {LONGEST_SESSION:,} minutes.")


def _moved(session: Session, move: SessionMove, to: SessionState) -> Session:
    require_possible(session, move)
    return replace(session, state=to)
