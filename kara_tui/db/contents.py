"""What a store holds, in numbers: its schema, its tables, and whether it has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
    "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'alembic_version' ORDER BY name"
)

# That a practice was opened is no reason to back it up, and that a backup was made even less.
_LAST_CHANGE = (
    "SELECT seq FROM changes WHERE operation <> 'NotePracticeEvent' ORDER BY seq DESC LIMIT 1"
)


@dataclass(frozen=True)
class Contents:
    """What is counted in a store."""

    schema: str
    """The revision; empty for a store without tables."""
    practice: str
    """Whose it is: an id, no name."""
    mark: str
    """Another one whenever something was changed or typed."""
    tables: Mapping[str, int]
    """How many rows each table has."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody has worked with it yet."""
        return not any(rows for table, rows in self.tables.items() if table != "professionals")


def table_names(connection: Any) -> list[str]:
    """Return the names of the tables that hold rows of their own."""
    return [name for (name,) in connection.execute(_TABLES)]


def contents_of(connection: Any) -> Contents:
    """Return what a store holds, all from one moment."""
    connection.execute("BEGIN")
    try:
        names = table_names(connection)
        return Contents(
            schema=_schema(connection),
            practice=practice_of(connection, names),
            mark=mark_of(connection, names),
            tables={
                name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for name in names
            },
        )
    finally:
        connection.execute("ROLLBACK")


def practice_of(connection: Any, names: list[str]) -> str:
    """Return whose practice a store holds: an id, no name."""
    return _first(connection, names, "professionals", "SELECT id FROM professionals")


def mark_of(connection: Any, names: list[str]) -> str:
    """Return a word that changes with everything that is saved or typed."""
    seq = _first(connection, names, "changes", _LAST_CHANGE)
    drafts = _first(
        connection, names, "drafts", "SELECT count(*) || ' drafts ' || max(at) FROM drafts"
    )
    return f"{seq}/{drafts}"


def _schema(connection: Any) -> str:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
    if known.fetchone() is None:
        return ""
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else ""


def _first(connection: Any, names: list[str], table: str, question: str) -> str:
    if table not in names:
        return ""
    found = connection.execute(question).fetchone()
    value = found[0] if found else None
    return value.hex() if isinstance(value, bytes) else str(value or "")
