"""Clients in the database: read one, save one, add many; counts and identities kept in step."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from kara_tui.db.client_counts import ClientCounts, Place, place_of
from kara_tui.db.client_rows import client_from_row, client_to_row, search_columns
from kara_tui.db.codec import decode
from kara_tui.db.journal import Journal
from kara_tui.db.revisions import Revisions
from kara_tui.db.shredding import Shredder
from kara_tui.db.tables import client_identities, clients
from kara_tui.domain.client import Client, Stage
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.errors import Conflict, NotFound
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId, ProfessionalId
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.matching import identities
from kara_tui.domain.private import Private

_BATCH = 500
_NO_CLIENT = "There is no such client."


class Clients:
    """The clients of one professional, inside one transaction."""

    def __init__(
        self, connection: Connection, professional_id: ProfessionalId, journal: Journal
    ) -> None:
        self._connection = connection
        self._owner = professional_id
        self._journal = journal
        self._revisions = Revisions(connection, professional_id)
        self._counts = ClientCounts(connection, professional_id)

    def get(self, client_id: ClientId, version: int | None = None) -> Client:
        """Return a client.

        Args:
            client_id: Whose record.
            version: What the asker saw; None when any version will do.

        Raises:
            NotFound: When the professional has no such client.
            Conflict: When the record has another version by now.
        """
        return self._read(client_id, version)[0]

    def add(self, client: Client) -> Client:
        """Add a client and return the saved record."""
        return self.add_many([client])[0]

    def add_many(self, news: Sequence[Client]) -> list[Client]:
        """Add many clients at once and return the saved records."""
        saved = [replace(one, version=1) for one in news]
        self.put_many(saved)
        self._journal.note(Entity.CLIENT, ((one.id, 1, ()) for one in saved))
        return saved

    def put_many(self, saved: Sequence[Client]) -> None:
        """Put records as they are, without a word in history."""
        places: Counter[Place] = Counter()
        for start in range(0, len(saved), _BATCH):
            places.update(self._insert(saved[start : start + _BATCH]))
        self._counts.change(places)

    def save(self, client: Client, changed: tuple[str, ...] = ()) -> Client:
        """Save a changed client over the version that it was read at.

        Raises:
            Conflict: When the record was changed meanwhile.
            NotFound: When the professional has no such client.
        """
        before, left = self._read(client.id, client.version)
        self._revisions.keep(client.id)
        saved = replace(client, version=client.version + 1)
        row = client_to_row(saved, self._owner) | search_columns(saved.details)
        result = self._connection.execute(
            update(clients)
            .where(
                clients.c.professional_id == self._owner,
                self._is(client.id),
                clients.c.version == client.version,
            )
            .values(row)
        )
        if result.rowcount != 1:
            raise Conflict(self.get(client.id))
        self._move(left, _place_of(row))
        if before.details != saved.details:
            self._replace_identities(saved)
        self._journal.note(Entity.CLIENT, [(saved.id, saved.version, changed)])
        return saved

    def merged_into(self, client_id: ClientId) -> list[Client]:
        """Return the requests that were merged into a record."""
        rows = self._connection.execute(
            select(clients).where(
                clients.c.professional_id == self._owner, clients.c.merged_into == client_id
            )
        )
        return [client_from_row(row) for row in rows]

    def bury(self, client: Client, shredder: Shredder) -> Client:
        """Put a tombstone in place of a record whose content is shredded; keep no revision."""
        _, left = self._read(client.id, client.version)
        saved = replace(client, version=client.version + 1)
        shredder.shred(saved)
        self._move(left, self._read(saved.id)[1])
        self._journal.note(Entity.CLIENT, [(saved.id, saved.version, ("erasure",))])
        return saved

    def counts(self) -> dict[Stage, int]:
        """Return how many clients stand in each stage."""
        return self._counts.by_stage()

    def look_alikes(self, keys: Iterable[str]) -> tuple[LookAlike, ...]:
        """Return the clients who share one of the keys (see domain/matching.py)."""
        wanted = sorted(set(keys))
        found: dict[UUID, LookAlike] = {}
        for start in range(0, len(wanted), _BATCH):
            for row in self._sharing(wanted[start : start + _BATCH]):
                known = found.get(row.id)
                found[row.id] = LookAlike(
                    id=row.id,
                    version=row.version,
                    details=known.details if known else decode(row.details, ClientDetails),
                    keys=(*known.keys, row.identity) if known else (row.identity,),
                )
        return tuple(found.values())

    def invites_ended_by(self, moment: Any) -> list[Client]:
        """Return the invited clients whose invite has run out."""
        rows = self._connection.execute(
            select(clients).where(
                clients.c.professional_id == self._owner,
                clients.c.stage == Stage.INVITED.value,
                clients.c.invite_expires_at <= moment,
            )
        )
        return [client_from_row(row) for row in rows]

    def _is(self, client_id: ClientId) -> Any:
        return clients.c.id == client_id

    def _read(self, client_id: ClientId, version: int | None = None) -> tuple[Client, Place]:
        """Return a client, and where it is counted."""
        row = self._connection.execute(
            select(clients).where(clients.c.professional_id == self._owner, self._is(client_id))
        ).one_or_none()
        if row is None:
            raise NotFound(_NO_CLIENT)
        client = client_from_row(row)
        if version is not None and client.version != version:
            raise Conflict(client)
        return client, place_of(row.stage, row.sort_key)

    def _move(self, left: Place, reached: Place) -> None:
        steps = Counter([reached])
        steps.subtract([left])
        self._counts.change(steps)

    def _insert(self, saved: Sequence[Client]) -> list[Place]:
        rows = [client_to_row(one, self._owner) | search_columns(one.details) for one in saved]
        self._add_identities(
            (number, one.details) for number, one in zip(self._inserted(rows), saved, strict=True)
        )
        return [_place_of(row) for row in rows]

    def _inserted(self, rows: list[dict[str, Any]]) -> Iterable[int]:
        """Insert rows and return their numbers, in the same order."""
        if self._connection.dialect.name != "sqlite":
            return self._connection.execute(
                insert(clients).returning(clients.c.row, sort_by_parameter_order=True), rows
            ).scalars()
        # Asked for the numbers it gave, SQLite is sent one row at a time. A transaction that
        # writes is alone with the file, so the numbers can be given here.
        first = 1 + (self._connection.execute(select(func.max(clients.c.row))).scalar() or 0)
        numbers = range(first, first + len(rows))
        self._connection.execute(
            insert(clients), [row | {"row": at} for at, row in zip(numbers, rows, strict=True)]
        )
        return numbers

    def _replace_identities(self, client: Client) -> None:
        number = self._connection.execute(
            select(clients.c.row).where(
                clients.c.professional_id == self._owner, self._is(client.id)
            )
        ).scalar_one()
        self._connection.execute(
            delete(client_identities).where(
                client_identities.c.professional_id == self._owner,
                client_identities.c.client_row == number,
            )
        )
        self._add_identities([(number, client.details)])

    def _add_identities(self, pairs: Iterable[tuple[int, Private[ClientDetails]]]) -> None:
        rows = [
            {"professional_id": self._owner, "identity": identity, "client_row": number}
            for number, details in pairs
            if not isinstance(details, bytes)
            for identity in identities(details)
        ]
        if rows:
            self._connection.execute(insert(client_identities), rows)

    def _sharing(self, keys: Sequence[str]) -> Iterable[Any]:
        return self._connection.execute(
            select(clients.c.id, clients.c.version, clients.c.details, client_identities.c.identity)
            .join(client_identities, client_identities.c.client_row == clients.c.row)
            .where(
                client_identities.c.professional_id == self._owner,
                client_identities.c.identity.in_(keys),
                clients.c.professional_id == self._owner,
                clients.c.stage.not_in([Stage.ENTERED_IN_ERROR.value, Stage.MERGED.value]),
            )
        )


def _place_of(columns: dict[str, Any]) -> Place:
    return place_of(columns["stage"], columns["sort_key"])
