"""Who may match a search, told by the index of letter triples (SQLite)."""

from typing import NamedTuple

from sqlalchemy import column, func, select, table, text
from sqlalchemy.engine import Connection

_TRIPLE = 3


class Candidates(NamedTuple):
    """Clients among whom are all that a search finds."""

    number: int
    rows: str
    """Their rows' numbers, as JSON: a thousand take longer to fetch and to bind than to find."""


def candidates(
    connection: Connection, words: tuple[str, ...], most: int, index_name: str = "clients_fts"
) -> Candidates | None:
    """Return who may match all words; None when they are more than `most`, or cannot be told."""
    triples = {
        word[place : place + _TRIPLE] for word in words for place in range(len(word) - _TRIPLE + 1)
    }
    if not triples or connection.dialect.name != "sqlite":
        return None
    quoted = " ".join('"' + one.replace('"', '""') + '"' for one in sorted(triples))
    index = table(index_name, column("rowid"))
    match = select(index.c.rowid).where(text(f"{index_name} MATCH :triples")).limit(most + 1)
    met = match.subquery()
    found = connection.execute(
        select(func.count(), func.json_group_array(met.c.rowid)).select_from(met),
        {"triples": quoted},
    )
    number, rows = found.one()
    return Candidates(number, rows) if number <= most else None
