"""The Invites tab: send again, withdraw, and what each invite's state permits."""

from datetime import timedelta

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client, Stage
from kara_tui.domain.history import Role
from kara_tui.operations.clients import GetClient
from kara_tui.operations.invites import ExpireInvites, InviteClient, WithdrawInvite
from kara_tui.operations.outbox import ClaimDueMessages, ListOutbox, Outcome, RecordDelivery
from tests.screens.home.workstation import opened
from tests.support.one_screen import NARROW, NORMAL, WIDE
from tests.support.people import addressee, details, invited
from tests.support.practice import LocalPractice

ADDRESS = "soley@mail.example"


async def sent_invite(practice: LocalPractice, outcome: Outcome) -> Client:
    """Invite somebody, and let the courier come when the mail is due."""
    invite = InviteClient(
        details=details("Sóley Ólafsdóttir", contact_email=ADDRESS), addressee=addressee()
    )
    client = await practice.backend(invite)
    practice.clock.forward(timedelta(minutes=5))
    courier = practice.workstation(Role.SYSTEM)
    [mail] = await courier(ClaimDueMessages())
    await courier(RecordDelivery(message_id=mail.id, version=mail.version, outcome=outcome))
    return client


async def test_an_invite_is_sent_again_and_holds_another_thirty_days(
    practice: LocalPractice,
) -> None:
    client = await sent_invite(practice, Outcome.DELIVERED)
    practice.clock.forward(timedelta(days=20))
    async with opened(practice.backend, practice.clock) as work:
        await work.press("3")
        assert "in 10 days" in work.screen_text()
        await work.press("e")
        await work.until(lambda: bool(work.toasts))
        assert work.toasts == ["Invite written again: Sóley Ólafsdóttir · u undoes"]
        await work.until(lambda: "in 30 days" in work.screen_text())
        [newest, _] = await practice.backend(ListOutbox())
        assert newest.to.email == ADDRESS
        await work.press("u")
        await work.until(lambda: "Taken back: Invite written again" in work.toasts)
    after = await practice.backend(GetClient(client_id=client.id))
    assert after.invitation == client.invitation


async def test_an_invite_whose_mail_still_waits_is_not_sent_twice(backend: Backend) -> None:
    await backend(
        InviteClient(details=details("Sóley", contact_email=ADDRESS), addressee=addressee())
    )
    async with opened(backend) as work:
        await work.press("3", "e")
        await work.until(lambda: bool(work.toasts))
        assert "mail has not left yet" in work.toasts[0]
    assert len(await backend(ListOutbox())) == 1


async def test_an_invite_is_withdrawn_and_taken_back(backend: Backend) -> None:
    client = await invited(backend)
    async with opened(backend) as work:
        await work.press("3", "w")
        await work.until(lambda: work.toasts == ["Invite withdrawn: Sóley Ólafsdóttir · u undoes"])
        await work.until(lambda: work.pane.table.total == 0)
        await work.press("u")
        await work.until(lambda: work.pane.row is not None)
    again = await backend(GetClient(client_id=client.id))
    assert again.stage is Stage.INVITED
    [mail] = await backend(ListOutbox())
    assert not mail.state.has_left


async def test_the_keys_are_dim_where_there_is_nothing_to_do(practice: LocalPractice) -> None:
    backend = practice.backend
    async with opened(backend, practice.clock) as work:
        await work.press("3")
        for key in ("lists.resend", "lists.withdraw"):
            assert work.shows(key)
            assert not work.can(key)
        await work.press("e", "w")
        assert work.toasts == []
        client = await invited(backend)
        await work.until(lambda: work.pane.row is not None)
        assert work.can("lists.resend")
        assert work.can("lists.withdraw")
        await backend(WithdrawInvite(client_id=client.id, version=client.version))
        await work.until(lambda: work.pane.table.total == 0)
        await work.press("x")
        assert "withdrawn" in work.screen_text()
        assert not work.can("lists.resend")
        assert not work.can("lists.withdraw")


async def test_an_expired_invite_can_be_sent_again_but_not_withdrawn(
    practice: LocalPractice,
) -> None:
    await sent_invite(practice, Outcome.DELIVERED)
    practice.clock.forward(timedelta(days=31))
    await practice.backend(ExpireInvites())
    async with opened(practice.backend, practice.clock) as work:
        await work.press("3")
        assert work.pane.table.total == 0
        await work.press("x")
        assert work.can("lists.resend")
        assert not work.can("lists.withdraw")
        await work.press("e")
        await work.until(lambda: bool(work.toasts))
        await work.press("x")
        await work.until(lambda: work.pane.row is not None)
        assert work.row.stage is Stage.INVITED


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_a_mail_that_failed_is_seen_on_its_row_and_in_the_bell(
    practice: LocalPractice, size: tuple[int, int]
) -> None:
    await sent_invite(practice, Outcome.REFUSED)
    async with opened(practice.backend, practice.clock, size) as work:
        await work.press("3")
        assert "! not delivered" in work.screen_text()
        assert "! 1" in work.tabs
