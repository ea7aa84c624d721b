"""How many names begin alike, as the revision that brought these counts makes them."""

import sqlalchemy as sa
from alembic import op

from kara_tui.db.types import Id

_FILL = (
    "INSERT INTO client_prefixes (professional_id, stage, prefix, clients) "
    "SELECT professional_id, stage, substr(sort_key, 1, 3), count(*) "
    "FROM clients GROUP BY professional_id, stage, substr(sort_key, 1, 3)"
)


def make_name_prefixes() -> None:
    """Count the names that are there by how they begin."""
    op.create_table(
        "client_prefixes",
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "professional_id", "stage", "prefix", name=op.f("pk_client_prefixes")
        ),
        sqlite_with_rowid=False,
    )
    op.execute(_FILL)


def drop_name_prefixes() -> None:
    """Drop these counts again."""
    op.drop_table("client_prefixes")
