"""Erasing what a record told, wherever the store keeps it."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text, update
from sqlalchemy.engine import Connection

from kara_tui.db.client_rows import client_to_row, search_columns
from kara_tui.db.record_tables import ATTACHMENTS, kept_records, note_words, record_revisions
from kara_tui.db.tables import client_identities, client_revisions, clients, drafts, outbox
from kara_tui.domain.client import Client
from kara_tui.domain.ids import ProfessionalId

_FORGET_OLD_WORDS = (
    "INSERT INTO clients_fts(clients_fts) VALUES ('optimize')",
    "INSERT INTO note_words_fts(note_words_fts) VALUES ('optimize')",
)
"""Until its parts are joined, an index of words keeps the words of rows that are gone."""


class Shredder:
    """Takes the content of records away, inside one transaction.

    The store deletes securely (`secure_delete`), so freed places in its file hold zeros.
    """

    def __init__(self, connection: Connection, professional_id: ProfessionalId) -> None:
        self._connection = connection
        self._owner = professional_id
        self.files: list[UUID] = []
        """Sealed files whose keys were shredded; to be deleted once that is saved."""

    def shred(self, tombstone: Client) -> None:
        """Put a tombstone in place of a record, and delete all that belonged to it."""
        number = self._connection.execute(
            select(clients.c.row).where(self._of(clients), clients.c.id == tombstone.id)
        ).scalar_one()
        mine = client_identities.c.client_row == number
        self._delete(client_identities, mine)
        self._delete(client_revisions, client_revisions.c.id == tombstone.id)
        self._delete(record_revisions, record_revisions.c.client_id == tombstone.id)
        mine = ATTACHMENTS.table.c.client_id == tombstone.id
        named = select(ATTACHMENTS.table.c.id).where(self._of(ATTACHMENTS.table), mine)
        self.files += self._connection.execute(named).scalars()
        for kept in kept_records().values():
            if kept.is_of_client:
                self._delete(kept.table, kept.table.c.client_id == tombstone.id)
        self._delete(note_words, note_words.c.client_id == tombstone.id)
        self._delete(outbox, outbox.c.client_id == tombstone.id)
        self._delete(drafts, drafts.c.key.contains(str(tombstone.id)))
        row = client_to_row(tombstone, self._owner) | search_columns(tombstone.details)
        self._connection.execute(
            update(clients)
            .where(self._of(clients), clients.c.row == number)
            .values(row | {"mail_rank": None})
        )

    def forget_old_words(self) -> None:
        """Take the words of what was shredded out of the indexes of words."""
        if self._connection.dialect.name == "sqlite":
            for forget in _FORGET_OLD_WORDS:
                self._connection.execute(text(forget))

    def _delete(self, table: Any, condition: Any) -> None:
        self._connection.execute(delete(table).where(self._of(table), condition))

    def _of(self, table: Any) -> Any:
        return table.c.professional_id == self._owner
