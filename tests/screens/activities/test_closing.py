"""The sheet that closes a session in one go, from the profile."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.payment import PaymentMethod
from kara_tui.domain.session import SessionState
from kara_tui.operations.notes import ListNotes
from kara_tui.operations.payments import ClientMoney
from kara_tui.operations.session_closing import CloseSession
from kara_tui.screens.close_sheet import CloseSheet
from kara_tui.screens.profile import ProfileScreen
from kara_tui.workflows.close_session import plan_closing
from tests.screens.activities.helpers import activities, all_of, now_of
from tests.screens.profile.helpers import desk, press, until
from tests.support.clock import NOON
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.notes import text_of, written
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted, shown
from tests.support.people import added
from tests.support.sessions import ICELAND, KRONUR, scheduled
from tests.support.trouble import Failing

WEEK = timedelta(days=7)


def _sheet(pilot: Pilot[None]) -> CloseSheet:
    screen = pilot.app.screen
    assert isinstance(screen, CloseSheet)
    return screen


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_one_chord_and_one_key_close_a_session_and_go_on_to_the_next_client(
    backend: Backend, size: tuple[int, int]
) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    one = await scheduled(backend, client.id, NOON, fee=KRONUR)
    await written(backend, client, session_id=one.id)
    await scheduled(backend, other.id, NOON + timedelta(hours=1))
    async with activities(client, backend, size) as pilot:
        await press(pilot, "f8")
        seen = painted(pilot)
        for words in ("Sign the note", "started and done", "Charged", "Mon 9 Mar", "Go on to Bea"):
            assert words in seen
        await press(pilot, "3", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ProfileScreen)
        assert screen.client_id == other.id
    assert (await now_of(backend, one)).state is SessionState.COMPLETED
    assert [each.starts_at - NOON for each in await all_of(backend, client)] == [WEEK * 0, WEEK]
    notes = await backend(ListNotes(client_id=client.id))
    assert notes.rows[0].note.is_signed
    (line,) = (await backend(ClientMoney(client_id=client.id))).lines
    assert line.charge.state is ChargeState.PAID
    assert line.payments[0].method is PaymentMethod.CASH


async def test_from_the_note_it_is_saved_signed_and_left_in_one_go(backend: Backend) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    one = await scheduled(backend, client.id, NOON, fee=KRONUR)
    await scheduled(backend, other.id, NOON + timedelta(hours=1))
    async with activities(client, backend) as pilot:
        await press(pilot, "w", *"We spoke.", "f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, CloseSheet))
        assert _sheet(pilot).plan.is_signed
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ProfileScreen))
        screen = pilot.app.screen
        assert isinstance(screen, ProfileScreen)
        assert screen.client_id == other.id
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ProfileScreen), "the note was left"
    (entry,) = (await backend(ListNotes(client_id=client.id))).rows
    assert entry.note.is_signed
    assert text_of(entry.note) == "We spoke."
    assert (await now_of(backend, one)).state is SessionState.COMPLETED


async def test_each_step_can_be_declined(backend: Backend) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    one = await scheduled(backend, client.id, NOON, fee=KRONUR)
    await written(backend, client, session_id=one.id)
    await scheduled(backend, other.id, NOON + timedelta(hours=1))
    async with activities(client, backend) as pilot:
        await press(pilot, "ctrl+d", "1", "4", "5", *["3"] * 5, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ProfileScreen)
        assert screen.client_id == client.id
    assert (await now_of(backend, one)).state is SessionState.COMPLETED
    assert len(await all_of(backend, client)) == 1
    assert not (await backend(ListNotes(client_id=client.id))).rows[0].note.is_signed
    assert (await backend(ClientMoney(client_id=client.id))).lines == ()


async def test_nothing_is_done_when_the_sheet_is_left(backend: Backend) -> None:
    client = await added(backend)
    one = await scheduled(backend, client.id, NOON, fee=KRONUR)
    async with activities(client, backend) as pilot:
        await press(pilot, "f8", "escape")
        assert isinstance(pilot.app.screen, ProfileScreen)
    assert await now_of(backend, one) == one


async def test_what_stands_in_the_way_of_the_next_one_is_shown_and_not_booked_unasked(
    backend: Backend,
) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    one = await scheduled(backend, client.id, NOON)
    await scheduled(backend, other.id, NOON + WEEK)
    async with activities(client, backend) as pilot:
        await press(pilot, "f8")
        assert "session with Bea" in painted(pilot)
        await press(pilot, "4")
        assert "in spite of" in painted(pilot)
        await press(pilot, "enter")
    assert len(await all_of(backend, client)) == 2
    assert (await now_of(backend, one)).state is SessionState.COMPLETED


async def test_when_it_fails_the_sheet_says_what_is_not_done_and_tries_it_again(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna")
    one = await scheduled(backend, client.id, NOON, fee=KRONUR)
    failing = Failing(backend, CloseSession)
    plan = await plan_closing(backend, client.id, one.id, NOON, ICELAND)
    async with shown(CloseSheet(desk(failing), plan, "Anna"), backend) as pilot:
        await press(pilot, "enter")
        seen = " ".join(painted(pilot).replace("│", " ").split())
        assert "Nothing was done. The disk is full." in seen
        assert "Still to do: session done, charged, to be paid, next one planned" in seen
        assert await now_of(backend, one) == one
        failing.fails = False
        await press(pilot, "enter")
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        await until(pilot, lambda: bool(app.results))
    assert (await now_of(backend, one)).state is SessionState.COMPLETED


async def test_what_came_in_the_way_meanwhile_stops_all_until_it_is_decided(
    backend: Backend,
) -> None:
    client = await added(backend)
    one = await scheduled(backend, client.id, NOON)
    async with activities(client, backend) as pilot:
        await press(pilot, "f8")
        await scheduled(backend, client.id, NOON + WEEK)
        await press(pilot, "enter")
        assert "Nothing was done" in painted(pilot)
        assert len(_sheet(pilot).plan.clashes) == 1
        assert await now_of(backend, one) == one
        await press(pilot, "4", "enter")
    assert (await now_of(backend, one)).state is SessionState.COMPLETED


async def test_no_name_steers_the_terminal(backend: Backend) -> None:
    client = await added(backend)
    one = await scheduled(backend, client.id, NOON)
    for place, text in enumerate(HOSTILE.values()):
        other = await added(backend, f"x{text[:60]}")
        await scheduled(backend, other.id, NOON + WEEK)
        await scheduled(backend, other.id, NOON + timedelta(minutes=1 + place))
    plan = await plan_closing(backend, client.id, one.id, NOON, ICELAND)
    for text in HOSTILE.values():
        async with shown(CloseSheet(desk(backend), plan, text[:100]), backend) as pilot:
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))
