"""Sessions and blocks as a calendar file holds them, with the moment of their last change."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from kara_tui.db.record_tables import SESSIONS, TIME_BLOCKS
from kara_tui.db.sessions import Sessions
from kara_tui.db.tables import changes
from kara_tui.db.time_blocks import TimeBlocks
from kara_tui.domain.calendar_entries import DatedBlock, DatedSession
from kara_tui.domain.history import Kind
from kara_tui.domain.ids import ClientId, ProfessionalId, SessionId
from kara_tui.domain.record import Record

_BATCH = 500


class Calendars:
    """The calendar of one professional, inside one transaction."""

    def __init__(
        self,
        connection: Connection,
        owner: ProfessionalId,
        sessions: Sessions,
        blocks: TimeBlocks,
    ) -> None:
        self._connection = connection
        self._owner = owner
        self._sessions = sessions
        self._blocks = blocks

    def sessions(
        self,
        client_id: ClientId | None,
        session_id: SessionId | None,
        since: datetime | None,
        after: UUID | None,
        limit: int,
    ) -> tuple[DatedSession, ...]:
        """Return a window of sessions in the order of their ids (see `ListCalendarSessions`)."""
        c = SESSIONS.table.c
        wanted = [c.in_error.is_(False), *_behind(c, after)]
        wanted += [c.client_id == client_id] if client_id is not None else []
        wanted += [c.id == session_id] if session_id is not None else []
        wanted += [c.ends_at > since] if since is not None else []
        found = self._sessions.find(*wanted, order=(c.id,), limit=limit)
        clients = self._sessions.details_of({one.client_id for one in found})
        changed = self._changed_at(found)
        return tuple(
            DatedSession(
                session=one,
                client=clients[one.client_id],
                changed_at=changed.get(one.id, one.created_at),
            )
            for one in found
        )

    def blocks(
        self, since: datetime | None, after: UUID | None, limit: int
    ) -> tuple[DatedBlock, ...]:
        """Return a window of blocks in the order of their ids (see `ListCalendarBlocks`)."""
        c = TIME_BLOCKS.table.c
        wanted = [c.in_error.is_(False), *_behind(c, after)]
        wanted += [or_(c.ends_at > since, c.rule != "")] if since is not None else []
        found = self._blocks.find(*wanted, order=(c.id,), limit=limit)
        changed = self._changed_at(found)
        return tuple(
            DatedBlock(block=one, changed_at=changed.get(one.id, one.created_at)) for one in found
        )

    def known(self, ids: Collection[UUID]) -> tuple[UUID, ...]:
        """Return which of some ids belong to a session or block that was not entered in error."""
        wanted, found = list(ids), set[UUID]()
        for start in range(0, len(wanted), _BATCH):
            some = wanted[start : start + _BATCH]
            for kept in (SESSIONS, TIME_BLOCKS):
                c = kept.table.c
                rows = self._connection.execute(
                    select(c.id).where(
                        c.professional_id == self._owner, c.in_error.is_(False), c.id.in_(some)
                    )
                )
                found.update(row.id for row in rows)
        return tuple(one for one in wanted if one in found)

    def _changed_at(self, records: Iterable[Record]) -> dict[UUID, datetime]:
        rows = self._connection.execute(
            select(changes.c.entity_id, func.max(changes.c.at).label("at"))
            .where(
                changes.c.professional_id == self._owner,
                changes.c.kind == Kind.CHANGE.value,
                changes.c.entity_id.in_([one.id for one in records]),
            )
            .group_by(changes.c.entity_id)
        )
        return {row.entity_id: row.at for row in rows}


def _behind(columns: Any, after: UUID | None) -> list[Any]:
    return [] if after is None else [columns.id > after]
