"""Inviting somebody: the form, the mail it shows, and what is never lost."""

import asyncio

import pytest
from textual.events import Paste
from textual.widgets import Button

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client, Stage
from kara_tui.domain.drafts import INVITE_FORM, Draft, DraftContent
from kara_tui.operations.clients import ListClients
from kara_tui.operations.drafts import FindDrafts, SaveDraft
from kara_tui.operations.invites import InviteClient
from kara_tui.operations.outbox import ListOutbox
from kara_tui.screens.desk import Desk
from kara_tui.screens.invite import InviteScreen
from tests.support.clock import FixedClock
from tests.support.hostile import HOSTILE
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted, said, settled
from tests.support.one_screen import shown as shown_screen
from tests.support.people import added
from tests.support.trouble import Failing


@pytest.fixture
def screen(backend: Backend, clock: FixedClock) -> InviteScreen:
    return InviteScreen(Desk(backend=backend, clock=clock))


async def drafts(backend: Backend) -> list[dict[str, str]]:
    found: tuple[Draft, ...] = await backend(FindDrafts(form=INVITE_FORM))
    return [one.content.typed for one in found if isinstance(one.content, DraftContent)]


def note(screen: InviteScreen, name: str) -> str:
    return screen.field(name).note


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_name_address_and_f2_send_an_invite(
    screen: InviteScreen, backend: Backend, size: tuple[int, int]
) -> None:
    async with shown_screen(screen, backend, size) as pilot:
        await pilot.press(*"Embla", "enter", *"embla@mail.example", "f2")
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        [client] = app.results
        assert isinstance(client, Client)
        assert client.stage is Stage.INVITED
        assert "Invite written: Embla" in painted(pilot)
    [mail] = await backend(ListOutbox())
    assert (mail.to.name, mail.to.email) == ("Embla", "embla@mail.example")
    assert await drafts(backend) == []


async def test_enter_on_the_button_sends_as_well(screen: InviteScreen, backend: Backend) -> None:
    async with shown_screen(screen, backend) as pilot:
        screen.field("name").put("Embla")
        screen.field("contact_email").put("embla@mail.example")
        screen.query_one("#send", Button).focus()
        await pilot.press("enter")
        await settled(pilot)
    page = await backend(ListClients(stages=(Stage.INVITED,)))
    assert page.total == 1


async def test_the_mail_is_shown_as_it_is_typed(screen: InviteScreen, backend: Backend) -> None:
    async with shown_screen(screen, backend, WIDE) as pilot:
        screen.field("name").put("Embla")
        screen.field("personal_line").put("It was good to meet you.")
        await settled(pilot)
        mail = said(pilot, ".mail")
        assert "Hello Embla," in mail
        assert "It was good to meet you.\n\nDr Anna Jónsdóttir invites you" in mail


async def test_the_mail_that_leaves_is_the_one_that_was_shown(
    screen: InviteScreen, backend: Backend
) -> None:
    async with shown_screen(screen, backend) as pilot:
        screen.field("name").put("Embla")
        screen.field("contact_email").put("embla@mail.example")
        screen.field("personal_line").put("Two\nlines.")
        await settled(pilot)
        body = said(pilot, ".mail").partition("\n\n")[2]
        await pilot.press("f2")
        await settled(pilot)
    [mail] = await backend(ListOutbox())
    shown_before, _, shown_after = body.partition("(made when you send)")
    assert mail.body.startswith(shown_before)
    assert mail.body.rstrip().endswith(shown_after.rstrip())


async def test_a_wrong_address_is_told_beside_it_while_it_is_typed(
    screen: InviteScreen, backend: Backend
) -> None:
    async with shown_screen(screen, backend) as pilot:
        await pilot.press("tab", *"embla@")
        await settled(pilot)
        assert "not an e-mail address" in note(screen, "contact_email")
        assert "needed" not in note(screen, "name")
        await pilot.press(*"mail.example")
        await settled(pilot)
        assert "not an e-mail address" not in note(screen, "contact_email")


async def test_an_empty_form_is_not_sent_and_says_why(
    screen: InviteScreen, backend: Backend
) -> None:
    async with shown_screen(screen, backend) as pilot:
        await pilot.press("f2")
        await settled(pilot)
        assert "Name is needed" in note(screen, "name")
        assert "needs an address" in note(screen, "contact_email")
        assert screen.field("name").control.has_focus
        assert "Not sent yet" in said(pilot, ".told")
    assert await backend(ListOutbox()) == ()


