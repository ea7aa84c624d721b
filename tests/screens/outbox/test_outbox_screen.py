"""What a professional sees of their outgoing mail, and does about it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.outbox import MessageState, OutboxMessage
from kara_tui.operations.invites import InviteClient
from kara_tui.operations.outbox import ClaimDueMessages, ListOutbox, Outcome, RecordDelivery
from kara_tui.screens.desk import Desk
from kara_tui.screens.outbox import OutboxScreen
from tests.support.clock import FixedClock
from tests.support.hostile import HOSTILE
from tests.support.one_screen import NARROW, WIDE, OneScreenApp, painted, said, settled, shown
from tests.support.people import addressee, details, invited

NO_SERVER = "No mail server is set; export the message, or set one in the settings."


@pytest.fixture
def desk(backend: Backend, clock: FixedClock) -> Desk:
    return Desk(backend=backend, clock=clock)


async def failed_invite(backend: Backend, clock: FixedClock, name: str) -> OutboxMessage:
    """Let a mail server refuse an invite."""
    await invited(backend, name)
    clock.forward(timedelta(minutes=4))
    [message] = await backend(ClaimDueMessages(limit=1))
    refused = RecordDelivery(
        message_id=message.id,
        version=message.version,
        outcome=Outcome.REFUSED,
        problem="The mail server knows nobody of that name.",
    )
    return await backend(refused)


async def states(backend: Backend) -> list[MessageState]:
    return [one.state for one in await backend(ListOutbox())]


async def test_an_empty_outbox_says_what_will_stand_there(desk: Desk, backend: Backend) -> None:
    async with shown(OutboxScreen(desk), backend) as pilot:
        assert "Invites and other messages to clients wait here" in painted(pilot)


async def test_a_new_invite_is_held_and_its_clock_runs(
    desk: Desk, backend: Backend, clock: FixedClock
) -> None:
    await invited(backend, "Sóley Ólafsdóttir")
    screen = OutboxScreen(desk)
    async with shown(screen, backend) as pilot:
        assert "in 3:00" in painted(pilot)
        assert "Invite" in painted(pilot)
        assert "Sóley" in painted(pilot)
        clock.forward(timedelta(seconds=61))
        screen.tick()
        await settled(pilot)
        assert "in 1:59" in painted(pilot)
        assert "in 3:00" not in painted(pilot)


async def test_the_text_of_the_message_is_shown_as_it_will_leave(
    desk: Desk, backend: Backend
) -> None:
    await invited(backend)
    async with shown(OutboxScreen(desk), backend, WIDE) as pilot:
        text = painted(pilot)
        assert "invites you to set up your account" in text
        assert "soley@mail.example" in text
        assert "works for 30 days" in text


async def test_without_a_mail_server_the_reason_stands_on_top(desk: Desk, backend: Backend) -> None:
    await invited(backend)
    without = replace(desk, why_not_sent=lambda: NO_SERVER)
    async with shown(OutboxScreen(without), backend, NARROW) as pilot:
        assert NO_SERVER in said(pilot, "#reason")
        assert pilot.app.screen.query_one("#reason").region.height >= 1


async def test_with_a_mail_server_there_is_no_such_line(desk: Desk, backend: Backend) -> None:
    async with shown(OutboxScreen(desk), backend) as pilot:
        assert not pilot.app.screen.query_one("#reason").display


async def test_what_failed_stands_first_marked_in_words_with_its_reason(
    desk: Desk, backend: Backend, clock: FixedClock
) -> None:
    await failed_invite(backend, clock, "Björn Ægisson")
    clock.forward(timedelta(minutes=1))
    await invited(backend, "Áslaug Þórðardóttir")
    screen = OutboxScreen(desk)
    async with shown(screen, backend, WIDE) as pilot:
        assert screen.message is not None
        assert screen.message.state is MessageState.FAILED
        assert "! not delivered" in painted(pilot)
        assert "knows nobody of that name" in painted(pilot)
        assert "1 not delivered" in said(pilot, "#title")


async def test_w_calls_a_message_back(desk: Desk, backend: Backend) -> None:
    await invited(backend)
    async with shown(OutboxScreen(desk), backend) as pilot:
        await pilot.press("w")
        await settled(pilot)
        assert await states(backend) == [MessageState.WITHDRAWN]
        assert "– withdrawn" in painted(pilot)


async def test_r_sends_a_failed_message_once_more(
    desk: Desk, backend: Backend, clock: FixedClock
) -> None:
    await failed_invite(backend, clock, "Björn Ægisson")
    async with shown(OutboxScreen(desk), backend) as pilot:
        await pilot.press("r")
        await settled(pilot)
        assert await states(backend) == [MessageState.WAITING]


async def test_r_does_nothing_to_a_message_that_waits(desk: Desk, backend: Backend) -> None:
    await invited(backend)
    async with shown(OutboxScreen(desk), backend) as pilot:
        await pilot.press("r")
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        assert app.moves == []


async def test_the_cursor_stays_on_its_message_when_others_come(
    desk: Desk, backend: Backend, clock: FixedClock
) -> None:
    for name in ("Anna", "Birna", "Dagur"):
        await invited(backend, name)
        clock.forward(timedelta(seconds=1))
    screen = OutboxScreen(desk)
    async with shown(screen, backend) as pilot:
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        await app.tell_changes()
        await pilot.press("down")
        await settled(pilot)
        chosen = screen.message
        assert chosen is not None
        await invited(backend, "Embla")
        await app.tell_changes()
        await settled(pilot)
        assert screen.table.total == 4
        assert screen.message is not None
        assert screen.message.id == chosen.id


async def test_esc_goes_back(desk: Desk, backend: Backend) -> None:
    await invited(backend)
    async with shown(OutboxScreen(desk), backend) as pilot:
        await pilot.press("enter", "escape")
        assert isinstance(pilot.app.screen, OutboxScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, OutboxScreen)


async def test_no_text_of_a_message_steers_the_terminal(
    desk: Desk, backend: Backend, clock: FixedClock
) -> None:
    for text in HOSTILE.values():
        line = text[:5000]
        name = line[:150].strip() or "x"
        await backend(
            InviteClient(details=details("x"), addressee=addressee(f"x{name}"), personal_line=line)
        )
    screen = OutboxScreen(desk)
    async with shown(screen, backend, WIDE) as pilot:
        for _ in HOSTILE:
            await pilot.press("down")
        await settled(pilot)
        assert screen.table.total == len(HOSTILE)
