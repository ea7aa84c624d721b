"""Earlier versions of records in the database: each is kept whole, and never changed."""

from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from kara_tui.db.client_rows import client_from_row
from kara_tui.db.tables import RECORD_COLUMNS, client_revisions, clients
from kara_tui.domain.client import Client
from kara_tui.domain.errors import NotFound
from kara_tui.domain.ids import ClientId, ProfessionalId


class Revisions:
    """What the records of one professional said earlier, inside one transaction."""

    def __init__(self, connection: Connection, professional_id: ProfessionalId) -> None:
        self._connection = connection
        self._owner = professional_id

    def get(self, client_id: ClientId, version: int) -> Client:
        """Return a client's record as it stood in an earlier version.

        Raises:
            NotFound: When that version was never kept.
        """
        past = self._of(client_id).where(client_revisions.c.version == version)
        row = self._connection.execute(past).one_or_none()
        if row is None:
            raise NotFound("That version of the record was not kept.")
        return client_from_row(row)

    def below(self, client_id: ClientId, version: int, limit: int) -> list[Client]:
        """Return the versions before one, the newest first."""
        past = self._of(client_id).where(client_revisions.c.version < version)
        newest_first = past.order_by(client_revisions.c.version.desc()).limit(limit)
        return [client_from_row(row) for row in self._connection.execute(newest_first)]

    def keep(self, client_id: ClientId) -> None:
        """Keep a record as it stands now, before it is changed."""
        record = [clients.c[name] for name in RECORD_COLUMNS]
        present = select(*record).where(
            clients.c.professional_id == self._owner, clients.c.id == client_id
        )
        self._connection.execute(
            insert(client_revisions).from_select(list(RECORD_COLUMNS), present)
        )

    def _of(self, client_id: ClientId) -> Any:
        return select(client_revisions).where(
            client_revisions.c.professional_id == self._owner, client_revisions.c.id == client_id
        )
