"""Outgoing mail in the database."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from kara_tui.db.journal import Journal
from kara_tui.db.tables import clients, outbox
from kara_tui.domain.errors import Conflict, NotFound
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId, MessageId, ProfessionalId
from kara_tui.domain.outbox import Addressee, MessageState, OutboxMessage

_OPEN_STATES = (MessageState.WAITING.value, MessageState.SENDING.value)
_NEWEST_FIRST = (outbox.c.created_at.desc(), outbox.c.id.desc())

_URGENCY = (MessageState.FAILED, MessageState.WAITING, MessageState.SENDING, MessageState.SENT)
"""In this order a list sorts its clients by mail; what was called back counts as none."""


class Outbox:
    """The messages of one professional, inside one transaction."""

    def __init__(
        self, connection: Connection, professional_id: ProfessionalId, journal: Journal
    ) -> None:
        self._connection = connection
        self._owner = professional_id
        self._journal = journal

    def get(self, message_id: UUID, version: int | None = None) -> OutboxMessage:
        """Return a message.

        Raises:
            NotFound: When the professional has no such message.
            Conflict: When it has another version by now.
        """
        row = self._connection.execute(
            select(outbox).where(self._own(), outbox.c.id == message_id)
        ).one_or_none()
        if row is None:
            raise NotFound("There is no such message.")
        message = _message(row)
        if version is not None and message.version != version:
            raise Conflict(message)
        return message

    def add(self, message: OutboxMessage) -> OutboxMessage:
        """Put a message into the outbox."""
        saved = replace(message, version=1)
        self.put(saved)
        self._journal.note(Entity.MESSAGE, [(saved.id, 1, ())])
        return saved

    def put(self, message: OutboxMessage) -> None:
        """Put a message as it is, without a word in history."""
        self._connection.execute(insert(outbox).values(self._row(message)))
        self._rank(message.client_id)

    def save(self, message: OutboxMessage) -> OutboxMessage:
        """Save a changed message over the version that it was read at.

        Raises:
            Conflict: When it was changed meanwhile.
        """
        saved = replace(message, version=message.version + 1)
        result = self._connection.execute(
            update(outbox)
            .where(self._own(), outbox.c.id == message.id, outbox.c.version == message.version)
            .values(self._row(saved))
        )
        if result.rowcount != 1:
            raise Conflict(self.get(message.id))
        self._rank(saved.client_id)
        self._journal.note(Entity.MESSAGE, [(saved.id, saved.version, ("state",))])
        return saved

    def newest(self, client_id: ClientId | None, limit: int) -> tuple[OutboxMessage, ...]:
        """Return messages, those not yet sent first, then newest first."""
        question = select(outbox).where(self._own())
        if client_id is not None:
            question = question.where(outbox.c.client_id == client_id)
        pending = or_(outbox.c.state.in_(_OPEN_STATES), outbox.c.state == MessageState.FAILED.value)
        rows = self._connection.execute(
            question.order_by(pending.desc(), *_NEWEST_FIRST).limit(limit)
        )
        return tuple(_message(row) for row in rows)

    def due(self, moment: datetime, limit: int) -> tuple[OutboxMessage, ...]:
        """Return the messages whose time has come, oldest first.

        A message that somebody took long ago without saying what became of it is due again.
        """
        rows = self._connection.execute(
            select(outbox)
            .where(self._own(), outbox.c.state.in_(_OPEN_STATES), outbox.c.not_before <= moment)
            .order_by(outbox.c.not_before)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return tuple(_message(row) for row in rows)

    def failed(self) -> int:
        """Return how many messages failed for good."""
        counted = self._connection.execute(
            select(func.count()).where(self._own(), outbox.c.state == MessageState.FAILED.value)
        )
        return int(counted.scalar_one())

    def _rank(self, client_id: ClientId) -> None:
        """Keep at the client what lists sort by: how urgent the newest message is."""
        urgency = {state.value: rank for rank, state in enumerate(_URGENCY)}
        newest = (
            select(case(urgency, value=outbox.c.state))
            .where(self._own(), outbox.c.client_id == client_id)
            .order_by(*_NEWEST_FIRST)
            .limit(1)
        )
        self._connection.execute(
            update(clients)
            .where(clients.c.professional_id == self._owner, clients.c.id == client_id)
            .values(mail_rank=newest.scalar_subquery())
        )

    def _own(self) -> Any:
        return outbox.c.professional_id == self._owner

    def _row(self, message: OutboxMessage) -> dict[str, Any]:
        return {
            "professional_id": self._owner,
            "id": message.id,
            "version": message.version,
            "client_id": message.client_id,
            "kind": message.kind,
            "to_name": message.to.name,
            "to_email": message.to.email,
            "subject": message.subject,
            "body": message.body,
            "state": message.state.value,
            "created_at": message.created_at,
            "not_before": message.not_before,
            "attempts": message.attempts,
            "problem": message.problem,
            "sent_at": message.sent_at,
        }


def _message(row: Any) -> OutboxMessage:
    return OutboxMessage(
        id=MessageId(row.id),
        version=row.version,
        client_id=row.client_id,
        kind=row.kind,
        to=Addressee(name=row.to_name, email=row.to_email),
        subject=row.subject,
        body=row.body,
        state=MessageState(row.state),
        created_at=row.created_at,
        not_before=row.not_before,
        attempts=row.attempts,
        problem=row.problem,
        sent_at=row.sent_at,
    )
