"""A morning in the practice, played from the keyboard in a real terminal; the power is cut once."""

import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

from kara_tui.backend.opening import open_local
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.client import Client
from kara_tui.domain.clock import system_clock
from kara_tui.domain.money import Money
from kara_tui.domain.note import NoteText
from kara_tui.domain.payment import PaymentMethod
from kara_tui.domain.session import Session, SessionState
from kara_tui.operations.base import Operation
from kara_tui.operations.clients import AddClient
from kara_tui.operations.drafts import ListDrafts
from kara_tui.operations.notes import ListNotes, SaveNote, SignNote
from kara_tui.operations.payments import ClientMoney
from kara_tui.operations.scheduling import ScheduleSession
from kara_tui.operations.session_course import CompleteSession, StartSession
from kara_tui.operations.sessions import ListSessions
from kara_tui.vault.bare_key import bare_key_for
from tests.support.notes import text_of
from tests.support.people import PROFESSIONAL_NAME, details
from tests.support.terminal import Terminal

Start = Callable[..., Terminal]
T = TypeVar("T")

LAST_TIME = "Walked by the sea every morning."
TODAY = "The sea was calm today and so was she."
WEEK = timedelta(weeks=1)
DOWN, F2, F3, F6, F8, F9 = "\x1b[B", "\x1bOQ", "\x1bOR", "\x1b[17~", "\x1b[19~", "\x1b[20~"


@dataclass
class Morning:
    """A practice in a time zone where it is some time after ten just now."""

    store: Path
    zone: str
    now: datetime

    def ask(self, operation: Operation[T]) -> T:
        """Ask the store what stands in it, or put something into it."""
        opened = open_local(self.store, bare_key_for(self.store), PROFESSIONAL_NAME, system_clock)
        try:
            return opened.dispatch(operation, opened.actor)
        finally:
            opened.store.close()

    def client(self, name: str) -> Client:
        """Add a client."""
        return self.ask(AddClient(details=details(name)))

    def session(self, client: Client, starts_at: datetime) -> Session:
        """Schedule a session of fifty minutes."""
        wish = ScheduleSession(
            client_id=client.id,
            starts_at=starts_at,
            minutes=50,
            time_zone=self.zone,
            fee=Money(minor=18500, currency="ISK"),
            despite_conflicts=True,
        )
        return self.ask(wish)[0]

    def sessions(self, client: Client) -> tuple[Session, ...]:
        """Return a client's sessions, those ahead first."""
        return self.ask(ListSessions(client_id=client.id)).rows


@pytest.fixture
def morning(home: Path) -> Morning:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    ahead = (10 - now.hour + 12) % 24 - 12
    zone = f"Etc/GMT{-ahead:+d}"
    (home / "settings.toml").write_text(f'[professional]\ntime_zone = "{zone}"\n')
    return Morning(home / "practice.db", zone, now - timedelta(minutes=now.minute % 5))


def test_a_morning_from_the_agenda_to_the_next_client(start: Start, morning: Morning) -> None:
    anna, bea, katla = (morning.client(name) for name in ("Anna Ýr", "Bea Sól", "Katla Rún"))
    _held_last_week(morning, anna)
    today = morning.session(anna, morning.now)
    morning.session(bea, morning.now + timedelta(hours=1))
    morning.session(katla, morning.now + WEEK)

    terminal = _started(start)
    _open_from_agenda(terminal, "Anna Ýr")
    _read_the_last_note(terminal)
    terminal.send("\x1b[Ag")
    terminal.wait_for("In progress")
    _write_until_the_power_is_cut(terminal, morning)

    terminal = _started(start)
    _take_the_text_up_again(terminal)
    _close_in_one_go(terminal)
    _book_beside_katla(terminal, morning)
    _open_from_agenda(terminal, "Bea Sól")

    _assert_closed(morning, anna, today)
    booked = next(one for one in morning.sessions(anna) if one.state is SessionState.PLANNED)
    assert booked.starts_at == today.ends_at + WEEK


