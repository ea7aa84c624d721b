"""Tables that are made from others, made anew."""

from typing import Any

from kara_tui.db.client_counts import PREFIX_LENGTH
from kara_tui.db.codec import decode
from kara_tui.db.note_words import derive_note_words
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.matching import identities

DERIVED = frozenset({"client_counts", "client_prefixes", "client_identities", "note_words"})
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
    if _has(connection, "client_prefixes"):
        connection.execute(
            "INSERT INTO client_prefixes (professional_id, stage, prefix, clients) "
            "SELECT professional_id, stage, substr(sort_key, 1, ?) AS prefix, count(*) "
            "FROM clients GROUP BY professional_id, stage, prefix",
            (PREFIX_LENGTH,),
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
    if _has(connection, "note_words"):
        derive_note_words(connection)


def anchor_history(connection: Any) -> bool:
    """Anchor the end of every history whose anchor is lost; say whether there was one.

    Without it the next entry would begin to count anew.
    """
    if not _has(connection, "chain_heads"):
        return False
    made = connection.execute(
        "INSERT INTO chain_heads (professional_id, number, hash) "
        "SELECT professional_id, number, hash FROM changes AS one WHERE number = "
        "(SELECT max(number) FROM changes WHERE professional_id = one.professional_id) "
        "AND professional_id NOT IN (SELECT professional_id FROM chain_heads) "
        "GROUP BY professional_id"
    )
    return bool(made.rowcount > 0)


def _has(connection: Any, table: str) -> bool:
    """Tell whether there is a table: a store of an earlier revision is rescued as it is."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,))
    return found.fetchone() is not None


def _identities(data: bytes) -> tuple[str, ...]:
    details = decode(data, ClientDetails)
    return () if isinstance(details, bytes) else tuple(identities(details))
