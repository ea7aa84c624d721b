"""Invites: written, sent again, called back, run out."""

from datetime import timedelta

import pytest

from kara_tui.domain.client import Stage
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.history import Role
from kara_tui.domain.outbox import HOLD, MessageState
from kara_tui.operations.clients import GetClient, GetOverview, ListClients
from kara_tui.operations.invites import (
    ExpireInvites,
    InviteClient,
    ResendInvite,
    WithdrawInvite,
)
from kara_tui.operations.outbox import ClaimDueMessages, ListOutbox, Outcome, RecordDelivery
from tests.support.people import PROFESSIONAL_NAME, addressee, details, invited
from tests.support.practice import Practice


async def _deliver(practice: Practice) -> None:
    practice.clock.forward(HOLD)
    for mail in await practice.backend(ClaimDueMessages()):
        await practice.backend(
            RecordDelivery(message_id=mail.id, version=mail.version, outcome=Outcome.DELIVERED)
        )


class InviteContract:
    """What becomes of an invite."""

    async def test_an_invite_stands_under_invites_and_its_mail_waits_three_minutes(
        self, practice: Practice
    ) -> None:
        invite = await practice.backend(
            InviteClient(
                details=details("Sóley"),
                addressee=addressee("Sóley", "soley@MAIL.example"),
                personal_line="As we said on the phone.",
            )
        )
        assert invite.stage is Stage.INVITED
        assert invite.invitation is not None
        assert invite.invitation.expires_at == practice.clock.now + timedelta(days=30)
        (mail,) = await practice.backend(ListOutbox(client_id=invite.id))
        assert mail.not_before == practice.clock.now + timedelta(minutes=3)
        assert mail.to == addressee("Sóley", "soley@mail.example")
        assert "As we said on the phone." in mail.body
        assert mail.subject == f"{PROFESSIONAL_NAME} invites you to set up your account"
        (row,) = (await practice.backend(ListClients(stages=(Stage.INVITED,)))).rows
        assert row.invite_last_sent_at == practice.clock.now
        assert row.invite_expires_at == invite.invitation.expires_at
        assert row.delivery is not None
        assert row.delivery.state is MessageState.WAITING

    @pytest.mark.parametrize(
        ("name", "email"),
        [("", "a@mail.example"), ("Anna", ""), ("Anna", "anna"), ("Anna", "a@b@mail.example")],
    )
    async def test_an_invite_that_cannot_arrive_is_refused_and_leaves_no_trace(
        self, practice: Practice, name: str, email: str
    ) -> None:
        with pytest.raises(Invalid):
            await practice.backend(
                InviteClient(details=details("Anna"), addressee=addressee(name, email))
            )
        assert (await practice.backend(GetOverview())).invited == 0
        assert await practice.backend(ListOutbox()) == ()

    async def test_an_invite_whose_mail_still_waits_is_not_sent_twice(
        self, practice: Practice
    ) -> None:
        invite = await invited(practice.backend)
        with pytest.raises(NotAllowedNow, match="has not left yet"):
            await practice.backend(
                ResendInvite(client_id=invite.id, version=1, addressee=addressee())
            )

    async def test_an_invite_that_was_sent_again_holds_another_thirty_days(
        self, practice: Practice
    ) -> None:
        invite = await invited(practice.backend)
        await _deliver(practice)
        at = practice.clock.forward(timedelta(days=20))
        again = await practice.backend(
            ResendInvite(client_id=invite.id, version=1, addressee=addressee())
        )
        assert again.invitation is not None
        assert again.invitation.times_sent == 2
        assert again.invitation.last_sent_at == at
        assert again.invitation.expires_at == at + timedelta(days=30)
        assert len(await practice.backend(ListOutbox(client_id=invite.id))) == 2

    async def test_the_row_tells_how_the_newest_mail_fares(self, practice: Practice) -> None:
        invite = await invited(practice.backend)
        await _deliver(practice)
        await practice.backend(ResendInvite(client_id=invite.id, version=1, addressee=addressee()))
        (row,) = (await practice.backend(ListClients(stages=(Stage.INVITED,)))).rows
        assert row.delivery is not None
        assert row.delivery.state is MessageState.WAITING

    async def test_withdrawing_an_invite_calls_its_mail_back(self, practice: Practice) -> None:
        invite = await invited(practice.backend)
        gone = await practice.backend(WithdrawInvite(client_id=invite.id, version=1))
        assert gone.stage is Stage.WITHDRAWN
        (mail,) = await practice.backend(ListOutbox())
        assert mail.state is MessageState.WITHDRAWN
        practice.clock.forward(timedelta(days=1))
        assert await practice.backend(ClaimDueMessages()) == ()

    async def test_an_invite_can_be_withdrawn_after_its_mail_has_left(
        self, practice: Practice
    ) -> None:
        invite = await invited(practice.backend)
        await _deliver(practice)
        gone = await practice.backend(WithdrawInvite(client_id=invite.id, version=1))
        assert gone.stage is Stage.WITHDRAWN
        (mail,) = await practice.backend(ListOutbox())
        assert mail.state is MessageState.SENT
        with pytest.raises(NotAllowedNow):
            await practice.backend(WithdrawInvite(client_id=invite.id, version=2))

    async def test_invites_run_out_after_thirty_days_and_not_before(
        self, practice: Practice
    ) -> None:
        old = await invited(practice.backend, "Old")
        practice.clock.forward(timedelta(days=29))
        young = await invited(practice.backend, "Young")
        practice.clock.forward(timedelta(days=1) - timedelta(microseconds=1))
        system = practice.workstation(Role.SYSTEM)
        assert await system(ExpireInvites()) == 0
        practice.clock.forward(timedelta(microseconds=1))
        assert await system(ExpireInvites()) == 1
        assert (await practice.backend(GetClient(client_id=old.id))).stage is Stage.EXPIRED
        assert (await practice.backend(GetClient(client_id=young.id))).stage is Stage.INVITED
        assert await system(ExpireInvites()) == 0

    async def test_the_mail_of_an_invite_that_ran_out_no_longer_leaves(
        self, practice: Practice
    ) -> None:
        await invited(practice.backend)
        practice.clock.forward(timedelta(days=30))
        await practice.backend(ExpireInvites())
        assert await practice.backend(ClaimDueMessages()) == ()

    async def test_an_invite_that_ran_out_can_be_sent_again(self, practice: Practice) -> None:
        invite = await invited(practice.backend)
        await _deliver(practice)
        practice.clock.forward(timedelta(days=31))
        await practice.backend(ExpireInvites())
        again = await practice.backend(
            ResendInvite(client_id=invite.id, version=2, addressee=addressee())
        )
        assert again.stage is Stage.INVITED

    async def test_each_invite_has_a_code_of_its_own_in_its_mail(self, practice: Practice) -> None:
        bodies = set()
        for _ in range(5):
            invite = await invited(practice.backend)
            (mail,) = await practice.backend(ListOutbox(client_id=invite.id))
            bodies.add(mail.body)
        assert len(bodies) == 5
