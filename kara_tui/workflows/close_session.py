"""A session closed in one go: what there is to do is read, and what is wanted of it is done.

What belongs together is one operation, which is carried out as a whole or not at all; only the
way to the next client is left to the screen.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from kara_tui.backend.protocol import Backend
from kara_tui.domain.agenda import AgendaEntry
from kara_tui.domain.chargeable import day_of, has_fee
from kara_tui.domain.conflicts import Clash
from kara_tui.domain.credit import next_credit
from kara_tui.domain.errors import Conflict, KaraError, TimeTaken
from kara_tui.domain.ids import ClientId, SessionId
from kara_tui.domain.note import Note
from kara_tui.domain.session import AHEAD, Session, SessionState
from kara_tui.domain.session_closing import ClosedSession
from kara_tui.domain.spans import Span
from kara_tui.domain.wall_clock import moment_of, on_wall
from kara_tui.operations.notes import ListNotes
from kara_tui.operations.payments import ClientMoney
from kara_tui.operations.sessions import FindConflicts, GetSession, ListAgenda, ListSessions
from kara_tui.workflows.close_plan import ClosePlan, Way

_OWED = (Way.CHARGE, Way.CASH, Way.POS, Way.BANK_TRANSFER, Way.OTHER, Way.LEAVE)
"""How a session can be settled for which something is owed; money is never taken unasked."""


async def plan_closing(
    backend: Backend, client_id: ClientId, session_id: SessionId, now: datetime, zone: str
) -> ClosePlan:
    """Return what there is to do, all of it wanted as far as nothing speaks against it.

    Args:
        backend: Has the store.
        client_id: Whose session.
        session_id: Which one.
        now: What time it is.
        zone: IANA name: by whose wall clock today ends.

    Raises:
        KaraError: When it cannot be read.
    """
    session = await backend(GetSession(client_id=client_id, session_id=session_id))
    note = await _draft(backend, session)
    ways = await _ways(backend, session)
    plan = ClosePlan(session=session, note=note, ways=ways, way=ways[0])
    plan = await _with_next(backend, plan, now)
    following = await _next_client(backend, session, now, zone)
    return replace(
        plan,
        is_signed=note is not None,
        is_held=plan.can_be_held,
        next_client=following,
        goes_on=following is not None,
    )


async def carry_out(backend: Backend, plan: ClosePlan) -> ClosedSession | None:
    """Do all that is wanted, or nothing of it; None when nothing is.

    Raises:
        KaraError: When something cannot be done: then nothing was.
    """
    return await backend(plan.wish()) if plan.does_something else None


async def after_failure(backend: Backend, plan: ClosePlan, problem: KaraError) -> ClosePlan:
    """Return the plan as things stand now, with what the user wanted of it.

    Args:
        backend: Has the store.
        plan: What could not be done.
        problem: Why.

    Raises:
        KaraError: When that cannot be read either; the plan can be tried again as it is.
    """
    if isinstance(problem, TimeTaken):
        clashes = tuple(one for one in problem.clashes if isinstance(one, Clash))
        return replace(plan, clashes=clashes)
    if not isinstance(problem, Conflict):
        return plan
    asked = GetSession(client_id=plan.session.client_id, session_id=plan.session.id)
    session = await backend(asked)
    note = await _draft(backend, session)
    newer = replace(plan, session=session, note=note)
    return replace(
        newer,
        is_signed=plan.is_signed and note is not None,
        is_held=plan.is_held and newer.can_be_held,
    )


async def _draft(backend: Backend, session: Session) -> Note | None:
    """Return the draft that was written last on a session."""
    page = await backend(ListNotes(client_id=session.client_id, session_id=session.id))
    drafts = [one.note for one in page.rows if not one.note.is_signed]
    return drafts[0] if drafts else None


async def _ways(backend: Backend, session: Session) -> tuple[Way, ...]:
    if not has_fee(session) or session.is_charged is False:
        return (Way.FREE,) if session.state is not SessionState.COMPLETED else (Way.SETTLED,)
    money = await backend(ClientMoney(client_id=session.client_id))
    is_charged = any(
        line.charge.session_id == session.id and line.charge.settles for line in money.lines
    )
    if is_charged or any(one.covers(session.id) for one in money.credits):
        return (Way.SETTLED,)
    credit = next_credit(money.credits, day_of(session))
    free = () if session.state is SessionState.COMPLETED else (Way.FREE,)
    return (*((Way.CREDIT,) if credit else ()), *_OWED, *free)


async def _with_next(backend: Backend, plan: ClosePlan, now: datetime) -> ClosePlan:
    session = plan.session
    page = await backend(
        ListSessions(client_id=session.client_id, states=tuple(sorted(AHEAD)), limit=10)
    )
    after = [one for one in page.rows if one.id != session.id and one.starts_at > session.starts_at]
    planned = min(after, key=lambda one: one.starts_at, default=None)
    start = on_wall(session.starts_at, session.time_zone) + timedelta(days=7)
    moment = moment_of(start, session.time_zone)
    if planned is not None or moment <= now:
        return replace(plan, planned=planned, next_start=None if planned is None else moment)
    span = Span(starts_at=session.starts_at, ends_at=session.ends_at)
    clashes = await backend(
        FindConflicts(
            client_id=session.client_id,
            starts_at=moment,
            minutes=span.minutes,
            time_zone=session.time_zone,
        )
    )
    # What something stands in the way of is not booked unless somebody says so.
    return replace(plan, next_start=moment, clashes=clashes, is_followed=not clashes)


async def _next_client(
    backend: Backend, session: Session, now: datetime, zone: str
) -> AgendaEntry | None:
    midnight = on_wall(now, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    start = max(now, session.starts_at)
    end = moment_of(midnight + timedelta(days=1), zone)
    if start >= end:
        return None
    agenda = await backend(ListAgenda(since=moment_of(midnight, zone), until=end))
    others = (
        one
        for one in agenda
        if one.session.client_id != session.client_id
        and one.session.state in AHEAD
        and one.session.starts_at >= session.starts_at
    )
    return next(iter(sorted(others, key=lambda one: one.session.starts_at)), None)
