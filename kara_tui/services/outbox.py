"""Handlers of the operations on outgoing mail."""

from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.outbox import MessageState, OutboxMessage
from kara_tui.operations.outbox import (
    ClaimDueMessages,
    ListOutbox,
    Outcome,
    RecordDelivery,
    RetryMessage,
    WithdrawMessage,
)
from kara_tui.services.handling import handles


@handles(ListOutbox)
def list_outbox(op: ListOutbox, unit: UnitOfWork) -> tuple[OutboxMessage, ...]:
    return unit.outbox.newest(op.client_id, min(max(1, op.limit), 1000))


@handles(WithdrawMessage)
def withdraw_message(op: WithdrawMessage, unit: UnitOfWork) -> OutboxMessage:
    message = unit.outbox.get(op.message_id, version=op.version)
    return unit.outbox.save(message.withdrawn())


@handles(RetryMessage)
def retry_message(op: RetryMessage, unit: UnitOfWork) -> OutboxMessage:
    message = unit.outbox.get(op.message_id, version=op.version)
    return unit.outbox.save(message.retried(unit.now))


@handles(ClaimDueMessages)
def claim_due_messages(op: ClaimDueMessages, unit: UnitOfWork) -> tuple[OutboxMessage, ...]:
    due = unit.outbox.due(unit.now, min(max(1, op.limit), 100))
    return tuple(unit.outbox.save(message.claimed(unit.now)) for message in due)


@handles(RecordDelivery)
def record_delivery(op: RecordDelivery, unit: UnitOfWork) -> OutboxMessage:
    message = unit.outbox.get(op.message_id, version=op.version)
    if message.state is not MessageState.SENDING:
        raise NotAllowedNow("Nobody has taken this message for sending.")
    if op.outcome is Outcome.DELIVERED:
        return unit.outbox.save(message.delivered(unit.now))
    permanent = op.outcome is Outcome.REFUSED
    return unit.outbox.save(message.refused(unit.now, op.problem, permanent=permanent))
