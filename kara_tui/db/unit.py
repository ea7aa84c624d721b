"""A unit of work: one transaction, one professional, one moment."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection

from kara_tui.db.client_list import ClientList
from kara_tui.db.clients import Clients
from kara_tui.db.drafts import Drafts
from kara_tui.db.import_layouts import ImportLayouts
from kara_tui.db.journal import Journal
from kara_tui.db.outbox import Outbox
from kara_tui.db.tables import professionals
from kara_tui.domain.history import Actor


class UnitOfWork:
    """What a handler works with. All of it commits, or none does."""

    def __init__(
        self, connection: Connection, actor: Actor, now: datetime, journal: Journal
    ) -> None:
        owner = actor.professional_id
        self._connection = connection
        self.actor = actor
        self.now = now
        self.journal = journal
        self.clients = Clients(connection, owner, journal)
        self.list = ClientList(connection, owner)
        self.outbox = Outbox(connection, owner, journal)
        self.drafts = Drafts(connection, owner)
        self.layouts = ImportLayouts(connection, owner, journal)

    def professional_name(self) -> str:
        """Return the name of the professional whose practice this is."""
        found = self._connection.execute(
            select(professionals.c.name).where(professionals.c.id == self.actor.professional_id)
        )
        return str(found.scalar() or "")
