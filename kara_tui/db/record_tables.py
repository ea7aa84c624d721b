"""The tables of what a profile holds beside the client's own record.

One table for each kind of record; its columns follow from the record's declaration (see
`record_columns`), and a revision in `migrations/versions` follows each change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)
from sqlalchemy import Table as SqlTable

from kara_tui.db.record_columns import RecordColumns
from kara_tui.db.tables import Serial, metadata
from kara_tui.db.types import Id, Moment
from kara_tui.domain.attachment import Attachment
from kara_tui.domain.authenticator import Authenticator
from kara_tui.domain.charge import Charge
from kara_tui.domain.contact import Contact
from kara_tui.domain.credit import Credit
from kara_tui.domain.history import Entity
from kara_tui.domain.measure_response import MeasureResponse
from kara_tui.domain.note import Amendment, Note
from kara_tui.domain.payment import Payment
from kara_tui.domain.record import ClientRecord, Record
from kara_tui.domain.service import Service
from kara_tui.domain.session import Series, Session
from kara_tui.domain.working_time import TimeBlock, WorkingHours

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Kept(Generic[R]):
    """How records of one kind are kept."""

    kind: type[R]
    table: SqlTable
    columns: RecordColumns[R]

    @property
    def entity(self) -> Entity:
        """What they are called in history."""
        return self.kind.entity

    @property
    def is_of_client(self) -> bool:
        """Whether each of them belongs to a client."""
        return issubclass(self.kind, ClientRecord)


def _kept(kind: type[R], name: str, *indexed: tuple[str, ...]) -> Kept[R]:
    """Return a table with indexes over the named columns, each within one professional's rows."""
    of_client = [("client_id",)] if issubclass(kind, ClientRecord) else []
    columns = RecordColumns(kind)
    table = SqlTable(
        name,
        metadata,
        Column("professional_id", Id, nullable=False),
        *columns.columns(),
        PrimaryKeyConstraint("professional_id", "id"),
        *(
            Index(f"ix_{name}_{'_'.join(names)}", "professional_id", *names)
            for names in (*of_client, *indexed)
        ),
    )
    return Kept(kind, table, columns)


SERVICES = _kept(Service, "services")
SESSIONS = _kept(
    Session, "sessions", ("starts_at",), ("series_id",), ("client_id", "state", "starts_at")
)
SERIES = _kept(Series, "series")
WORKING_HOURS = _kept(WorkingHours, "working_hours")
TIME_BLOCKS = _kept(TimeBlock, "time_blocks", ("starts_at",))
NOTES = _kept(Note, "notes", ("session_id",), ("client_id", "about"))
# Drafts are few among many notes, and asked for every day.
Index(
    "ix_notes_unsigned",
    NOTES.table.c.professional_id,
    NOTES.table.c.about,
    sqlite_where=NOTES.table.c.signature.is_(None),
    postgresql_where=NOTES.table.c.signature.is_(None),
)
AMENDMENTS = _kept(Amendment, "amendments", ("note_id",))
MEASURE_RESPONSES = _kept(MeasureResponse, "measure_responses")
CONTACTS = _kept(Contact, "contacts")
ATTACHMENTS = _kept(Attachment, "attachments")
AUTHENTICATORS = _kept(Authenticator, "authenticators")
CHARGES = _kept(Charge, "charges", ("session_id",), ("state", "due_on"))
PAYMENTS = _kept(Payment, "payments", ("charge_id",), ("paid_at",), ("receipt",))
CREDITS = _kept(Credit, "credits")

record_revisions = SqlTable(
    "record_revisions",
    metadata,
    Column("professional_id", Id, nullable=False),
    Column("entity", Text, nullable=False),
    Column("id", Id, nullable=False),
    Column("version", Integer, nullable=False),
    Column("client_id", Id),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("professional_id", "id", "version"),
    Index("ix_record_revisions_client", "professional_id", "client_id"),
)
"""Records as they stood in earlier versions, whole."""

note_words = SqlTable(
    "note_words",
    metadata,
    Column("row", Serial, primary_key=True, autoincrement=True),
    Column("professional_id", Id, nullable=False),
    Column("note_id", Id, nullable=False),
    Column("client_id", Id, nullable=False),
    Column("about", Moment, nullable=False),
    Column("search_text", Text, nullable=False),
    UniqueConstraint("professional_id", "note_id"),
    Index("ix_note_words_about", "professional_id", "about"),
    Index("ix_note_words_client", "professional_id", "client_id", "about"),
)
"""What a search over notes reads: one row for each note that is open, its amendments included."""


_ALL: tuple[Kept[Any], ...] = (
    SERVICES,
    SESSIONS,
    SERIES,
    WORKING_HOURS,
    TIME_BLOCKS,
    NOTES,
    AMENDMENTS,
    MEASURE_RESPONSES,
    CONTACTS,
    ATTACHMENTS,
    AUTHENTICATORS,
    CHARGES,
    PAYMENTS,
    CREDITS,
)


@lru_cache(maxsize=1)
def kept_records() -> Mapping[Entity, Kept[Any]]:
    """Return how every kind of record is kept."""
    return {one.entity: one for one in _ALL}


def all_tables() -> MetaData:
    """Return the declaration of all tables, those of `tables` included."""
    return metadata
