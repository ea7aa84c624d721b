"""History is a chain that nobody can edit unseen, and tells of reads; records have a class."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from kara_tui.db.types import Id, Moment
from kara_tui.domain.audit import GENESIS, row_hash

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COLUMNS: tuple[tuple[str, sa.types.TypeEngine[Any], str], ...] = (
    ("kind", sa.Text(), "change"),
    ("place", sa.Text(), ""),
    ("number", sa.BigInteger(), "0"),
    ("hash", sa.LargeBinary(), ""),
)
"""Name, type, what the rows hold that are there."""

_RECORDS = ("clients", "client_revisions")

_TRIGGERS = {
    "changes_keep_update": "BEFORE UPDATE ON changes",
    "changes_keep_delete": "BEFORE DELETE ON changes",
    "changes_keep_replace": (
        "BEFORE INSERT ON changes WHEN EXISTS (SELECT 1 FROM changes WHERE seq = new.seq)"
    ),
    "client_decisions_keep_update": "BEFORE UPDATE ON client_decisions",
    "client_decisions_keep_delete": "BEFORE DELETE ON client_decisions",
}

_BATCH = 5000


def upgrade() -> None:
    """Go to this revision."""
    for name, kind, filling in _COLUMNS:
        op.add_column("changes", sa.Column(name, kind, server_default=filling, nullable=False))
    for table in _RECORDS:
        op.add_column(
            table,
            sa.Column("record_class", sa.Text(), server_default="health_record", nullable=False),
        )
    op.create_table(
        "chain_heads",
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("professional_id", name=op.f("pk_chain_heads")),
    )
    op.create_table(
        "client_decisions",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("client_id", Id(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_client_decisions")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_client_decisions_client",
        "client_decisions",
        ["professional_id", "client_id"],
        unique=False,
    )
    _chain(op.get_bind())
    if op.get_bind().dialect.name == "sqlite":
        for name, event in _TRIGGERS.items():
            refusal = "SELECT RAISE(ABORT, 'history is never rewritten')"
            op.execute(f"CREATE TRIGGER {name} {event} BEGIN {refusal}; END")


def downgrade() -> None:
    """Go back to the revision before."""
    if op.get_bind().dialect.name == "sqlite":
        for name in _TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
    op.drop_index("ix_client_decisions_client", table_name="client_decisions")
    op.drop_table("client_decisions")
    op.drop_table("chain_heads")
    # Who only saw a record was never written down at that revision.
    op.execute("DELETE FROM changes WHERE kind <> 'change'")
    for name, _, _ in reversed(_COLUMNS):
        op.drop_column("changes", name)
    for table in _RECORDS:
        op.drop_column(table, "record_class")


def _chain(connection: sa.Connection) -> None:
    """Chain the rows that are there in their order, a batch at a time."""
    changes = _changes_table()
    chained = (
        sa.update(changes)
        .where(changes.c.seq == sa.bindparam("place_in_store"))
        .values(number=sa.bindparam("new_number"), hash=sa.bindparam("new_hash"))
    )
    batch = sa.select(changes).order_by(changes.c.seq).limit(_BATCH)
    heads: dict[Any, tuple[int, bytes]] = {}
    last = 0
    while rows := connection.execute(batch.where(changes.c.seq > last)).mappings().all():
        connection.execute(chained, [_link(dict(row), heads) for row in rows])
        last = rows[-1]["seq"]
    _anchor(connection, heads)


def _link(row: dict[str, Any], heads: dict[Any, tuple[int, bytes]]) -> dict[str, Any]:
    number, before = heads.get(row["professional_id"], (0, GENESIS))
    row["number"] = number + 1
    made = row_hash(row, before)
    heads[row["professional_id"]] = (number + 1, made)
    return {"place_in_store": row["seq"], "new_number": number + 1, "new_hash": made}


def _anchor(connection: sa.Connection, heads: dict[Any, tuple[int, bytes]]) -> None:
    table = sa.table(
        "chain_heads", sa.column("professional_id", Id()), sa.column("number"), sa.column("hash")
    )
    rows = [
        {"professional_id": owner, "number": number, "hash": made}
        for owner, (number, made) in heads.items()
    ]
    if heads:
        connection.execute(sa.insert(table), rows)


def _changes_table() -> Any:
    plain = ("seq", "role", "operation", "entity", "version", "fields", "kind", "place")
    return sa.table(
        "changes",
        *map(sa.column, plain),
        sa.column("professional_id", Id()),
        sa.column("intent", Id()),
        sa.column("entity_id", Id()),
        sa.column("undoes", Id()),
        sa.column("at", Moment()),
        sa.column("number"),
        sa.column("hash"),
    )
