"""Made-up sessions, and what they are fitted into."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kara_tui.backend.protocol import Backend
from kara_tui.domain.details import Interaction
from kara_tui.domain.ids import ClientId, SessionId, uuid7
from kara_tui.domain.money import Money
from kara_tui.domain.service import Service, ServiceDetails
from kara_tui.domain.session import Session, SessionDetails, SessionState
from kara_tui.domain.working_time import BlockDetails, OpenHours, TimeBlock, WorkingHours
from kara_tui.operations.offered_services import AddService
from kara_tui.operations.scheduling import ScheduleSession
from kara_tui.operations.session_course import CompleteSession, MarkArrived, StartSession
from kara_tui.operations.working_time import AddBlock, SetWorkingHours

ICELAND = "Atlantic/Reykjavik"
BERLIN = "Europe/Berlin"
MONDAY = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
"""A week after the tests' clock stands still, at 10:00 in Iceland."""

KRONUR = Money(minor=18500, currency="ISK")


def session(state: SessionState = SessionState.PLANNED, **fields: Any) -> Session:
    """Return a session in some state."""
    given: dict[str, Any] = {
        "id": SessionId(uuid7()),
        "created_at": MONDAY,
        "client_id": ClientId(uuid7()),
        "starts_at": MONDAY,
        "ends_at": MONDAY + timedelta(minutes=50),
        "time_zone": ICELAND,
        "details": SessionDetails(),
        "state": state,
    }
    return Session(**(given | fields))


async def scheduled(
    backend: Backend, client_id: ClientId, starts_at: datetime = MONDAY, **fields: Any
) -> Session:
    """Schedule one session, whatever stands in its way, and return it."""
    return (await series(backend, client_id, starts_at, **fields))[0]


async def series(
    backend: Backend, client_id: ClientId, starts_at: datetime = MONDAY, **fields: Any
) -> tuple[Session, ...]:
    """Schedule a series, whatever stands in its way, and return its sessions."""
    given: dict[str, Any] = {"minutes": 50, "time_zone": ICELAND, "despite_conflicts": True}
    wish = ScheduleSession(client_id=client_id, starts_at=starts_at, **(given | fields))
    return await backend(wish)


async def brought_to(backend: Backend, one: Session, state: SessionState) -> Session:
    """Bring a planned session as far as waiting, in progress or done."""
    same: dict[str, Any] = {"client_id": one.client_id, "session_id": one.id}
    if state is SessionState.ARRIVED:
        return await backend(MarkArrived(**same, version=one.version))
    started = await backend(StartSession(**same, version=one.version))
    if state is SessionState.IN_PROGRESS:
        return started
    return await backend(CompleteSession(**same, version=started.version))


async def offered(backend: Backend, name: str = "Conversation", **fields: Any) -> Service:
    """Add a service."""
    given: dict[str, Any] = {
        "minutes": 50,
        "price": KRONUR,
        "interaction": Interaction.REMOTE,
        "details": ServiceDetails(name=name),
    }
    return await backend(AddService(**(given | fields)))


async def blocked(
    backend: Backend, starts_at: datetime, minutes: int, title: str = "Lunch", **fields: Any
) -> TimeBlock:
    """Block some time."""
    ends_at = starts_at + timedelta(minutes=minutes)
    given: dict[str, Any] = {"time_zone": ICELAND, "details": BlockDetails(title=title)}
    return await backend(AddBlock(starts_at=starts_at, ends_at=ends_at, **(given | fields)))


async def nine_to_five(backend: Backend, zone: str = ICELAND) -> WorkingHours:
    """Say that somebody works from nine to five, Monday to Friday."""
    week = tuple(OpenHours(weekday=day, opens=9 * 60, closes=17 * 60) for day in range(5))
    return await backend(SetWorkingHours(time_zone=zone, week=week))


def later(**by: float) -> datetime:
    """Return a moment after that Monday at ten, such as `later(days=1, hours=2)`."""
    return MONDAY + timedelta(**by)


def no_id() -> Any:
    """Return the id of something that nobody has."""
    return UUID(int=7)
