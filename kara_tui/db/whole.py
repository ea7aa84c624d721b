"""A whole practice read from one store and put into another, inside one transaction each."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from kara_tui.db.client_rows import client_from_row, client_to_row
from kara_tui.db.codec import decode_columns, encode
from kara_tui.db.decisions import decision_from_row
from kara_tui.db.journal import change_from_row
from kara_tui.db.tables import (
    changes,
    client_decisions,
    client_revisions,
    clients,
    import_layouts,
    outbox,
    professionals,
)
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.audit import SHARED
from kara_tui.domain.chain_walk import ChainHead
from kara_tui.domain.client import Client
from kara_tui.domain.decisions import Decision
from kara_tui.domain.history import Change, Entity, Kind
from kara_tui.domain.importing import ImportLayout
from kara_tui.domain.practice_file import KeptChange, KeptClient, PracticeHeading

WINDOW = 500


class WholePractice:
    """Everything of one professional, in the order in which it came."""

    def __init__(self, connection: Connection, unit: UnitOfWork) -> None:
        self._connection = connection
        self._unit = unit
        self._owner = unit.actor.professional_id

    def heading(self) -> PracticeHeading:
        """Return whose practice this is."""
        return PracticeHeading(
            professional_id=self._owner,
            professional=self._unit.professional_name(),
            written_at=self._unit.now,
            head=self._unit.journal.chain.head() or ChainHead(),
        )

    def clients(self) -> Iterator[KeptClient]:
        """Yield every record with its earlier versions."""
        last = 0
        question = select(clients).where(self._own(clients)).order_by(clients.c.row).limit(WINDOW)
        while rows := self._connection.execute(question.where(clients.c.row > last)).all():
            last = rows[-1].row
            past = self._versions([row.id for row in rows])
            for row in rows:
                yield KeptClient(client=client_from_row(row), versions=past.get(row.id, ()))

    def history(self) -> Iterator[KeptChange]:
        """Yield every row of history, reads as well."""
        last = 0
        while rows := self._unit.journal.chain.window(last, WINDOW):
            last = rows[-1]["seq"]
            for row in rows:
                yield KeptChange(
                    change=change_from_row(_Named(row)),
                    undoes=row["undoes"],
                    number=row["number"],
                    hash=row["hash"],
                )

    def decisions(self) -> Iterator[Decision]:
        """Yield the decisions about whole records."""
        question = select(client_decisions).where(self._own(client_decisions))
        for row in self._connection.execute(question.order_by(client_decisions.c.seq)):
            yield decision_from_row(row)

    def layouts(self) -> Iterator[ImportLayout]:
        """Yield the column layouts of imports."""
        question = select(import_layouts).where(self._own(import_layouts))
        for row in self._connection.execute(question.order_by(import_layouts.c.signature)):
            yield ImportLayout(signature=row.signature, columns=decode_columns(row.columns))

    def is_empty(self) -> bool:
        """Tell whether nobody has worked with this store; to open it is no work."""
        worked = changes.c.kind != Kind.EVENT.value
        tables = (clients, outbox, client_decisions)
        return not (self._any(changes, worked) or any(self._any(table) for table in tables))

    def put_clients(self, kept: Sequence[KeptClient]) -> None:
        """Put records with their versions as they are."""
        self._unit.clients.put_many([one.client for one in kept])
        rows = [client_to_row(past, self._owner) for one in kept for past in one.versions]
        if rows:
            self._connection.execute(insert(client_revisions), rows)

    def put_history(self, kept: Iterable[KeptChange]) -> None:
        """Append rows of history; they are chained anew, for this is another store."""
        for _, rows in groupby(map(self._row, kept), key=_shared):
            self._unit.journal.chain.append(list(rows))

    def put_layout(self, layout: ImportLayout) -> None:
        """Put a column layout as it is."""
        self._connection.execute(
            insert(import_layouts).values(
                professional_id=self._owner,
                signature=layout.signature,
                columns=encode(layout.columns),
            )
        )

    def name_professional(self, name: str) -> None:
        """Give the practice the name of its professional."""
        mine = professionals.c.id == self._owner
        self._connection.execute(update(professionals).where(mine).values(name=name))

    def _versions(self, ids: Sequence[Any]) -> dict[Any, tuple[Client, ...]]:
        past = client_revisions.c
        rows = self._connection.execute(
            select(client_revisions)
            .where(past.professional_id == self._owner, past.id.in_(ids))
            .order_by(past.id, past.version)
        )
        grouped = groupby(rows, key=lambda row: row.id)
        return {one: tuple(map(client_from_row, versions)) for one, versions in grouped}

    def _row(self, kept: KeptChange) -> dict[str, Any]:
        change: Change = kept.change
        of_practice = change.entity is Entity.PRACTICE
        return {
            "professional_id": self._owner,
            "intent": change.intent,
            "at": change.at,
            "role": change.role.value,
            "place": change.place,
            "operation": change.operation,
            "kind": change.kind.value,
            "entity": change.entity.value,
            "undoes": kept.undoes,
            "about": change.about,
            "entity_id": self._owner if of_practice else change.entity_id,
            "version": change.version,
            "fields": " ".join(change.fields),
        }

    def _any(self, table: Any, *which: Any) -> bool:
        question = select(func.count()).select_from(
            select(table.c.professional_id).where(self._own(table), *which).limit(1).subquery()
        )
        return bool(self._connection.execute(question).scalar_one())

    def _own(self, table: Any) -> Any:
        return table.c.professional_id == self._owner


class _Named:
    """A row whose columns are read as attributes."""

    def __init__(self, row: Any) -> None:
        self.__dict__.update(row)


def _shared(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column] for column in SHARED)
