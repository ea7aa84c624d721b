"""Lists can be sorted by every column that they show."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from kara_tui.db.client_rows import search_columns
from kara_tui.db.codec import decode
from kara_tui.domain.details import ClientDetails

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = ("phone_key", "email_key", "reason_key", "method")
_INDEXES = {
    "ix_clients_phone": "phone_key",
    "ix_clients_email": "email_key",
    "ix_clients_mail": "mail_rank",
}

_RANK_MAIL = """
UPDATE clients SET mail_rank = (
    SELECT CASE state
        WHEN 'failed' THEN 0 WHEN 'waiting' THEN 1 WHEN 'sending' THEN 2 WHEN 'sent' THEN 3 END
    FROM outbox
    WHERE outbox.professional_id = clients.professional_id AND outbox.client_id = clients.id
    ORDER BY created_at DESC, outbox.id DESC LIMIT 1
)
WHERE id IN (SELECT client_id FROM outbox)
"""

# As for the other indexes: what SQLite's planner should believe about them.
_STATISTICS = {
    "ix_clients_phone": "1000000 1000000 250000 2",
    "ix_clients_email": "1000000 1000000 250000 2",
    "ix_clients_mail": "1000000 1000000 250000 80000",
}

_BATCH = 1000


def upgrade() -> None:
    """Go to this revision."""
    for column in _COLUMNS:
        op.add_column("clients", sa.Column(column, sa.Text(), nullable=True))
    op.add_column("clients", sa.Column("mail_rank", sa.Integer(), nullable=True))
    _fill(op.get_bind())
    op.execute(_RANK_MAIL)
    for index, column in _INDEXES.items():
        op.create_index(index, "clients", ["professional_id", "stage", column], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for index, figures in _STATISTICS.items():
            op.execute(f"INSERT INTO sqlite_stat1 VALUES ('clients', '{index}', '{figures}')")


def downgrade() -> None:
    """Go back to the revision before."""
    for index in _INDEXES:
        op.drop_index(index, table_name="clients")
    for column in (*_COLUMNS, "mail_rank"):
        op.drop_column("clients", column)


def _fill(connection: sa.Connection) -> None:
    """Make the new columns of the rows that are there, a batch at a time."""
    clients = sa.table("clients", *map(sa.column, ("row", "details", *_COLUMNS)))
    batch = sa.select(clients.c.row, clients.c.details).order_by(clients.c.row).limit(_BATCH)
    filled = sa.update(clients).where(clients.c.row == sa.bindparam("number"))
    last = 0
    while rows := connection.execute(batch.where(clients.c.row > last)).all():
        connection.execute(filled, [_filled(row.row, row.details) for row in rows])
        last = rows[-1].row


def _filled(number: int, details: bytes) -> Mapping[str, Any]:
    made = search_columns(decode(details, ClientDetails))
    return {"number": number} | {column: made[column] for column in _COLUMNS}
