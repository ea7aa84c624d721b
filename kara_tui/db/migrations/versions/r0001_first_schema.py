"""The first schema: clients with their past versions, changes, outgoing mail, drafts."""

import sqlalchemy as sa
from alembic import op

from kara_tui.db.types import Id, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SEARCH_INDEX = """
CREATE VIRTUAL TABLE clients_fts USING fts5(
    search_text, content='clients', content_rowid='row',
    tokenize='trigram case_sensitive 1', detail='none'
)
"""
_FORGET = (
    "INSERT INTO clients_fts(clients_fts, rowid, search_text) "
    "VALUES ('delete', old.row, old.search_text)"
)
_LEARN = "INSERT INTO clients_fts(rowid, search_text) VALUES (new.row, new.search_text)"
_SEARCH_TRIGGERS = (
    f"CREATE TRIGGER clients_fts_insert AFTER INSERT ON clients BEGIN {_LEARN}; END",
    f"CREATE TRIGGER clients_fts_delete AFTER DELETE ON clients BEGIN {_FORGET}; END",
    f"CREATE TRIGGER clients_fts_update AFTER UPDATE OF search_text ON clients "
    f"WHEN old.search_text IS NOT new.search_text BEGIN {_FORGET}; {_LEARN}; END",
)

# What SQLite's planner should believe about `clients`: one professional, few stages, many names.
# Without it, a store that grows from nothing is read through the wrong index. Never ANALYZE it.
_STATISTICS = {
    "sqlite_autoindex_clients_1": "1000000 1000000 1",
    "ix_clients_name": "1000000 1000000 250000 2 1",
    "ix_clients_birth_date": "1000000 1000000 250000 20",
    "ix_clients_since": "1000000 1000000 250000 2",
    "ix_clients_state": "1000000 1000000 250000 80000 2",
}


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "changes",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("intent", Id(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), server_default="", nullable=False),
        sa.Column("undoes", Id(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_entity", "changes", ["professional_id", "entity_id"], unique=False)
    op.create_index("ix_changes_intent", "changes", ["professional_id", "intent"], unique=False)
    op.create_table(
        "client_counts",
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("professional_id", "stage", name=op.f("pk_client_counts")),
    )
    op.create_table(
        "client_identities",
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("client_row", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "professional_id", "identity", "client_row", name=op.f("pk_client_identities")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_client_identities_client_row", "client_identities", ["client_row"], unique=False
    )
    op.create_table(
        "client_revisions",
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("treatment_state", sa.Text(), nullable=False),
        sa.Column("treatment", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", Id(), nullable=True),
        sa.Column("login_email", sa.Text(), nullable=True),
        sa.Column("login_name", sa.Text(), nullable=True),
        sa.Column("invited_at", Moment(), nullable=True),
        sa.Column("invite_last_sent_at", Moment(), nullable=True),
        sa.Column("invite_expires_at", Moment(), nullable=True),
        sa.Column("invite_times_sent", sa.Integer(), nullable=True),
        sa.Column("merged_into", Id(), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint(
            "professional_id",
            "id",
            "version",
            name=op.f("uq_client_revisions_professional_id_id_version"),
        ),
    )
    op.create_table(
        "clients",
        sa.Column("row", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("treatment_state", sa.Text(), nullable=False),
        sa.Column("treatment", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", Id(), nullable=True),
        sa.Column("login_email", sa.Text(), nullable=True),
        sa.Column("login_name", sa.Text(), nullable=True),
        sa.Column("invited_at", Moment(), nullable=True),
        sa.Column("invite_last_sent_at", Moment(), nullable=True),
        sa.Column("invite_expires_at", Moment(), nullable=True),
        sa.Column("invite_times_sent", sa.Integer(), nullable=True),
        sa.Column("merged_into", Id(), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("remark", sa.LargeBinary(), nullable=True),
        sa.Column("sort_key", sa.Text(), server_default="", nullable=False),
        sa.Column("search_text", sa.Text(), server_default="", nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_clients")),
        sa.UniqueConstraint("professional_id", "id", name=op.f("uq_clients_professional_id_id")),
    )
    op.create_index(
        "ix_clients_birth_date", "clients", ["professional_id", "stage", "birth_date"], unique=False
    )
    op.create_index(
        "ix_clients_name",
        "clients",
        ["professional_id", "stage", "sort_key", "search_text"],
        unique=False,
    )
    op.create_index(
        "ix_clients_since", "clients", ["professional_id", "stage", "since"], unique=False
    )
    op.create_index(
        "ix_clients_state",
        "clients",
        ["professional_id", "stage", "treatment_state", "sort_key"],
        unique=False,
    )
    op.create_table(
        "drafts",
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("record_version", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("professional_id", "key", name=op.f("pk_drafts")),
    )
    op.create_table(
        "import_layouts",
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("columns", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("professional_id", "signature", name=op.f("pk_import_layouts")),
    )
    op.create_table(
        "outbox",
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", Id(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("to_name", sa.Text(), nullable=False),
        sa.Column("to_email", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("not_before", Moment(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("professional_id", "id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_client", "outbox", ["professional_id", "client_id"], unique=False)
    op.create_index(
        "ix_outbox_due", "outbox", ["professional_id", "state", "not_before"], unique=False
    )
    op.create_table(
        "professionals",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_professionals")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SEARCH_INDEX)
        for trigger in _SEARCH_TRIGGERS:
            op.execute(trigger)
        op.execute("ANALYZE professionals")
        for index, figures in _STATISTICS.items():
            op.execute(f"INSERT INTO sqlite_stat1 VALUES ('clients', '{index}', '{figures}')")


def downgrade() -> None:
    """Go back to an empty store."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE clients_fts")
    op.drop_table("professionals")
    op.drop_index("ix_outbox_due", table_name="outbox")
    op.drop_index("ix_outbox_client", table_name="outbox")
    op.drop_table("outbox")
    op.drop_table("import_layouts")
    op.drop_table("drafts")
    op.drop_index("ix_clients_state", table_name="clients")
    op.drop_index("ix_clients_since", table_name="clients")
    op.drop_index("ix_clients_name", table_name="clients")
    op.drop_index("ix_clients_birth_date", table_name="clients")
    op.drop_table("clients")
    op.drop_table("client_revisions")
    op.drop_index("ix_client_identities_client_row", table_name="client_identities")
    op.drop_table("client_identities")
    op.drop_table("client_counts")
    op.drop_index("ix_changes_intent", table_name="changes")
    op.drop_index("ix_changes_entity", table_name="changes")
    op.drop_table("changes")
