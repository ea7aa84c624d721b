"""What is done with a session from its line on the profile."""

from kara_tui.backend.protocol import Backend
from kara_tui.commands import sessions as commands
from kara_tui.domain.details import Remark
from kara_tui.domain.session import CancelledBy, SessionDetails, SessionState
from kara_tui.operations.outbox import ListOutbox
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.record_dialog import RecordDialog
from tests.screens.activities.helpers import activities, all_of, block, now_of, past
from tests.screens.profile.helpers import press, until
from tests.support.clock import NOON
from tests.support.one_screen import OneScreenApp, painted
from tests.support.people import added
from tests.support.sessions import KRONUR, offered, scheduled, series


async def test_only_what_is_possible_is_offered(backend: Backend) -> None:
    client = await added(backend)
    await scheduled(backend, client.id, NOON, fee=KRONUR)
    await past(backend, client)
    async with activities(client, backend) as pilot:
        here = block(pilot)
        assert here.is_possible(commands.Start)
        assert not here.is_possible(commands.Void)
        await press(pilot, "down")
        assert not here.is_possible(commands.Start)
        assert not here.is_possible(commands.CallOff)
        assert here.is_possible(commands.Void)


async def test_a_session_is_started_and_done_with_one_key_each(backend: Backend) -> None:
    client = await added(backend)
    one = await scheduled(backend, client.id, NOON, fee=KRONUR)
    async with activities(client, backend) as pilot:
        await press(pilot, "g")
        assert (await now_of(backend, one)).state is SessionState.IN_PROGRESS
        await press(pilot, "y")
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.problems == []
        assert all(one.operation.undoable for one in pilot.app.moves)
    done = await now_of(backend, one)
    assert (done.state, done.is_charged) == (SessionState.COMPLETED, True)


async def test_who_does_not_come_is_charged_only_when_that_is_chosen(backend: Backend) -> None:
    client = await added(backend)
    one = await scheduled(backend, client.id, NOON, fee=KRONUR)
    async with activities(client, backend) as pilot:
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, QuestionScreen)
        await press(pilot, "down", "enter")
        assert "did not come" in painted(pilot)
        await press(pilot, "down", "enter")
    missed = await now_of(backend, one)
    assert (missed.state, missed.is_charged) == (SessionState.NO_SHOW, True)


async def test_a_session_is_cancelled_with_its_reason_and_the_client_is_told_when_asked(
    backend: Backend,
) -> None:
    client = await added(backend)
    one = await scheduled(backend, client.id, NOON, fee=KRONUR)
    async with activities(client, backend) as pilot:
        await press(pilot, "l")
        assert isinstance(pilot.app.screen, RecordDialog)
        assert "Tell the client" not in painted(pilot), "there is no address to tell them at"
        await press(pilot, "y", "tab", "y", "tab", *"Ill", "f2")
    off = await now_of(backend, one)
    assert (off.state, off.cancelled_by) == (SessionState.CANCELLED, CancelledBy.PROFESSIONAL)
    assert (off.cancellation, off.is_charged) == (Remark(text="Ill"), True)
    assert await backend(ListOutbox()) == ()


async def test_the_rest_of_a_series_is_cancelled_when_asked(backend: Backend) -> None:
    client = await added(backend)
    await series(backend, client.id, NOON, rule="FREQ=WEEKLY;COUNT=4")
    async with activities(client, backend) as pilot:
        await press(pilot, "down", "l", "tab", "right", "f2")
    states = [one.state for one in await all_of(backend, client)]
    assert states == [SessionState.PLANNED] + [SessionState.CANCELLED] * 3


async def test_a_session_entered_in_error_leaves_the_list(backend: Backend) -> None:
    client = await added(backend)
    await past(backend, client)
    async with activities(client, backend) as pilot:
        await press(pilot, "o", "end", "enter")
        await until(pilot, lambda: "No session yet" in painted(pilot))


async def test_what_a_session_is_can_be_changed(backend: Backend) -> None:
    client = await added(backend)
    service = await offered(backend, "Talk", price=KRONUR)
    one = await scheduled(
        backend, client.id, NOON, service_id=service.id, details=SessionDetails(remark="Keys")
    )
    async with activities(client, backend) as pilot:
        await press(pilot, "o", "down", "down", "enter")
        dialog = pilot.app.screen
        assert isinstance(dialog, RecordDialog)
        dialog.fields.field("interaction").put("on_site")
        dialog.fields.field("place").put("Room 7")
        await press(pilot, "f2")
    changed = await now_of(backend, one)
    assert changed.details == SessionDetails(place="Room 7", remark="Keys")
    assert (changed.fee, changed.starts_at) == (KRONUR, one.starts_at)
