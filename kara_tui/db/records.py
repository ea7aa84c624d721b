"""Records of one kind in the database: read one, save one; earlier versions are kept."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from kara_tui.db.journal import Journal
from kara_tui.db.note_words import learn_words
from kara_tui.db.record_tables import Kept, record_revisions
from kara_tui.domain.errors import Conflict, NotFound
from kara_tui.domain.ids import ClientId, ProfessionalId
from kara_tui.domain.record import ClientRecord, Record

R = TypeVar("R", bound=Record)


class Records(Generic[R]):
    """The records of one kind of one professional, inside one transaction."""

    def __init__(
        self,
        kept: Kept[R],
        connection: Connection,
        professional_id: ProfessionalId,
        journal: Journal,
    ) -> None:
        self._kept = kept
        self._table = kept.table
        self._connection = connection
        self._owner = professional_id
        self._journal = journal

    def get(self, record_id: UUID, version: int | None = None) -> R:
        """Return a record.

        Args:
            record_id: Which one.
            version: What the asker saw; None when any version will do.

        Raises:
            NotFound: When the professional has no such record.
            Conflict: When it has another version by now.
        """
        found = self.find(self._table.c.id == record_id)
        if not found:
            raise NotFound(f"There is no such {self._kept.entity.label}.")
        record = found[0]
        if version is not None and record.version != version:
            raise Conflict(record)
        return record

    def find(
        self, *conditions: Any, order: Iterable[Any] = (), offset: int = 0, limit: int | None = None
    ) -> tuple[R, ...]:
        """Return the records that meet conditions on the table's columns."""
        question = select(self._table).where(self._own(), *conditions).order_by(*order)
        if limit is not None:
            question = question.limit(limit).offset(offset)
        return tuple(self._kept.columns.from_row(row) for row in self._connection.execute(question))

    def of_client(self, client_id: ClientId) -> tuple[R, ...]:
        """Return the records of one client in the order in which they were made."""
        c = self._table.c
        return self.find(c.client_id == client_id, order=(c.created_at, c.id))

    def window(self, after: UUID | None, limit: int) -> tuple[R, ...]:
        """Return records in the order of their ids, those behind one of them."""
        c = self._table.c
        behind = () if after is None else (c.id > after,)
        return self.find(*behind, order=(c.id,), limit=limit)

    def add(self, record: R) -> R:
        """Add a record and return it as it was saved."""
        saved = replace(record, version=1)
        self.put(saved)
        self._note(saved, ())
        return saved

    def put(self, record: R) -> None:
        """Put a record as it is, without a word in history."""
        self._connection.execute(
            insert(self._table).values(
                professional_id=self._owner, **self._kept.columns.to_row(record)
            )
        )
        learn_words(self._connection, self._owner, record)

    def save(self, record: R, changed: tuple[str, ...] = ()) -> R:
        """Save a changed record over the version that it was read at.

        Raises:
            Conflict: When it was changed meanwhile.
            NotFound: When the professional has no such record.
        """
        before = self.get(record.id, version=record.version)
        self.put_revision(before)
        saved = replace(record, version=record.version + 1)
        c = self._table.c
        result = self._connection.execute(
            update(self._table)
            .where(self._own(), c.id == record.id, c.version == record.version)
            .values(self._kept.columns.to_row(saved))
        )
        if result.rowcount != 1:
            raise Conflict(self.get(record.id))
        learn_words(self._connection, self._owner, saved)
        self._note(saved, changed or ("details",))
        return saved

    def put_revision(self, past: R) -> None:
        """Keep a record as it stood in an earlier version."""
        self._connection.execute(
            insert(record_revisions).values(
                professional_id=self._owner,
                entity=self._kept.entity.value,
                id=past.id,
                version=past.version,
                client_id=client_of(past),
                content=msgspec.json.encode(past),
            )
        )

    def revision(self, record_id: UUID, version: int) -> R:
        """Return a record as it stood in an earlier version.

        Raises:
            NotFound: When that version was never kept.
        """
        found = self._revisions(record_id, record_revisions.c.version == version)
        if not found:
            raise NotFound("That version was not kept.")
        return found[0]

    def revisions(self, record_id: UUID) -> tuple[R, ...]:
        """Return all earlier versions of a record, the newest first."""
        return self._revisions(record_id)

    def _revisions(self, record_id: UUID, *conditions: Any) -> tuple[R, ...]:
        past = record_revisions.c
        rows = self._connection.execute(
            select(past.content)
            .where(past.professional_id == self._owner, past.id == record_id, *conditions)
            .order_by(past.version.desc())
        )
        return tuple(msgspec.json.decode(row.content, type=self._kept.kind) for row in rows)

    def _note(self, saved: R, changed: tuple[str, ...]) -> None:
        self._journal.note(
            self._kept.entity, [(saved.id, saved.version, changed)], about=client_of(saved)
        )

    def _own(self) -> Any:
        return self._table.c.professional_id == self._owner


def client_of(record: Record) -> ClientId | None:
    """Return whose record it is; None for one that belongs to no client."""
    return record.client_id if isinstance(record, ClientRecord) else None
