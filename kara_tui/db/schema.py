"""Which schema a store has, and how it comes to the one that this program knows."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from kara_tui.domain.errors import StoreUnavailable

REVISIONS = ("0001", "0002", "0003", "0004")
"""All revisions, oldest first; the last one is what this program works with."""

NEWEST = REVISIONS[-1]


def revision_of(connection: Connection) -> str | None:
    """Return the store's revision; None for an empty store."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def bring_up_to_date(
    engine: Engine, path: Path | None = None, before: Callable[[str], object] | None = None
) -> None:
    """Run the migrations that a store lacks, all or none of them.

    Args:
        engine: The store's.
        path: Where it lies, for what is said when it cannot be done.
        before: Told the revision that an older store is about to go to; what it raises keeps
            the store as it is.

    Raises:
        StoreUnavailable: When a newer version of the program made the store.
    """
    with engine.connect() as connection:
        revision = revision_of(connection)
    if revision == NEWEST:
        return
    if revision is not None and revision not in REVISIONS:
        raise StoreUnavailable(
            f"A newer version of kara made this store{f' ({path})' if path else ''}.",
            "Nothing was changed. Update kara, then open it again.",
        )
    if revision is not None and before is not None:
        before(NEWEST)
    # Alembic costs a third of a second to import, and hardly any start needs it.
    from kara_tui.db.migrate import migrate

    migrate(engine, NEWEST)
