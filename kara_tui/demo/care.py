"""Sessions, notes, answers and fees of the demonstration: what a week in the practice leaves."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5
from zoneinfo import ZoneInfo

from kara_tui.demo.names import section
from kara_tui.domain.contact import ContactDetails
from kara_tui.domain.details import Interaction
from kara_tui.domain.ids import ClientId, NoteId, ServiceId, SessionId
from kara_tui.domain.measure_response import Answers
from kara_tui.domain.money import Money
from kara_tui.domain.note import NoteText
from kara_tui.domain.payment import PaymentMethod
from kara_tui.domain.service import ServiceDetails
from kara_tui.domain.session import SessionDetails
from kara_tui.domain.working_time import OpenHours
from kara_tui.operations.base import ChangeOperation
from kara_tui.operations.contacts import AddContact
from kara_tui.operations.measures import RecordResponse
from kara_tui.operations.notes import SaveNote, SignNote
from kara_tui.operations.offered_services import AddService
from kara_tui.operations.payments import ChargeSession, MoneyTaken
from kara_tui.operations.scheduling import ScheduleSession
from kara_tui.operations.session_course import CompleteSession
from kara_tui.operations.working_time import SetWorkingHours

ZONE = "Atlantic/Reykjavik"
WEEKS = 6
"""So many past sessions a client has at most."""

_FEE = Money(minor=18500, currency="ISK")
_SERVICES = (
    ("First conversation", 80, 24000),
    ("Conversation", 50, 18500),
    ("Couple", 90, 28000),
)
_WEEK = tuple(
    OpenHours(weekday=day, opens=opens * 60, closes=closes * 60)
    for day in range(5)
    for opens, closes in ((9, 12), (13, 17))
)

Told = tuple[datetime, ChangeOperation[Any]]
"""When something was done, and what."""


@dataclass(frozen=True)
class Slot:
    """A client's weekly time."""

    weekday: int
    hour: int


def slot_of(place: int) -> Slot:
    """Return the time of the client in some place; no two clients share one."""
    return Slot(place % 5, (9, 10, 13, 14, 15, 16)[place // 5 % 6])


def practice_care(at: datetime) -> Iterator[Told]:
    """Tell what the professional offers, and when they work."""
    yield at, SetWorkingHours(time_zone=ZONE, week=_WEEK)
    for place, (name, minutes, price) in enumerate(_SERVICES):
        yield (
            at,
            AddService(
                service_id=ServiceId(_id(0, place)),
                minutes=minutes,
                price=Money(minor=price, currency="ISK"),
                interaction=Interaction.ON_SITE,
                details=ServiceDetails(name=name),
            ),
        )


def client_care(
    seed: int, client_id: ClientId, slot: Slot, weeks: int, now: datetime
) -> Iterator[Told]:
    """Tell of one client's sessions: those held, with notes and fees, and the two to come.

    Args:
        seed: Makes the story, always the same.
        client_id: Whose.
        slot: When they come.
        weeks: How many sessions were held, one a week.
        now: Nothing that is told happened later.
    """
    luck = random.Random(seed)
    service = ServiceId(_id(0, 1))
    next_one = _next(slot, now)
    yield from _begun(luck, client_id, next_one - timedelta(weeks=weeks + 1), now)
    for back in range(weeks, -2, -1):
        starts_at = next_one - timedelta(weeks=back)
        session_id = SessionId(_id(luck.getrandbits(32), back + 2))
        booked_at = min(starts_at - timedelta(days=6), now - timedelta(days=1))
        yield (
            booked_at,
            ScheduleSession(
                client_id=client_id,
                session_id=session_id,
                service_id=service,
                starts_at=starts_at,
                time_zone=ZONE,
                details=SessionDetails(place="Room 2"),
                despite_conflicts=True,
            ),
        )
        if back > 0:
            yield from _held(luck, client_id, session_id, starts_at, back)


def _begun(luck: random.Random, client_id: ClientId, at: datetime, now: datetime) -> Iterator[Told]:
    if luck.random() < 0.6:
        name = luck.choice(section("en", "contacts"))
        details = ContactDetails(name=name, relationship="Partner", is_emergency=True)
        yield min(at, now), AddContact(client_id=client_id, details=details)


def _held(
    luck: random.Random, client_id: ClientId, session_id: SessionId, at: datetime, back: int
) -> Iterator[Told]:
    after = at + timedelta(minutes=50)
    yield (
        after,
        CompleteSession(client_id=client_id, session_id=session_id, version=1, start_too=True),
    )
    note_id = NoteId(_id(luck.getrandbits(32), 1))
    text = NoteText(text=luck.choice(section("en", "notes")))
    yield (
        after + timedelta(minutes=5),
        SaveNote(client_id=client_id, note_id=note_id, session_id=session_id, details=text),
    )
    if back > 1 or luck.random() < 0.6:
        yield (
            after + timedelta(minutes=6),
            SignNote(client_id=client_id, note_id=note_id, version=1),
        )
    if back > 1 or luck.random() < 0.4:
        taken = MoneyTaken(method=luck.choice((PaymentMethod.POS, PaymentMethod.BANK_TRANSFER)))
        yield (
            after + timedelta(minutes=7),
            ChargeSession(
                client_id=client_id,
                session_id=session_id,
                version=3,
                due_on=after.date(),
                taken=taken,
            ),
        )
    if back % 2 == 0:
        base = 2 + (WEEKS - back) // 2
        values = tuple(min(5, max(0, base + luck.choice((-1, 0, 0, 1)))) for _ in range(5))
        yield (
            after + timedelta(minutes=8),
            RecordResponse(
                client_id=client_id,
                measure="wellbeing-index",
                measure_version="1",
                details=Answers(values=values),
            ),
        )


def _next(slot: Slot, now: datetime) -> datetime:
    """Return the next moment of a weekly time."""
    local = now.astimezone(ZoneInfo(ZONE))
    day = local + timedelta(days=(slot.weekday - local.weekday()) % 7)
    at = day.replace(hour=slot.hour, minute=0, second=0, microsecond=0)
    return at if at > local else at + timedelta(weeks=1)


def _id(seed: int, place: int) -> UUID:
    return uuid5(NAMESPACE_OID, f"kara demonstration {seed} {place}")
