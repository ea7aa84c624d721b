"""A mail's own rules: how it waits, is tried, given up, tried again and called back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import ClientId, MessageId, uuid7
from kara_tui.domain.outbox import (
    HOLD,
    MOST_ATTEMPTS,
    RECLAIM_AFTER,
    Addressee,
    MessageState,
    OutboxMessage,
)

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def _mail(state: MessageState = MessageState.WAITING, attempts: int = 0) -> OutboxMessage:
    return OutboxMessage(
        id=MessageId(uuid7()),
        client_id=ClientId(uuid7()),
        kind="invite",
        to=Addressee(name="Anna", email="anna@mail.example"),
        subject="s",
        body="b",
        state=state,
        attempts=attempts,
        created_at=AT,
        not_before=AT + HOLD,
    )


@pytest.mark.parametrize("state", MessageState)
def test_a_mail_is_called_back_until_it_may_have_left(state: MessageState) -> None:
    if state in {MessageState.SENDING, MessageState.SENT}:
        with pytest.raises(NotAllowedNow):
            _mail(state).withdrawn()
        return
    assert _mail(state).withdrawn().state is MessageState.WITHDRAWN


@pytest.mark.parametrize("state", MessageState)
def test_only_a_failed_mail_is_sent_again(state: MessageState) -> None:
    if state is not MessageState.FAILED:
        with pytest.raises(NotAllowedNow):
            _mail(state).retried(AT)
        return
    again = _mail(state, attempts=8).retried(AT)
    assert (again.state, again.attempts, again.not_before) == (MessageState.WAITING, 0, AT)


def test_a_claimed_mail_is_the_senders_for_ten_minutes() -> None:
    claimed = _mail().claimed(AT)
    assert (claimed.state, claimed.attempts) == (MessageState.SENDING, 1)
    assert claimed.not_before == AT + RECLAIM_AFTER == AT + timedelta(minutes=10)


@given(st.integers(1, 20))
def test_waits_double_and_end(attempts: int) -> None:
    refused = _mail(MessageState.SENDING, attempts).refused(AT, "Busy.", permanent=False)
    assert refused.problem == "Busy."
    if attempts >= MOST_ATTEMPTS:
        assert refused.state is MessageState.FAILED
        return
    sooner = _mail(MessageState.SENDING, attempts - 1).refused(AT, "Busy.", permanent=False)
    assert refused.state is MessageState.WAITING
    assert refused.not_before - AT == 2 * (sooner.not_before - AT)


def test_a_permanent_refusal_ends_it_and_a_delivery_clears_the_problem() -> None:
    refused = _mail(MessageState.SENDING, 1).refused(AT, "No such mailbox.", permanent=True)
    assert refused.state is MessageState.FAILED
    delivered = refused.delivered(AT)
    assert (delivered.state, delivered.problem, delivered.sent_at) == (MessageState.SENT, "", AT)
