"""Alembic's environment: the caller hands in an open transaction."""

from alembic import context

from kara_tui.db.record_tables import all_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables(),
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
