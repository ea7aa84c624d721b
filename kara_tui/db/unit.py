"""A unit of work: one transaction, one professional, one moment."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

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
from kara_tui.domain.history import Actor, Entity
from kara_tui.domain.record import Record

if TYPE_CHECKING:
    from kara_tui.db.agenda import WaitingList
    from kara_tui.db.calendars import Calendars
    from kara_tui.db.measure_responses import MeasureResponses
    from kara_tui.db.notes import Notes
    from kara_tui.db.payments import MoneyBook
    from kara_tui.db.record_tables import Kept
    from kara_tui.db.records import Records
    from kara_tui.db.sessions import Sessions
    from kara_tui.db.time_blocks import TimeBlocks
    from kara_tui.db.whole import WholePractice

R = TypeVar("R", bound=Record)


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

    @property
    def kinds(self) -> Collection[Entity]:
        """The kinds of record that a profile holds beside the client's own."""
        from kara_tui.db.record_tables import kept_records

        return kept_records().keys()

    def records(self, entity: Entity) -> "Records[Record]":
        """Return the records of one kind, by its name in history."""
        from kara_tui.db.record_tables import kept_records

        return self.of(kept_records()[entity])

    def of(self, kept: "Kept[R]") -> "Records[R]":
        """Return the records of one kind, such as `unit.of(NOTES)`."""
        from kara_tui.db.records import Records

        return Records(kept, self._connection, self.actor.professional_id, self.journal)

    @property
    def notes(self) -> "Notes":
        """The notes, as lists and searches show them."""
        from kara_tui.db.notes import Notes

        return Notes(self._connection, self.actor.professional_id)

    @property
    def measure_responses(self) -> "MeasureResponses":
        """The answers to measures."""
        from kara_tui.db.measure_responses import MeasureResponses
        from kara_tui.db.record_tables import MEASURE_RESPONSES

        owner = self.actor.professional_id
        return MeasureResponses(MEASURE_RESPONSES, self._connection, owner, self.journal)

    @property
    def money(self) -> "MoneyBook":
        """Charges, payments and credits."""
        from kara_tui.db.payments import MoneyBook

        return MoneyBook(self._connection, self.actor.professional_id, self.journal)

    @property
    def sessions(self) -> "Sessions":
        """The sessions of all clients."""
        from kara_tui.db.record_tables import SESSIONS
        from kara_tui.db.sessions import Sessions

        owner = self.actor.professional_id
        return Sessions(SESSIONS, self._connection, owner, self.journal)

    @property
    def blocks(self) -> "TimeBlocks":
        """The blocked times."""
        from kara_tui.db.record_tables import TIME_BLOCKS
        from kara_tui.db.time_blocks import TimeBlocks

        owner = self.actor.professional_id
        return TimeBlocks(TIME_BLOCKS, self._connection, owner, self.journal)

    @property
    def waiting(self) -> "WaitingList":
        """What waits for the professional."""
        from kara_tui.db.agenda import WaitingList

        return WaitingList(self._connection, self.actor.professional_id)

    @property
    def calendars(self) -> "Calendars":
        """Sessions and blocks as calendar files hold them."""
        from kara_tui.db.calendars import Calendars

        owner = self.actor.professional_id
        return Calendars(self._connection, owner, self.sessions, self.blocks)

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
