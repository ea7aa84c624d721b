"""What waits for a professional, asked of the database in few questions that stay small."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, Row

from kara_tui.db.codec import decode
from kara_tui.db.payment_questions import to_be_paid, with_clients
from kara_tui.db.record_tables import CHARGES, CREDITS, MEASURE_RESPONSES, SESSIONS
from kara_tui.db.tables import clients
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, ProfessionalId
from kara_tui.domain.money import Money
from kara_tui.domain.waiting import MOST_WAITING, LastAnswer, Unpaid, UnpaidEntry

_CHUNK = 200


class WaitingList:
    """What waits in one practice, inside one transaction."""

    def __init__(self, connection: Connection, professional_id: ProfessionalId) -> None:
        self._connection = connection
        self._owner = professional_id

    def unpaid(self, since: datetime, limit: int) -> Unpaid:
        """Return open charges, then sessions that were not charged; the oldest first in each.

        Args:
            since: Sessions before this moment are passed over.
            limit: How many rows are wanted; uncharged sessions are counted no further than is
                ever listed.
        """
        charged, number = self._open_charges(limit)
        uncharged = self._uncharged(since, MOST_WAITING + 1)
        counted = min(len(uncharged), MOST_WAITING)
        return Unpaid(
            rows=(*charged, *uncharged)[:limit],
            total=number + counted,
            has_more=len(uncharged) > counted,
        )

    def last_answers(self, ids: Collection[ClientId]) -> tuple[LastAnswer, ...]:
        """Return when each of some clients answered each measure last."""
        if not ids:
            return ()
        c = MEASURE_RESPONSES.table.c
        last = func.max(c.answered_at).label("last")
        rows = self._connection.execute(
            select(c.client_id, c.measure, last)
            .where(
                c.professional_id == self._owner,
                c.client_id.in_(list(ids)),
                c.in_error.is_(False),
            )
            .group_by(c.client_id, c.measure)
            .order_by(c.client_id, c.measure)
        )
        return tuple(
            LastAnswer(client_id=row.client_id, measure=row.measure, answered_at=row.last)
            for row in rows
        )

    def _open_charges(self, limit: int) -> tuple[tuple[UnpaidEntry, ...], int]:
        c = CHARGES.table.c
        owed = (
            c.professional_id == self._owner,
            c.state == ChargeState.OPEN.value,
            c.in_error.is_(False),
        )
        number = self._connection.execute(select(func.count()).where(*owed)).scalar_one()
        asked = select(
            c.id,
            c.client_id,
            c.due_on,
            c.amount_minor.label("minor"),
            c.amount_currency.label("currency"),
            clients.c.details.label("person"),
        )
        rows = self._connection.execute(
            with_clients(asked, CHARGES.table).where(*owed).order_by(c.due_on, c.id).limit(limit)
        )
        return tuple(_entry(row, due_on=row.due_on) for row in rows), int(number)

    def _uncharged(self, since: datetime, most: int) -> list[UnpaidEntry]:
        found: list[UnpaidEntry] = []
        for rows in self._to_be_charged(since):
            covered = self._covered({row.client_id for row in rows})
            found += [_entry(row, held_at=row.starts_at) for row in rows if row.id not in covered]
            if len(found) >= most:
                break
        return found[:most]

    def _to_be_charged(self, since: datetime) -> Iterator[list[Row[Any]]]:
        """Yield sessions without a charge, some at a time, those that a credit covers too."""
        s = SESSIONS.table.c
        asked = select(
            s.id,
            s.client_id,
            s.starts_at,
            s.fee_minor.label("minor"),
            s.fee_currency.label("currency"),
            clients.c.details.label("person"),
        )
        question = (
            with_clients(asked, SESSIONS.table)
            .where(s.professional_id == self._owner, s.starts_at >= since, *to_be_paid())
            .order_by(s.starts_at, s.id)
        )
        yield from map(list, self._connection.execute(question).partitions(_CHUNK))

    def _covered(self, ids: Collection[ClientId]) -> set[Any]:
        """Return the sessions of some clients that sponsors pay for."""
        c = CREDITS.table.c
        rows = self._connection.execute(
            select(CREDITS.table).where(
                c.professional_id == self._owner,
                c.client_id.in_(list(ids)),
                c.in_error.is_(False),
            )
        )
        return {one for row in rows for one in CREDITS.columns.from_row(row).used_by}


def _entry(row: Row[Any], **when: Any) -> UnpaidEntry:
    return UnpaidEntry(
        id=row.id,
        client_id=row.client_id,
        client=decode(row.person, ClientDetails),
        amount=Money(minor=row.minor, currency=row.currency),
        **when,
    )
