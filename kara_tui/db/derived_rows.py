"""Tables that are made from others, made anew."""

from typing import Any

from kara_tui.db.codec import decode
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.matching import identities

DERIVED = frozenset({"client_counts", "client_identities"})
"""What need not be read from a damaged store."""

_BATCH = 1000


def derive_rows(connection: Any) -> None:
    """Fill the derived tables of a store in which they are empty."""
    # Without its professional, nobody would own what was saved.
    connection.execute(
        "INSERT INTO professionals (id, name) SELECT DISTINCT professional_id, '' FROM clients "
        "WHERE NOT EXISTS (SELECT 1 FROM professionals)"
    )
    connection.execute(
        "INSERT INTO client_counts (professional_id, stage, clients) "
        "SELECT professional_id, stage, count(*) FROM clients GROUP BY professional_id, stage"
    )
    last = 0
    question = (
        'SELECT "row", professional_id, details FROM clients WHERE "row" > ? ORDER BY "row" LIMIT ?'
    )
    while rows := connection.execute(question, (last, _BATCH)).fetchall():
        connection.executemany(
            "INSERT OR IGNORE INTO client_identities (professional_id, identity, client_row) "
            "VALUES (?, ?, ?)",
            [
                (owner, identity, number)
                for number, owner, data in rows
                for identity in _identities(data)
            ],
        )
        last = rows[-1][0]


def _identities(data: bytes) -> tuple[str, ...]:
    details = decode(data, ClientDetails)
    return () if isinstance(details, bytes) else tuple(identities(details))
