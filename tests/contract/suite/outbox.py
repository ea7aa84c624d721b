"""The outbox: mail waits, is taken by one sender at a time, tried again, given up, called back."""

from datetime import timedelta

import pytest

from kara_tui.domain.errors import Conflict, NotAllowedNow, NotFound
from kara_tui.domain.history import Role
from kara_tui.domain.ids import MessageId, uuid7
from kara_tui.domain.outbox import HOLD, MOST_ATTEMPTS, RECLAIM_AFTER, MessageState, OutboxMessage
from kara_tui.operations.clients import GetOverview
from kara_tui.operations.outbox import (
    ClaimDueMessages,
    ListOutbox,
    Outcome,
    RecordDelivery,
    RetryMessage,
    WithdrawMessage,
)
from tests.support.people import invited
from tests.support.practice import Practice


async def _claimed(practice: Practice) -> OutboxMessage:
    practice.clock.forward(HOLD)
    (mail,) = await practice.backend(ClaimDueMessages())
    return mail


async def _said(
    practice: Practice, mail: OutboxMessage, outcome: Outcome, problem: str = ""
) -> OutboxMessage:
    return await practice.backend(
        RecordDelivery(message_id=mail.id, version=mail.version, outcome=outcome, problem=problem)
    )


class OutboxContract:
    """What becomes of a mail."""

    async def test_no_mail_is_due_before_its_hold_is_over(self, practice: Practice) -> None:
        await invited(practice.backend)
        practice.clock.forward(HOLD - timedelta(microseconds=1))
        assert await practice.backend(ClaimDueMessages()) == ()
        practice.clock.forward(timedelta(microseconds=1))
        (mail,) = await practice.backend(ClaimDueMessages())
        assert (mail.state, mail.attempts) == (MessageState.SENDING, 1)

    async def test_a_mail_that_somebody_sends_is_not_sent_by_another(
        self, practice: Practice
    ) -> None:
        await invited(practice.backend)
        practice.clock.forward(HOLD)
        one, other = practice.workstation(Role.SYSTEM), practice.workstation()
        assert len(await one(ClaimDueMessages())) == 1
        assert await other(ClaimDueMessages()) == ()

    async def test_a_sender_that_fell_silent_is_relieved_after_ten_minutes(
        self, practice: Practice
    ) -> None:
        await invited(practice.backend)
        first = await _claimed(practice)
        practice.clock.forward(RECLAIM_AFTER - timedelta(microseconds=1))
        assert await practice.backend(ClaimDueMessages()) == ()
        practice.clock.forward(timedelta(microseconds=1))
        (second,) = await practice.backend(ClaimDueMessages())
        assert (second.id, second.attempts) == (first.id, 2)
        with pytest.raises(Conflict):
            await _said(practice, first, Outcome.DELIVERED)
        assert (await _said(practice, second, Outcome.DELIVERED)).state is MessageState.SENT

    async def test_a_delivered_mail_says_when_and_never_leaves_again(
        self, practice: Practice
    ) -> None:
        await invited(practice.backend)
        sent = await _said(practice, await _claimed(practice), Outcome.DELIVERED)
        assert (sent.state, sent.sent_at) == (MessageState.SENT, practice.clock.now)
        practice.clock.forward(timedelta(days=400))
        assert await practice.backend(ClaimDueMessages()) == ()
        for wish in (
            WithdrawMessage(message_id=sent.id, version=sent.version),
            RetryMessage(message_id=sent.id, version=sent.version),
        ):
            with pytest.raises(NotAllowedNow):
                await practice.backend(wish)

    async def test_a_mail_is_tried_again_later_each_time_and_then_given_up(
        self, practice: Practice
    ) -> None:
        await invited(practice.backend)
        practice.clock.forward(HOLD)
        waits = []
        for attempt in range(1, MOST_ATTEMPTS + 1):
            (mail,) = await practice.backend(ClaimDueMessages())
            assert mail.attempts == attempt
            failed = await _said(practice, mail, Outcome.TRY_AGAIN, "No route to the mail server.")
            assert failed.problem == "No route to the mail server."
            wait = failed.not_before - practice.clock.now
            waits.append(wait)
            practice.clock.forward(wait - timedelta(microseconds=1))
            assert await practice.backend(ClaimDueMessages()) == ()
            practice.clock.forward(timedelta(microseconds=1))
        assert failed.state is MessageState.FAILED
        assert waits == sorted(set(waits))
        assert (await practice.backend(GetOverview())).undelivered == 1
        assert await practice.backend(ClaimDueMessages()) == ()

    async def test_a_mail_that_the_server_refuses_is_given_up_at_once(
        self, practice: Practice
    ) -> None:
        await invited(practice.backend)
        failed = await _said(
            practice, await _claimed(practice), Outcome.REFUSED, "There is no such mailbox."
        )
        assert failed.state is MessageState.FAILED
        (listed,) = await practice.backend(ListOutbox())
        assert listed.problem == "There is no such mailbox."

    async def test_a_failed_mail_is_sent_again_when_asked(self, practice: Practice) -> None:
        await invited(practice.backend)
        failed = await _said(practice, await _claimed(practice), Outcome.REFUSED, "No.")
        again = await practice.backend(RetryMessage(message_id=failed.id, version=failed.version))
        assert (again.state, again.attempts, again.problem) == (MessageState.WAITING, 0, "")
        assert len(await practice.backend(ClaimDueMessages())) == 1

    async def test_a_mail_can_be_called_back_until_it_leaves(self, practice: Practice) -> None:
        await invited(practice.backend)
        (mail,) = await practice.backend(ListOutbox())
        gone = await practice.backend(WithdrawMessage(message_id=mail.id, version=mail.version))
        assert gone.state is MessageState.WITHDRAWN
        practice.clock.forward(timedelta(days=1))
        assert await practice.backend(ClaimDueMessages()) == ()
        with pytest.raises(NotAllowedNow):
            await practice.backend(RetryMessage(message_id=gone.id, version=gone.version))

    async def test_a_mail_on_its_way_cannot_be_called_back(self, practice: Practice) -> None:
        await invited(practice.backend)
        mail = await _claimed(practice)
        with pytest.raises(NotAllowedNow, match="has left"):
            await practice.backend(WithdrawMessage(message_id=mail.id, version=mail.version))

    async def test_an_outcome_is_written_down_for_a_mail_that_was_taken_only(
        self, practice: Practice
    ) -> None:
        await invited(practice.backend)
        (mail,) = await practice.backend(ListOutbox())
        with pytest.raises(NotAllowedNow):
            await _said(practice, mail, Outcome.DELIVERED)

    async def test_a_change_of_a_mail_that_changed_meanwhile_is_refused(
        self, practice: Practice
    ) -> None:
        await invited(practice.backend)
        (seen,) = await practice.backend(ListOutbox())
        taken = await _claimed(practice)
        with pytest.raises(Conflict) as refusal:
            await practice.backend(WithdrawMessage(message_id=seen.id, version=seen.version))
        assert refusal.value.theirs == taken

    async def test_unsent_mail_stands_first_then_the_newest(self, practice: Practice) -> None:
        for name in ("First", "Second", "Third"):
            await invited(practice.backend, name)
            practice.clock.forward(timedelta(seconds=1))
        practice.clock.forward(HOLD)
        third, _, first = await practice.backend(ListOutbox())
        due = {mail.id: mail for mail in await practice.backend(ClaimDueMessages())}
        await _said(practice, due[third.id], Outcome.DELIVERED)
        listed = await practice.backend(ListOutbox())
        assert [mail.id for mail in listed][1:] == [first.id, third.id]
        assert len(await practice.backend(ListOutbox(limit=2))) == 2

    async def test_due_mail_is_taken_oldest_first_and_no_more_than_asked_for(
        self, practice: Practice
    ) -> None:
        for name in ("First", "Second", "Third"):
            await invited(practice.backend, name)
            practice.clock.forward(timedelta(seconds=1))
        practice.clock.forward(HOLD)
        oldest = (await practice.backend(ListOutbox()))[-1]
        (taken,) = await practice.backend(ClaimDueMessages(limit=1))
        assert taken.id == oldest.id
        assert len(await practice.backend(ClaimDueMessages())) == 2

    async def test_nobody_finds_a_mail_that_was_never_written(self, practice: Practice) -> None:
        nowhere = MessageId(uuid7())
        with pytest.raises(NotFound):
            await practice.backend(WithdrawMessage(message_id=nowhere, version=1))
