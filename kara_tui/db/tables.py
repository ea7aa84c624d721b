"""The tables. A revision in `migrations/versions` follows each change here.

Every row belongs to a professional. Columns named `details`, `remark` and `content` hold
private parts; the columns for order and search, `client_prefixes` and `client_identities` are made
from them where they are open, and tell nothing where they are sealed.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
)
from sqlalchemy import Table as SqlTable

from kara_tui.db.types import Id, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""The type of a number that rows are given in order."""


def _record_columns() -> list[Column[object]]:
    """Return the columns of a client's record, shared by the record and its past versions."""
    return [
        Column("professional_id", Id, nullable=False),
        Column("id", Id, nullable=False),
        Column("version", Integer, nullable=False),
        Column("stage", Text, nullable=False),
        Column("since", Moment, nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("treatment_state", Text, nullable=False),
        Column("treatment", LargeBinary, nullable=False),
        Column("account_id", Id),
        Column("login_email", Text),
        Column("login_name", Text),
        Column("invited_at", Moment),
        Column("invite_last_sent_at", Moment),
        Column("invite_expires_at", Moment),
        Column("invite_times_sent", Integer),
        Column("merged_into", Id),
        Column("record_class", Text, nullable=False, server_default="health_record"),
        Column("details", LargeBinary, nullable=False),
        Column("remark", LargeBinary),
    ]


RECORD_COLUMNS = tuple(column.name for column in _record_columns())

professionals = SqlTable(
    "professionals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
)

clients = SqlTable(
    "clients",
    metadata,
    Column("row", Serial, primary_key=True, autoincrement=True),
    *_record_columns(),
    Column("sort_key", Text, nullable=False, server_default=""),
    Column("search_text", Text, nullable=False, server_default=""),
    Column("birth_date", Date),
    Column("phone_key", Text),
    Column("email_key", Text),
    Column("reason_key", Text),
    Column("method", Text),
    Column("mail_rank", Integer),
    UniqueConstraint("professional_id", "id"),
)
# Holds what a search reads, so that a walk in the order of names touches no other page.
Index(
    "ix_clients_name",
    clients.c.professional_id,
    clients.c.stage,
    clients.c.sort_key,
    clients.c.search_text,
)
Index("ix_clients_birth_date", clients.c.professional_id, clients.c.stage, clients.c.birth_date)
Index("ix_clients_phone", clients.c.professional_id, clients.c.stage, clients.c.phone_key)
Index("ix_clients_email", clients.c.professional_id, clients.c.stage, clients.c.email_key)
Index("ix_clients_mail", clients.c.professional_id, clients.c.stage, clients.c.mail_rank)
Index("ix_clients_since", clients.c.professional_id, clients.c.stage, clients.c.since)
Index(
    "ix_clients_state",
    clients.c.professional_id,
    clients.c.stage,
    clients.c.treatment_state,
    clients.c.sort_key,
)

client_revisions = SqlTable(
    "client_revisions",
    metadata,
    *_record_columns(),
    UniqueConstraint("professional_id", "id", "version"),
)

client_counts = SqlTable(
    "client_counts",
    metadata,
    Column("professional_id", Id, primary_key=True),
    Column("stage", Text, primary_key=True),
    Column("clients", Integer, nullable=False),
)

client_prefixes = SqlTable(
    "client_prefixes",
    metadata,
    Column("professional_id", Id, primary_key=True),
    Column("stage", Text, primary_key=True),
    Column("prefix", Text, primary_key=True),
    Column("clients", Integer, nullable=False),
    sqlite_with_rowid=False,
)

client_identities = SqlTable(
    "client_identities",
    metadata,
    Column("professional_id", Id, primary_key=True),
    Column("identity", Text, primary_key=True),
    Column("client_row", BigInteger, primary_key=True),
    Index("ix_client_identities_client_row", "client_row"),
    sqlite_with_rowid=False,
)

changes = SqlTable(
    "changes",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("professional_id", Id, nullable=False),
    Column("intent", Id, nullable=False),
    Column("at", Moment, nullable=False),
    Column("role", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("entity_id", Id, nullable=False),
    Column("version", Integer, nullable=False),
    Column("fields", Text, nullable=False, server_default=""),
    Column("undoes", Id),
    Column("kind", Text, nullable=False, server_default="change"),
    Column("place", Text, nullable=False, server_default=""),
    Column("number", BigInteger, nullable=False, server_default="0"),
    Column("hash", LargeBinary, nullable=False, server_default=""),
    Column("about", Id),
    Index("ix_changes_entity", "professional_id", "entity_id"),
    Index("ix_changes_intent", "professional_id", "intent"),
    sqlite_autoincrement=True,
)

# Only what stands on a profile says whose; most rows do not, and need no place in the index.
Index(
    "ix_changes_about",
    changes.c.professional_id,
    changes.c.about,
    sqlite_where=changes.c.about.is_not(None),
    postgresql_where=changes.c.about.is_not(None),
)

chain_heads = SqlTable(
    "chain_heads",
    metadata,
    Column("professional_id", Id, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

client_decisions = SqlTable(
    "client_decisions",
    metadata,
    Column("seq", Serial, primary_key=True, autoincrement=True),
    Column("professional_id", Id, nullable=False),
    Column("client_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
    Column("role", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", LargeBinary),
    Index("ix_client_decisions_client", "professional_id", "client_id"),
    sqlite_autoincrement=True,
)

outbox = SqlTable(
    "outbox",
    metadata,
    Column("professional_id", Id, primary_key=True),
    Column("id", Id, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("client_id", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("to_name", Text, nullable=False),
    Column("to_email", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Column("sent_at", Moment),
    Index("ix_outbox_due", "professional_id", "state", "not_before"),
    Index("ix_outbox_client", "professional_id", "client_id"),
)

drafts = SqlTable(
    "drafts",
    metadata,
    Column("professional_id", Id, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("record_version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

import_layouts = SqlTable(
    "import_layouts",
    metadata,
    Column("professional_id", Id, primary_key=True),
    Column("signature", Text, primary_key=True),
    Column("columns", LargeBinary, nullable=False),
)