def _held_last_week(morning: Morning, client: Client) -> None:
    session = morning.session(client, morning.now - WEEK)
    same: dict[str, Any] = {"client_id": client.id, "session_id": session.id}
    note = morning.ask(
        SaveNote(client_id=client.id, session_id=session.id, details=NoteText(text=LAST_TIME))
    ).note
    morning.ask(SignNote(client_id=client.id, note_id=note.id, version=note.version))
    started = morning.ask(StartSession(**same, version=session.version))
    morning.ask(CompleteSession(**same, version=started.version))


def _started(start: Start) -> Terminal:
    terminal = start(columns=140, lines=40)
    terminal.wait_for("Katla Rún")
    return terminal


def _open_from_agenda(terminal: Terminal, name: str) -> None:
    terminal.send(F3)
    terminal.wait_until(lambda: "1 Sessions today" in terminal.text and name in terminal.text, name)
    terminal.send("\r")
    terminal.wait_for(f"{name} · Active")
    terminal.wait_for("2 Activities")
    terminal.wait_for("Planned")


def _read_the_last_note(terminal: Terminal) -> None:
    terminal.send(DOWN)
    terminal.wait_until(lambda: "› ▸" in terminal.text and "✎" in terminal.text, "the last session")
    terminal.send("\r")
    terminal.wait_for(LAST_TIME)


def _write_until_the_power_is_cut(terminal: Terminal, morning: Morning) -> None:
    terminal.send("w")
    terminal.wait_for("F3 Sign")
    terminal.wait_for(LAST_TIME)
    for word in TODAY.split(" "):
        terminal.send(f"{word} ")
        terminal.wait_for(word)
    terminal.wait_for("kept as draft")
    terminal.wait_until(lambda: TODAY in str(morning.ask(ListDrafts())), "the draft in the store")
    terminal.kill(signal.SIGKILL)
    terminal.wait_for_end()


def _take_the_text_up_again(terminal: Terminal) -> None:
    terminal.wait_for("Typed and not saved yet")
    terminal.send(F9)
    terminal.wait_for(f"“{TODAY}”")
    terminal.send("\r")
    terminal.wait_for("and not saved yet.")
    terminal.wait_for("F3 Sign")


def _close_in_one_go(terminal: Terminal) -> None:
    terminal.send(F8)
    terminal.wait_for("Sign the note")
    terminal.wait_for("session with Katla Rún")
    terminal.send("3")
    terminal.wait_for("Paid in cash")
    terminal.send("5")
    terminal.wait_for("5 ○")
    terminal.send("\r")
    terminal.wait_for("1–3 of 3")


def _book_beside_katla(terminal: Terminal, morning: Morning) -> None:
    terminal.send("s")
    terminal.wait_for("A session with Anna Ýr")
    at = (morning.now + WEEK).astimezone(ZoneInfo(morning.zone))
    terminal.send(f"{at:%Y-%m-%d %H:%M}")
    terminal.wait_for("→")
    terminal.send("\t")
    terminal.drain()
    terminal.send("50")
    terminal.wait_for("session with Katla Rún")
    terminal.send(F6)
    terminal.wait_until(lambda: "session with Katla Rún" not in terminal.text, "no conflict")
    terminal.send(F2)
    terminal.wait_for("Session scheduled")
    terminal.wait_until(lambda: "F2 Book" not in terminal.text, "the list again")


def _assert_closed(morning: Morning, client: Client, session: Session) -> None:
    """The session was held, its note is signed, and its fee is paid."""
    held = next(one for one in morning.sessions(client) if one.id == session.id)
    notes = morning.ask(ListNotes(client_id=client.id)).rows
    written = next(one.note for one in notes if one.note.session_id == session.id)
    (line,) = (
        one
        for one in morning.ask(ClientMoney(client_id=client.id)).lines
        if one.charge.session_id == session.id
    )
    assert held.state is SessionState.COMPLETED
    assert (written.is_signed, text_of(written).strip()) == (True, TODAY)
    assert line.charge.state is ChargeState.PAID
    assert [one.method for one in line.payments] == [PaymentMethod.CASH]
