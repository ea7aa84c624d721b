"""The chain of history in the database: rows appended, its end anchored, windows read."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from kara_tui.db.tables import chain_heads, changes
from kara_tui.domain.audit import begun, finished
from kara_tui.domain.chain_walk import ChainHead, ChainWalk, Walker
from kara_tui.domain.ids import ProfessionalId


class Chain:
    """One professional's history, inside one transaction.

    Args:
        connection: Of the transaction; one that writes when rows are appended.
        owner: Whose history.
    """

    def __init__(self, connection: Connection, owner: ProfessionalId) -> None:
        self._connection = connection
        self._owner = owner
        self._known: ChainHead | None = None

    def append(self, rows: Sequence[dict[str, Any]]) -> None:
        """Append rows that agree in the `SHARED` columns; each is given its number and hash."""
        if not rows:
            return
        head = self._known or self._locked_head()
        number, last = head.number, head.hash
        beginning = begun(rows[0])
        for row in rows:
            number += 1
            row["number"] = number
            last = row["hash"] = finished(beginning, row, last)
        self._connection.execute(insert(changes), rows)
        self._anchor(ChainHead(number=number, hash=last))

    def head(self) -> ChainHead | None:
        """Return the anchor; None when there is none."""
        row = self._connection.execute(self._question()).one_or_none()
        return None if row is None else ChainHead(number=row.number, hash=row.hash)

    def walked(self, walk: ChainWalk, limit: int) -> ChainWalk:
        """Go on with a walk over at most `limit` rows; the last window is held to the anchor."""
        walker = Walker(walk)
        rows = self.window(walk.seq, limit)
        for row in rows:
            walker.look_at(row)
        return walker.pause() if len(rows) == limit else walker.end(self.head())

    def window(self, seq: int, limit: int) -> Sequence[Mapping[str, Any]]:
        """Return rows behind one place of the store, in its order, all columns by name."""
        rows = self._connection.execute(
            select(changes)
            .where(changes.c.professional_id == self._owner, changes.c.seq > seq)
            .order_by(changes.c.seq)
            .limit(limit)
        )
        return [dict(row) for row in rows.mappings()]

    def _locked_head(self) -> ChainHead:
        row = self._connection.execute(self._question().with_for_update()).one_or_none()
        if row is not None:
            return ChainHead(number=row.number, hash=row.hash)
        first = ChainHead()
        self._connection.execute(
            insert(chain_heads).values(
                professional_id=self._owner, number=first.number, hash=first.hash
            )
        )
        return first

    def _anchor(self, head: ChainHead) -> None:
        self._known = head
        self._connection.execute(
            update(chain_heads)
            .where(chain_heads.c.professional_id == self._owner)
            .values(number=head.number, hash=head.hash)
        )

    def _question(self) -> Any:
        return select(chain_heads).where(chain_heads.c.professional_id == self._owner)
