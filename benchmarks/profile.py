"""How soon is a client's profile painted after its key, however much stands on it?"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.findings import ROUNDS, Finding, ms
from benchmarks.programs import bare_keys, workstation
from benchmarks.terminal import Terminal
from kara_tui.backend.opening import open_local
from kara_tui.db.record_tables import ATTACHMENTS, CONTACTS, MEASURE_RESPONSES, NOTES, SESSIONS
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.attachment import Attachment, AttachmentDetails
from kara_tui.domain.client import new_client
from kara_tui.domain.contact import Contact, ContactDetails
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, NoteId, SessionId, new_client_id, new_intent_id, uuid7
from kara_tui.domain.measure_response import Answers, GivenBy, MeasureResponse
from kara_tui.domain.note import Note, NoteText
from kara_tui.domain.session import Session, SessionDetails, SessionState
from kara_tui.vault.bare_key import bare_key_for

FIRST_AIM = 100
ALL_AIM = 250

NAME = "Kolfinna Testsdóttir"
FIRST = "1 Details"
"""Heads the first part of a profile."""


@dataclass(frozen=True)
class Course:
    """How much stands on a profile."""

    sessions: int
    answers: int
    attachments: int


LONG = Course(sessions=500, answers=60, attachments=40)
SHORT = Course(sessions=5, answers=5, attachments=5)


def measure() -> list[Finding]:
    """Open the profile of somebody who came for years, and of somebody who came five times."""
    with TemporaryDirectory() as folder:
        stores = {course: _build(Path(folder), course) for course in (LONG, SHORT)}
        floor = median(bare_keys())
        times: dict[Course, list[tuple[float, float]]] = {LONG: [], SHORT: []}
        for _ in range(ROUNDS):
            for course, store in stores.items():
                times[course].append(_open(store, course))
    long_first, long_all = (median(one) for one in zip(*times[LONG], strict=True))
    short_first, short_all = (median(one) for one in zip(*times[SHORT], strict=True))
    about = f"a client with {LONG.sessions} sessions and notes"
    return [
        _finding(f"{about} → first paint", long_first, short_first, floor, FIRST_AIM),
        _finding(f"{about} → all in sight painted", long_all, short_all, floor, ALL_AIM),
    ]


def _finding(question: str, long: float, short: float, floor: float, aim: int) -> Finding:
    return Finding(
        question=question,
        measured=f"median {ms(long)}; bare app's answer to a key {ms(floor)}",
        floor=f"{ms(short)}, a client with {SHORT.sessions}",
        ratio=long / short,
        aim=f"median ≤ {aim} ms",
        met=long <= aim,
    )


def _open(store: Path, course: Course) -> tuple[float, float]:
    """Return milliseconds from the key to the first paint, and until all parts have their say."""
    with workstation(store) as terminal:
        terminal.painted(NAME)
        terminal.settle(1)
        terminal.press("\r")
        first = terminal.painted(FIRST)
        return first, max(_seen(terminal, course))


def _seen(terminal: Terminal, course: Course) -> Iterator[float]:
    for words in (
        "unsigned",
        f"{course.answers} answers",
        "Nothing to be paid",
        "Katla",
        "referral-",
    ):
        yield terminal.painted(words)


def _build(folder: Path, course: Course) -> Path:
    path = folder / f"{course.sessions}.db"
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    with _writing(path, now) as unit:
        client = unit.clients.add(new_client(new_client_id(), ClientDetails(name=NAME), now)).id
        for back in range(course.sessions):
            _held(unit, client, now - timedelta(days=2 * back + 1))
        for back in range(course.answers):
            unit.of(MEASURE_RESPONSES).put(_answers(client, now - timedelta(days=14 * back), back))
        for back in range(course.attachments):
            unit.of(ATTACHMENTS).put(_attachment(client, now, back))
        contact = ContactDetails(name="Katla", relationship="Mother")
        unit.of(CONTACTS).put(
            Contact(id=uuid7(), version=1, client_id=client, created_at=now, details=contact)
        )
    return path


@contextmanager
def _writing(path: Path, now: datetime) -> Iterator[UnitOfWork]:
    opened = open_local(path, bare_key_for(path), "Dr Anna", lambda: now)
    try:
        with opened.store.writing(opened.actor, now, "Build", new_intent_id()) as unit:
            yield unit
    finally:
        opened.store.close()


def _held(unit: UnitOfWork, client: ClientId, at: datetime) -> None:
    session = Session(
        id=SessionId(uuid7()),
        version=1,
        client_id=client,
        created_at=at,
        starts_at=at,
        ends_at=at + timedelta(minutes=50),
        time_zone="Atlantic/Reykjavik",
        state=SessionState.COMPLETED,
        details=SessionDetails(place="Room 2"),
    )
    unit.of(SESSIONS).put(session)
    note = Note(
        id=NoteId(uuid7()),
        version=1,
        client_id=client,
        created_at=at,
        session_id=session.id,
        about=at,
        details=NoteText(text="Slept better this week. " * 80),
    )
    unit.of(NOTES).put(note)


def _answers(client: ClientId, at: datetime, number: int) -> MeasureResponse:
    return MeasureResponse(
        id=uuid7(),
        version=1,
        client_id=client,
        created_at=at,
        measure="wellbeing-index",
        measure_version="1",
        answered_at=at,
        given_by=GivenBy.PROFESSIONAL,
        details=Answers(values=tuple((number + item) % 6 for item in range(5))),
    )


def _attachment(client: ClientId, at: datetime, number: int) -> Attachment:
    details = AttachmentDetails(
        name=f"referral-{number}.pdf", media_type="application/pdf", size=80_000
    )
    return Attachment(
        id=uuid7(),
        version=1,
        client_id=client,
        created_at=at,
        sealed_size=80_100,
        key=b"\x01" + os.urandom(60),
        details=details,
    )
