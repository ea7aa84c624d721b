"""What a profile holds beside the client's own record, and whom each change concerns."""

import sqlalchemy as sa
from alembic import op

from kara_tui.db.migrations.name_prefixes import drop_name_prefixes, make_name_prefixes
from kara_tui.db.migrations.note_indexes import drop_note_indexes, make_note_indexes
from kara_tui.db.migrations.plain_columns import (
    flag,
    integer,
    moment,
    money_columns,
    private,
    text,
)
from kara_tui.db.types import Id

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("changes", sa.Column("about", Id(), nullable=True))
    told = sa.text("about IS NOT NULL")
    op.create_index(
        "ix_changes_about",
        "changes",
        ["professional_id", "about"],
        sqlite_where=told,
        postgresql_where=told,
    )
    _revisions()
    _time()
    _course()
    _beside()
    _money()
    make_note_indexes()
    make_name_prefixes()


def downgrade() -> None:
    """Go back to the revision before."""
    drop_name_prefixes()
    drop_note_indexes()
    op.drop_index("ix_changes_about", table_name="changes")
    op.drop_column("changes", "about")
    for table in reversed(_TABLES):
        op.drop_table(table)


_TABLES = (
    "record_revisions",
    "services",
    "sessions",
    "series",
    "working_hours",
    "time_blocks",
    "notes",
    "amendments",
    "measure_responses",
    "contacts",
    "attachments",
    "authenticators",
    "charges",
    "payments",
    "credits",
)


def _revisions() -> None:
    op.create_table(
        "record_revisions",
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("client_id", Id(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint(
            "professional_id", "id", "version", name=op.f("pk_record_revisions")
        ),
    )
    op.create_index("ix_record_revisions_client", "record_revisions", _own("client_id"))


def _time() -> None:
    _table(
        "services",
        integer("minutes"),
        *money_columns("price", nullable=True),
        text("interaction"),
        flag("is_offered"),
        private("details"),
    )
    _client_table(
        "sessions",
        sa.Column("service_id", Id(), nullable=True),
        moment("starts_at"),
        moment("ends_at"),
        text("time_zone"),
        text("interaction"),
        text("state"),
        text("cancelled_by", nullable=True),
        sa.Column("cancellation", sa.LargeBinary(), nullable=True),
        sa.Column("series_id", Id(), nullable=True),
        integer("occurrence"),
        *money_columns("fee", nullable=True),
        sa.Column("is_charged", sa.Boolean(), nullable=True),
        private("details"),
        indexed=(("starts_at",), ("series_id",), ("client_id", "state", "starts_at")),
    )
    _client_table(
        "series",
        text("rule"),
        moment("first_start"),
        integer("minutes"),
        text("time_zone"),
    )
    _table("working_hours", text("time_zone"), private("week"))
    _table(
        "time_blocks",
        moment("starts_at"),
        moment("ends_at"),
        text("time_zone"),
        text("rule"),
        flag("is_all_day"),
        text("source"),
        private("details"),
        indexed=(("starts_at",),),
    )


def _course() -> None:
    _client_table(
        "notes",
        sa.Column("session_id", Id(), nullable=True),
        moment("about"),
        text("template"),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        private("details"),
        indexed=(("session_id",), ("client_id", "about")),
    )
    _client_table(
        "amendments",
        sa.Column("note_id", Id(), nullable=False),
        integer("number"),
        private("signature"),
        private("details"),
        indexed=(("note_id",),),
    )
    _client_table(
        "measure_responses",
        text("measure"),
        text("measure_version"),
        moment("answered_at"),
        text("given_by"),
        private("details"),
    )


def _beside() -> None:
    _client_table("contacts", integer("position"), private("details"))
    _client_table("attachments", integer("sealed_size"), private("key"), private("details"))
    _client_table(
        "authenticators",
        text("kind"),
        text("means"),
        text("state"),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        moment("last_used_at", nullable=True),
        private("details"),
    )


def _money() -> None:
    _client_table(
        "charges",
        sa.Column("session_id", Id(), nullable=True),
        *money_columns("amount", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        text("state"),
        moment("closed_at", nullable=True),
        private("details"),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        indexed=(("session_id",), ("state", "due_on")),
    )
    _client_table(
        "payments",
        sa.Column("charge_id", Id(), nullable=False),
        *money_columns("amount", nullable=False),
        text("method"),
        text("state"),
        moment("paid_at", nullable=True),
        integer("receipt"),
        text("provider_reference"),
        text("failure"),
        text("action_url"),
        private("details"),
        indexed=(("charge_id",), ("paid_at",), ("receipt",)),
    )
    _client_table(
        "credits",
        integer("sessions"),
        private("used_by"),
        sa.Column("valid_until", sa.Date(), nullable=True),
        private("details"),
    )


def _client_table(
    name: str, *columns: sa.Column[object], indexed: tuple[tuple[str, ...], ...] = ()
) -> None:
    whose: sa.Column[object] = sa.Column("client_id", Id(), nullable=False)
    _table(name, whose, *columns, indexed=(("client_id",), *indexed))


def _table(
    name: str, *columns: sa.Column[object], indexed: tuple[tuple[str, ...], ...] = ()
) -> None:
    op.create_table(
        name,
        sa.Column("professional_id", Id(), nullable=False),
        sa.Column("id", Id(), nullable=False),
        integer("version"),
        moment("created_at"),
        flag("in_error"),
        *columns,
        sa.PrimaryKeyConstraint("professional_id", "id", name=op.f(f"pk_{name}")),
    )
    for names in indexed:
        op.create_index(f"ix_{name}_{'_'.join(names)}", name, _own(*names))


def _own(*columns: str) -> list[str]:
    return ["professional_id", *columns]
