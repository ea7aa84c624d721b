"""The record of changes: written in the transaction of the change itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from kara_tui.db.chain import Chain
from kara_tui.db.tables import changes, clients
from kara_tui.domain.client import Stage
from kara_tui.domain.history import Actor, Change, Entity, Kind, Move, Role
from kara_tui.domain.ids import ClientId, IntentId

_LATELY = 100
"""So many events are looked at for one that was noted before."""


class Journal:
    """What one operation changes, and what was changed before."""

    def __init__(
        self,
        connection: Connection,
        actor: Actor,
        at: datetime,
        operation: str = "",
        intent: IntentId | None = None,
    ) -> None:
        self._connection = connection
        self._actor = actor
        self._at = at
        self._operation = operation
        self._intent = intent
        self.chain = Chain(connection, actor.professional_id)
        self.undoes: IntentId | None = None
        """The intent that this operation takes back."""

    def note(
        self,
        entity: Entity,
        changed: Iterable[tuple[UUID, int, tuple[str, ...]]],
        about: ClientId | None = None,
    ) -> None:
        """Append one change per record: its id, its new version, the fields concerned.

        Args:
            entity: What kind of record they are.
            changed: The records.
            about: Whose profile they stand on, when they are not clients themselves.
        """
        shared = self._shared(entity, Kind.CHANGE) | {"about": about}
        self.chain.append(
            [
                shared | {"entity_id": entity_id, "version": version, "fields": " ".join(fields)}
                for entity_id, version, fields in changed
            ]
        )

    def note_access(self, client_id: ClientId, version: int, parts: tuple[str, ...]) -> None:
        """Append that somebody saw parts of a client's record in some version."""
        shared = self._shared(Entity.CLIENT, Kind.ACCESS)
        seen = {"entity_id": client_id, "version": version, "fields": " ".join(parts)}
        self.chain.append([shared | seen])

    def note_copy(self, parts: tuple[str, ...]) -> None:
        """Append that a copy of many records was made, or brought in."""
        self._note_practice(Kind.ACCESS, parts)

    def note_event(self, told: tuple[str, ...]) -> None:
        """Append what happened to the practice as a whole."""
        self._note_practice(Kind.EVENT, told)

    def _note_practice(self, kind: Kind, told: tuple[str, ...]) -> None:
        shared = self._shared(Entity.PRACTICE, kind)
        owner = self._actor.professional_id
        row = {"entity_id": owner, "version": 0, "fields": " ".join(told)}
        self.chain.append([shared | row])

    def events(self, before: int, limit: int) -> tuple[Change, ...]:
        """Return what happened to the practice as a whole, and its copies, the newest first."""
        question = select(changes).where(self._own(), self._of_practice())
        if before:
            question = question.where(changes.c.seq < before)
        rows = self._connection.execute(question.order_by(changes.c.seq.desc()).limit(limit))
        return tuple(change_from_row(row) for row in rows)

    def happened_here(self, told: tuple[str, ...], since: datetime) -> bool:
        """Tell whether an event was noted from the actor's place since some moment."""
        return any(
            one.kind is Kind.EVENT
            and (one.fields, one.place) == (told, self._actor.place)
            # Not what a clock that was wrong has dated into the future.
            and since <= one.at <= self._at
            for one in self.events(0, _LATELY)
        )

    def accesses(self, client_id: ClientId, before: int, limit: int) -> tuple[Change, ...]:
        """Return who changed, saw or copied a record, the newest first.

        What stands on the client's profile belongs to it, and copies of the whole practice hold it.
        """
        ids = [client_id, self._actor.professional_id]
        first = select(func.min(changes.c.seq)).where(self._own(), changes.c.entity_id == client_id)
        question = select(changes).where(
            self._own(),
            or_(changes.c.entity_id.in_(ids), changes.c.about == client_id),
            changes.c.kind != Kind.EVENT.value,
            changes.c.seq >= first.scalar_subquery(),
        )
        if before:
            question = question.where(changes.c.seq < before)
        rows = self._connection.execute(question.order_by(changes.c.seq.desc()).limit(limit))
        return tuple(change_from_row(row) for row in rows)

    def of_versions(self, record_id: UUID, versions: Iterable[int]) -> dict[int, Change]:
        """Return the change that made each version of a record."""
        rows = self._connection.execute(
            select(changes).where(
                self._own(),
                self._changed(),
                changes.c.entity_id == record_id,
                changes.c.version.in_(list(versions)),
            )
        )
        return {row.version: change_from_row(row) for row in rows}

    def after(self, seq: int, entity_id: UUID | None, limit: int) -> tuple[Change, ...]:
        """Return changes with a higher number, oldest first."""
        question = select(changes).where(self._own(), self._changed(), changes.c.seq > seq)
        if entity_id is not None:
            question = question.where(changes.c.entity_id == entity_id)
        rows = self._connection.execute(question.order_by(changes.c.seq).limit(limit))
        return tuple(change_from_row(row) for row in rows)

    def of_intent(self, intent: IntentId) -> tuple[Change, ...]:
        """Return what one operation changed, in order."""
        rows = self._connection.execute(
            select(changes).where(self._own(), changes.c.intent == intent).order_by(changes.c.seq)
        )
        return tuple(change_from_row(row) for row in rows)

    def is_undone(self, intent: IntentId) -> bool:
        """Tell whether an operation was taken back already."""
        row = self._connection.execute(
            select(changes.c.seq).where(self._own(), changes.c.undoes == intent).limit(1)
        )
        return row.first() is not None

    def stands_after(self, change: Change) -> bool:
        """Tell whether the same record has a later change that nobody took back."""
        row = self._connection.execute(
            select(changes.c.seq)
            .where(
                self._own(),
                changes.c.entity_id == change.entity_id,
                changes.c.seq > change.seq,
                changes.c.intent != change.intent,
                changes.c.undoes.is_(None),
                self._changed(),
                changes.c.intent.not_in(self._undone()),
            )
            .limit(1)
        )
        return row.first() is not None

    def moves(self, operations: Iterable[str], limit: int) -> tuple[Move, ...]:
        """Return the newest of these operations that nobody has taken back."""
        first = func.min(changes.c.seq)
        newest = (
            select(first)
            .where(
                self._own(),
                changes.c.operation.in_(list(operations)),
                changes.c.entity != Entity.MESSAGE.value,
                changes.c.intent.not_in(self._undone()),
                changes.c.entity_id.not_in(self._erased()),
                or_(changes.c.about.is_(None), changes.c.about.not_in(self._erased())),
            )
            .group_by(changes.c.intent)
            .order_by(first.desc())
            .limit(limit)
        )
        rows = self._connection.execute(
            select(changes).where(changes.c.seq.in_(newest)).order_by(changes.c.seq.desc())
        )
        return tuple(move_of(change_from_row(row)) for row in rows)

    def _undone(self) -> Any:
        return select(changes.c.undoes).where(self._own(), changes.c.undoes.is_not(None))

    def _erased(self) -> Any:
        return select(clients.c.id).where(
            clients.c.professional_id == self._actor.professional_id,
            clients.c.stage == Stage.ERASED.value,
        )

    def _shared(self, entity: Entity, kind: Kind) -> dict[str, Any]:
        return {
            "professional_id": self._actor.professional_id,
            "intent": self._intent,
            "at": self._at,
            "role": self._actor.role.value,
            "place": self._actor.place,
            "operation": self._operation,
            "kind": kind.value,
            "entity": entity.value,
            "undoes": self.undoes,
            "about": None,
        }

    def _changed(self) -> Any:
        return changes.c.kind == Kind.CHANGE.value

    def _of_practice(self) -> Any:
        return changes.c.entity_id == self._actor.professional_id

    def _own(self) -> Any:
        return changes.c.professional_id == self._actor.professional_id


def change_from_row(row: Any) -> Change:
    """Return the entry of history that a row holds."""
    return Change(
        seq=row.seq,
        intent=row.intent,
        at=row.at,
        role=Role(row.role),
        operation=row.operation,
        entity=Entity(row.entity),
        entity_id=row.entity_id,
        version=row.version,
        fields=tuple(row.fields.split()),
        place=row.place,
        kind=Kind(row.kind),
        about=row.about,
    )


def move_of(first: Change) -> Move:
    """Return the operation that began with a change."""
    return Move(
        intent=first.intent,
        operation=first.operation,
        at=first.at,
        client_id=first.client_id,
    )
