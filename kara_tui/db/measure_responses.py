"""Questions about answers to measures that go beyond reading a client's records."""

from collections.abc import Collection

from sqlalchemy import func, select

from kara_tui.db.record_tables import MEASURE_RESPONSES
from kara_tui.db.records import Records
from kara_tui.domain.ids import ClientId
from kara_tui.domain.measure_response import MeasureResponse, MeasureUse


class MeasureResponses(Records[MeasureResponse]):
    """The answers of one practice, inside one transaction."""

    def given(self, client_id: ClientId, measure: str = "") -> tuple[MeasureResponse, ...]:
        """Return a client's answers, oldest first; those entered in error are left out."""
        c = self._table.c
        to_measure = (c.measure == measure,) if measure else ()
        return self.find(
            c.client_id == client_id,
            c.in_error.is_(False),
            *to_measure,
            order=(c.answered_at, c.id),
        )

    def used(self, client_id: ClientId) -> tuple[MeasureUse, ...]:
        """Return which measures a client has answered, the latest first."""
        c = self._table.c
        last = func.max(c.answered_at).label("last")
        rows = self._connection.execute(
            select(c.measure, func.count().label("answers"), last)
            .where(self._own(), c.client_id == client_id, c.in_error.is_(False))
            .group_by(c.measure)
            .order_by(last.desc(), c.measure)
        )
        return tuple(
            MeasureUse(measure=row.measure, count=row.answers, last_answered_at=row.last)
            for row in rows
        )

    def recent(
        self, client_ids: Collection[ClientId], measure: str, limit: int
    ) -> tuple[MeasureResponse, ...]:
        """Return the newest answers of each client to one measure, oldest first."""
        c = self._table.c
        place = func.row_number().over(
            partition_by=c.client_id, order_by=(c.answered_at.desc(), c.id.desc())
        )
        ranked = (
            select(self._table, place.label("place"))
            .where(
                self._own(),
                c.client_id.in_(client_ids),
                c.measure == measure,
                c.in_error.is_(False),
            )
            .subquery()
        )
        rows = self._connection.execute(
            select(ranked)
            .where(ranked.c.place <= limit)
            .order_by(ranked.c.client_id, ranked.c.answered_at, ranked.c.id)
        )
        return tuple(MEASURE_RESPONSES.columns.from_row(row) for row in rows)