async def test_who_is_known_already_is_named(screen: InviteScreen, backend: Backend) -> None:
    await added(backend, "Áslaug Þórðardóttir", contact_email="aslaug@mail.example")
    async with shown_screen(screen, backend) as pilot:
        screen.field("name").put("Aslaug")
        screen.field("contact_email").put("ASLAUG@mail.example")
        await settled(pilot)
        assert "Áslaug Þórðardóttir is known to you already" in said(pilot, ".alike")
        screen.field("contact_email").put("other@mail.example")
        screen.field("name").put("Áslaug Þórðardóttir")
        await settled(pilot)
        assert "Somebody called Áslaug Þórðardóttir" in said(pilot, ".alike")
        screen.field("name").put("Nobody Else")
        await settled(pilot)
        assert not screen.query_one(".alike").display


async def test_esc_on_an_untouched_form_leaves_at_once(
    screen: InviteScreen, backend: Backend
) -> None:
    async with shown_screen(screen, backend) as pilot:
        await pilot.press("escape")
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, OneScreenApp)
        assert app.results == [None]
    assert await drafts(backend) == []


async def test_what_was_typed_is_there_again_next_time(
    screen: InviteScreen, backend: Backend
) -> None:
    async with shown_screen(screen, backend) as pilot:
        await pilot.press(*"Embla", "escape")
        await settled(pilot)
    assert await drafts(backend) == [{"name": "Embla"}]
    again = InviteScreen(screen.desk)
    async with shown_screen(again, backend) as pilot:
        assert again.typed()["name"] == "Embla"
        assert "what you typed 12:00, just now" in said(pilot, ".told")


async def test_what_is_typed_is_kept_without_any_further_key(
    screen: InviteScreen, backend: Backend
) -> None:
    async with shown_screen(screen, backend) as pilot:
        await pilot.press(*"Em")
        async with asyncio.timeout(10):
            while await drafts(backend) != [{"name": "Em"}]:
                await pilot.pause(0.02)


async def test_a_failed_send_loses_nothing_and_can_be_tried_again(
    backend: Backend, clock: FixedClock
) -> None:
    failing = Failing(backend, InviteClient)
    screen = InviteScreen(Desk(backend=failing, clock=clock))
    async with shown_screen(screen, backend) as pilot:
        screen.field("name").put("Embla")
        screen.field("contact_email").put("embla@mail.example")
        await pilot.press("f2")
        await settled(pilot)
        assert "Not sent: The disk is full." in said(pilot, ".told")
        assert screen.typed()["name"] == "Embla"
        failing.fails = False
        await pilot.press("f2")
        await settled(pilot)
    intents = {one.intent for one in failing.asked if isinstance(one, InviteClient)}
    assert len(intents) == 1
    mails = await backend(ListOutbox())
    assert len(mails) == 1


async def test_esc_asks_once_more_when_the_text_cannot_be_kept(
    backend: Backend, clock: FixedClock
) -> None:
    screen = InviteScreen(Desk(backend=Failing(backend, SaveDraft), clock=clock))
    async with shown_screen(screen, backend) as pilot:
        await pilot.press(*"Embla", "escape")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert "Press esc again" in said(pilot, ".told")
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is not screen


async def test_sending_twice_invites_once(screen: InviteScreen, backend: Backend) -> None:
    async with shown_screen(screen, backend) as pilot:
        screen.field("name").put("Embla")
        screen.field("contact_email").put("embla@mail.example")
        screen.action_send()
        screen.action_send()
        await settled(pilot)
    mails = await backend(ListOutbox())
    assert len(mails) == 1


async def test_no_typed_text_is_obeyed(screen: InviteScreen, backend: Backend) -> None:
    names = ("name", "contact_email", "personal_line")
    async with shown_screen(screen, backend) as pilot:
        for place, text in enumerate([*HOSTILE.values(), "x" * 10_000_000]):
            field = screen.field(names[place % len(names)])
            field.put("")
            field.control.focus()
            await pilot.pause()
            pilot.app.post_message(Paste(text))
            await pilot.pause()
        await pilot.press("f2")
        await settled(pilot)
        assert pilot.app.screen is screen
