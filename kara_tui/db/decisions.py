"""Decisions about whole records in the database. They are added and never changed."""

from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from kara_tui.db.codec import decode, encode
from kara_tui.db.tables import client_decisions
from kara_tui.domain.decisions import Decision, DecisionKind, Outcome
from kara_tui.domain.details import Remark
from kara_tui.domain.history import Role
from kara_tui.domain.ids import ClientId, ProfessionalId


class Decisions:
    """The decisions of one professional, inside one transaction."""

    def __init__(self, connection: Connection, professional_id: ProfessionalId) -> None:
        self._connection = connection
        self._owner = professional_id

    def add(self, decision: Decision) -> Decision:
        """Write a decision down."""
        reason = decision.reason
        self._connection.execute(
            insert(client_decisions).values(
                professional_id=self._owner,
                client_id=decision.client_id,
                at=decision.at,
                role=decision.role.value,
                kind=decision.kind.value,
                outcome=decision.outcome.value,
                reason=None if reason is None else encode(reason),
            )
        )
        return decision

    def of(self, client_id: ClientId) -> tuple[Decision, ...]:
        """Return the decisions about one client, the newest first."""
        rows = self._connection.execute(
            select(client_decisions)
            .where(
                client_decisions.c.professional_id == self._owner,
                client_decisions.c.client_id == client_id,
            )
            .order_by(client_decisions.c.seq.desc())
        )
        return tuple(decision_from_row(row) for row in rows)


def decision_from_row(row: Any) -> Decision:
    """Return the decision that a row holds."""
    return Decision(
        client_id=ClientId(row.client_id),
        at=row.at,
        role=Role(row.role),
        kind=DecisionKind(row.kind),
        outcome=Outcome(row.outcome),
        reason=None if row.reason is None else decode(row.reason, Remark),
    )
