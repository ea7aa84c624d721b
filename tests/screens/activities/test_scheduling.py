"""The dialog in which sessions are scheduled and moved."""

from datetime import datetime, timedelta

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.details import Interaction
from kara_tui.domain.drafts import Draft
from kara_tui.domain.session import SessionDetails
from kara_tui.operations.drafts import ListDrafts
from kara_tui.operations.outbox import ListOutbox
from kara_tui.operations.requests import AcceptRequest
from kara_tui.operations.scheduling import ScheduleSession
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.schedule_dialog import ScheduleDialog
from tests.screens.activities.helpers import activities, all_of, fill, heads
from tests.screens.profile.helpers import desk, press, profile, until
from tests.support.one_screen import NARROW, NORMAL, OneScreenApp, painted, shown
from tests.support.people import added, requested
from tests.support.sessions import KRONUR, MONDAY, nine_to_five, offered, series
from tests.support.trouble import Failing

WEEK = timedelta(days=7)


async def typed_drafts(backend: Backend) -> tuple[Draft, ...]:
    return await backend(ListDrafts())


@pytest.mark.parametrize("size", [NARROW, NORMAL])
async def test_a_session_is_scheduled_by_typing_when(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend)
    service = await offered(backend, "Talk", price=KRONUR)
    async with activities(client, backend, size) as pilot:
        await press(pilot, "s", *"mon 9.3. 10")
        assert "Monday 9 March 2026 at 10:00" in painted(pilot)
        await press(pilot, "f2")
        await until(pilot, lambda: len(heads(pilot)) == 1)
    (one,) = await all_of(backend, client)
    assert (one.starts_at, one.service_id, one.fee) == (MONDAY, service.id, KRONUR)
    assert one.interaction is Interaction.REMOTE
    assert await typed_drafts(backend) == ()


async def test_s_schedules_from_anywhere_on_the_profile(backend: Backend) -> None:
    client = await added(backend)
    await offered(backend)
    async with profile(client, backend) as pilot:
        await press(pilot, "s", *"9.3. 10", "f2")
        await until(pilot, lambda: len(heads(pilot)) == 1)
        await press(pilot, "e", *"s")
        assert not isinstance(pilot.app.screen, ScheduleDialog), "here it is a letter"


async def test_the_place_that_is_asked_for_follows_the_method(backend: Backend) -> None:
    client = await added(backend)
    await offered(backend)
    async with activities(client, backend) as pilot:
        await press(pilot, "s")
        assert "Link to join" in painted(pilot)
        await fill(pilot, interaction="on_site")
        assert "Link to join" not in painted(pilot)
        await fill(pilot, starts_at="9.3. 10", place="Room 2", remark="Keys")
        await press(pilot, "f2")
    (one,) = await all_of(backend, client)
    assert one.details == SessionDetails(place="Room 2", remark="Keys")


async def test_without_a_service_its_length_is_asked_for(backend: Backend) -> None:
    client = await added(backend)
    async with activities(client, backend) as pilot:
        await press(pilot, "s", *"9.3. 10", "f2")
        assert "Say how long it lasts" in painted(pilot)
        await fill(pilot, minutes="30")
        await press(pilot, "f2")
    (one,) = await all_of(backend, client)
    assert one.ends_at - one.starts_at == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("rhythm", "ending", "number", "second"),
    [
        ("week", "3", 3, WEEK),
        ("fortnight", "until 6.4.2026", 3, 2 * WEEK),
        ("month_day", "2 times", 2, timedelta(days=31)),
    ],
)
async def test_a_series_is_scheduled_and_said_back_in_words(
    backend: Backend, rhythm: str, ending: str, number: int, second: timedelta
) -> None:
    client = await added(backend)
    await offered(backend)
    async with activities(client, backend) as pilot:
        await press(pilot, "s")
        assert "How often" not in painted(pilot)
        await fill(pilot, starts_at="9.3. 10", repeats=rhythm, times=ending)
        assert "every" in painted(pilot)
        await press(pilot, "f2")
    made = await all_of(backend, client)
    assert len(made) == number
    assert made[1].starts_at - made[0].starts_at == second


async def test_a_series_without_an_end_is_asked_for_one(backend: Backend) -> None:
    client = await added(backend)
    await offered(backend)
    async with activities(client, backend) as pilot:
        await press(pilot, "s")
        await fill(pilot, starts_at="9.3. 10", repeats="week")
        await press(pilot, "f2")
        assert "How often needs another look" in painted(pilot)
    assert await all_of(backend, client) == ()


async def test_a_free_time_is_chosen_from_a_list(backend: Backend) -> None:
    client = await added(backend)
    await nine_to_five(backend)
    await offered(backend)
    async with activities(client, backend) as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: "Free: Mon 2 Mar 12:00" in painted(pilot))
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, QuestionScreen)
        await press(pilot, "down", "enter", "f2")
    (one,) = await all_of(backend, client)
    assert one.starts_at == datetime.fromisoformat("2026-03-02T13:00+00:00")


async def test_the_client_is_told_only_when_there_is_an_address_and_it_is_asked_for(
    backend: Backend,
) -> None:
    client = await requested(backend, "Björn")
    await backend(AcceptRequest(client_id=client.id, version=client.version))
    await offered(backend)
    async with activities(client, backend) as pilot:
        await press(pilot, "s")
        await fill(pilot, starts_at="9.3. 10", join_url="https://meet.example/x", is_told="yes")
        await press(pilot, "f2")
    (mail,) = [one for one in await backend(ListOutbox()) if one.kind == "session_booked"]
    assert "https://meet.example/x" in mail.body
    assert mail.to.email == "bjorn@mail.example"


@pytest.mark.parametrize("scope", ["this", "following", "all"])
async def test_a_session_of_a_series_is_moved_with_those_that_are_meant(
    backend: Backend, scope: str
) -> None:
    client = await added(backend)
    await series(backend, client.id, MONDAY, rule="FREQ=WEEKLY;COUNT=3")
    async with activities(client, backend) as pilot:
        await press(pilot, "down", "r")
        assert "Move the session on Mon 16 Mar 10:00" in painted(pilot)
        await fill(pilot, starts_at="17.3. 11", scope=scope)
        await press(pilot, "f2")
    moved = [one.starts_at - MONDAY for one in await all_of(backend, client)]
    away = timedelta(days=1, hours=1)
    goes = {"this": (0, 1, 0), "following": (0, 1, 1), "all": (1, 1, 1)}[scope]
    assert moved == [place * WEEK + go * away for place, go in enumerate(goes)]


async def test_what_was_typed_is_there_the_next_time(backend: Backend) -> None:
    client = await added(backend)
    await offered(backend)
    async with activities(client, backend) as pilot:
        await press(pilot, "s", *"9.3. 10", "escape", "down", "enter")
        assert not isinstance(pilot.app.screen, ScheduleDialog)
        await press(pilot, "s")
        await until(pilot, lambda: "not booked yet" in painted(pilot))
        assert "Monday 9 March 2026" in painted(pilot)


async def test_a_store_that_fails_keeps_the_form_and_it_is_tried_again(backend: Backend) -> None:
    client = await added(backend)
    await offered(backend)
    failing = Failing(backend, ScheduleSession)
    screen = ScheduleDialog(desk(failing), client.id, "Anna", start=MONDAY)
    async with shown(screen, backend) as pilot:
        await press(pilot, "f2")
        assert "The disk is full." in painted(pilot)
        failing.fails = False
        await press(pilot, "f2")
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        await until(pilot, lambda: bool(app.results))
    (one,) = await all_of(backend, client)
    assert one.starts_at == MONDAY
