"""A unit of work: one transaction, one professional, one moment."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.engine import Connection

from kara_tui.db.client_list import ClientList
from kara_tui.db.clients import Clients
from kara_tui.db.decisions import Decisions
from kara_tui.db.drafts import Drafts
from kara_tui.db.import_layouts import ImportLayouts
from kara_tui.db.journal import Journal
from kara_tui.db.outbox import Outbox
from kara_tui.db.revisions import Revisions
from kara_tui.db.shredding import Shredder
from kara_tui.db.tables import professionals
from kara_tui.domain.client import RecordClass
from kara_tui.domain.history import Actor

if TYPE_CHECKING:
    from kara_tui.db.whole import WholePractice


class UnitOfWork:
    """What a handler works with. All of it commits, or none does."""

    def __init__(
        self,
        connection: Connection,
        actor: Actor,
        now: datetime,
        journal: Journal,
        record_class: RecordClass = RecordClass.HEALTH_RECORD,
    ) -> None:
        owner = actor.professional_id
        self._connection = connection
        self.actor = actor
        self.now = now
        self.journal = journal
        self.clients = Clients(connection, owner, journal)
        self.revisions = Revisions(connection, owner)
        self.list = ClientList(connection, owner)
        self.outbox = Outbox(connection, owner, journal)
        self.drafts = Drafts(connection, owner)
        self.record_class = record_class
        """What new records are, unless somebody says otherwise."""
        self.decisions = Decisions(connection, owner)
        self.shredder = Shredder(connection, owner)
        self.layouts = ImportLayouts(connection, owner, journal)

    def whole(self) -> "WholePractice":
        """Return the whole practice, to copy it."""
        from kara_tui.db.whole import WholePractice

        return WholePractice(self._connection, self)

    def professional_name(self) -> str:
        """Return the name of the professional whose practice this is."""
        found = self._connection.execute(
            select(professionals.c.name).where(professionals.c.id == self.actor.professional_id)
        )
        return str(found.scalar() or "")
