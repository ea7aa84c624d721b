"""Sessions in the database: windows onto one client's, and onto all clients' together."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select

from kara_tui.db.codec import decode
from kara_tui.db.records import Records
from kara_tui.db.tables import clients
from kara_tui.domain.agenda import AgendaEntry, SessionPage
from kara_tui.domain.conflicts import Obstacle
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, SeriesId
from kara_tui.domain.private import Private
from kara_tui.domain.session import AHEAD, TAKES_TIME, Session, SessionState
from kara_tui.domain.session_moves import LONGEST_SESSION
from kara_tui.domain.spans import Span

_LONGEST = timedelta(minutes=LONGEST_SESSION)
_UNDER_WAY = (SessionState.ARRIVED, SessionState.IN_PROGRESS)


class Sessions(Records[Session]):
    """The sessions of one professional, inside one transaction."""

    def page(
        self,
        client_id: ClientId,
        states: Collection[SessionState],
        now: datetime,
        offset: int,
        limit: int,
    ) -> SessionPage:
        """Return a window of a client's sessions: those ahead, the next first, then past ones.

        Args:
            client_id: Whose.
            states: Only those in one of these states; all when there are none.
            now: What time it is; a session that is under way is ahead however late it is.
            offset: Where the window begins.
            limit: How many rows it has at most.
        """
        c = self._table.c
        wanted = [c.client_id == client_id, c.in_error.is_(False)]
        if states:
            wanted.append(c.state.in_(_values(states)))
        ahead = or_(c.ends_at > now, c.state.in_(_values(_UNDER_WAY)))
        counted = self._connection.execute(
            select(func.count(), func.coalesce(func.sum(case((ahead, 1), else_=0)), 0)).where(
                self._own(), *wanted
            )
        )
        total, number_ahead = counted.one()
        order = (
            case((ahead, 0), else_=1),
            case((ahead, c.starts_at)),
            c.starts_at.desc(),
            c.id,
        )
        offset = max(0, min(offset, total - 1))
        rows = self.find(*wanted, order=order, offset=offset, limit=limit)
        return SessionPage(offset=offset, rows=rows, total=total, ahead=number_ahead)

    def between(self, span: Span) -> tuple[AgendaEntry, ...]:
        """Return all clients' sessions that lie within a span or reach into it, in their order."""
        c = self._table.c
        found = self.find(*self._within(span), order=(c.starts_at, c.id))
        names = self.details_of({one.client_id for one in found})
        return tuple(
            AgendaEntry(session=one, client=names[one.client_id])
            for one in found
            if one.client_id in names
        )

    def taking_time(self, span: Span, moved: Collection[UUID] = ()) -> tuple[Obstacle, ...]:
        """Return what else takes time within a span, leaving out sessions that are being moved."""
        c = self._table.c
        rows = self._connection.execute(
            select(c.id, c.client_id, c.starts_at, c.ends_at, c.state)
            .where(self._own(), *self._within(span), c.state.in_(_values(TAKES_TIME)))
            .order_by(c.starts_at)
        )
        return tuple(
            Obstacle(
                span=Span(starts_at=row.starts_at, ends_at=row.ends_at),
                session_id=row.id,
                client_id=row.client_id,
                is_movable=row.state == SessionState.PLANNED.value,
            )
            for row in rows
            if row.id not in moved
        )

    def of_series(self, series_id: SeriesId) -> tuple[Session, ...]:
        """Return the sessions of a series in their order."""
        c = self._table.c
        return self.find(
            c.series_id == series_id, c.in_error.is_(False), order=(c.occurrence, c.id)
        )

    def details_of(self, ids: Collection[ClientId]) -> dict[ClientId, Private[ClientDetails]]:
        """Return what is told about some clients, by their ids."""
        rows = self._connection.execute(
            select(clients.c.id, clients.c.details).where(
                clients.c.professional_id == self._owner, clients.c.id.in_(list(ids))
            )
        )
        return {row.id: decode(row.details, ClientDetails) for row in rows}

    def next_starts(self, ids: Iterable[ClientId], now: datetime) -> dict[ClientId, datetime]:
        """Return when the next session of each of many clients starts; who has none is missing.

        A session that is under way is the next one until it is over.
        """
        c = self._table.c
        coming = or_(
            and_(c.state == SessionState.PLANNED.value, c.starts_at >= now),
            c.state.in_(_values(_UNDER_WAY)),
        )
        earliest = (
            select(func.min(c.starts_at))
            .where(self._of_client(), c.state.in_(_values(AHEAD)), coming)
            .correlate(clients)
            .scalar_subquery()
        )
        return self._per_client(ids, earliest)

    def last_starts(self, ids: Iterable[ClientId]) -> dict[ClientId, datetime]:
        """Return when the last session that was done started, for each of many clients."""
        c = self._table.c
        latest = (
            select(c.starts_at)
            .where(self._of_client(), c.state == SessionState.COMPLETED.value)
            .order_by(c.starts_at.desc())
            .limit(1)
            .correlate(clients)
            .scalar_subquery()
        )
        return self._per_client(ids, latest)

    def _per_client(self, ids: Iterable[ClientId], answer: Any) -> dict[ClientId, datetime]:
        rows = self._connection.execute(
            select(clients.c.id, answer.label("at")).where(
                clients.c.professional_id == self._owner, clients.c.id.in_(list(ids))
            )
        )
        return {row.id: row.at for row in rows if row.at is not None}

    def _of_client(self) -> Any:
        c = self._table.c
        return and_(self._own(), c.client_id == clients.c.id, c.in_error.is_(False))

    def _within(self, span: Span) -> tuple[Any, ...]:
        c = self._table.c
        return (
            c.in_error.is_(False),
            c.starts_at < span.ends_at,
            # No session is longer: without this bound, all earlier ones would be looked at.
            c.starts_at > span.starts_at - _LONGEST,
            c.ends_at > span.starts_at,
        )


def _values(states: Collection[SessionState]) -> list[str]:
    return sorted(one.value for one in states)
