"""Windows onto the list of clients, equally quick at a thousand and at a million.

Without a search, rows are walked along an index; a window nearer to the end is walked from
the end. With a search on SQLite, an index of letter triples first offers the clients who may
match: where these are few they are sorted on the spot, and where they are many a walk in the
list's order meets enough of them soon.
"""

from typing import Any

from sqlalchemy import Select, column, func, select, table, text
from sqlalchemy.engine import Connection

from kara_tui.db.client_order import order
from kara_tui.db.codec import decode
from kara_tui.db.tables import client_counts, clients, outbox
from kara_tui.domain.client import Stage
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, ProfessionalId
from kara_tui.domain.listing import ClientRow, Delivery, ListQuery, Page
from kara_tui.domain.outbox import MessageState
from kara_tui.domain.text import search_words, searched
from kara_tui.domain.treatment import TreatmentState

FEW = 1000
"""Up to so many candidates are sorted on the spot, and some more in a longer list (`ONE_MORE`)."""

ONE_MORE = 500
"""The walk that they spare is as long as the list: for so many clients, one candidate more."""

_TRIPLE = 3


class ClientList:
    """The lists of one professional, inside one transaction."""

    def __init__(self, connection: Connection, professional_id: ProfessionalId) -> None:
        self._connection = connection
        self._owner = professional_id

    def page(self, query: ListQuery, offset: int, limit: int) -> Page:
        """Return a window; its total is None when counting needs a question of its own."""
        words = _searched_words(query)
        few = self._few(query, words)
        if few is not None:
            offset = max(0, min(offset, len(few) - 1))
            return Page(
                offset=offset, rows=self._rows(few[offset : offset + limit]), total=len(few)
            )
        total = None if words else self._everybody(query)
        if total is not None:
            offset = max(0, min(offset, total - 1))
        numbers = self._numbers(query, words, offset, limit, total)
        if total is None and (numbers or not offset) and len(numbers) < limit:
            total = offset + len(numbers)
        return Page(offset=offset, rows=self._rows(numbers), total=total)

    def count(self, query: ListQuery) -> int:
        """Return how many clients the query finds, however long that takes."""
        words = _searched_words(query)
        if not words:
            return self._everybody(query)
        few = self._few(query, words)
        if few is not None:
            return len(few)
        question = _matching(select(func.count()), self._owner, query, words)
        return int(self._connection.execute(question).scalar_one())

    def _everybody(self, query: ListQuery) -> int:
        counted = self._connection.execute(
            select(func.coalesce(func.sum(client_counts.c.clients), 0)).where(
                client_counts.c.professional_id == self._owner,
                client_counts.c.stage.in_([one.value for one in query.stages]),
            )
        )
        return int(counted.scalar_one())

    def _few(self, query: ListQuery, words: tuple[str, ...]) -> list[int] | None:
        """Return all rows that a search finds, in order, or None when they may be many."""
        candidates = self._few_candidates(words, FEW + self._everybody(query) // ONE_MORE)
        if not candidates:
            return candidates
        question = _matching(select(clients.c.row), self._owner, query, words)
        found = question.where(clients.c.row.in_(candidates)).order_by(*order(query))
        return list(self._connection.execute(found).scalars())

    def _numbers(
        self,
        query: ListQuery,
        words: tuple[str, ...],
        offset: int,
        limit: int,
        total: int | None,
    ) -> list[int]:
        backwards = total is not None and offset > total // 2
        if backwards and total is not None:
            limit = min(limit, total - offset)
            offset = total - offset - limit
        question = _matching(select(clients.c.row), self._owner, query, words)
        walk = order(query, backwards=backwards)
        rows = self._connection.execute(question.order_by(*walk).offset(offset).limit(limit))
        numbers = list(rows.scalars())
        return numbers[::-1] if backwards else numbers

    def _few_candidates(self, words: tuple[str, ...], few: int) -> list[int] | None:
        """Return the rows that may match, or None when they are many or cannot be told."""
        triples = {
            word[place : place + _TRIPLE]
            for word in words
            for place in range(len(word) - _TRIPLE + 1)
        }
        if not triples or self._connection.dialect.name != "sqlite":
            return None
        quoted = " ".join('"' + one.replace('"', '""') + '"' for one in sorted(triples))
        index = table("clients_fts", column("rowid"))
        found = self._connection.execute(
            select(index.c.rowid).where(text("clients_fts MATCH :triples")).limit(few + 1),
            {"triples": quoted},
        )
        numbers = list(found.scalars())
        return numbers if len(numbers) <= few else None

    def _rows(self, numbers: list[int]) -> tuple[ClientRow, ...]:
        if not numbers:
            return ()
        wanted = select(
            clients.c.row,
            clients.c.id,
            clients.c.version,
            clients.c.stage,
            clients.c.since,
            clients.c.treatment_state,
            clients.c.invite_last_sent_at,
            clients.c.invite_expires_at,
            clients.c.details,
        ).where(clients.c.professional_id == self._owner, clients.c.row.in_(numbers))
        by_number = {row.row: row for row in self._connection.execute(wanted)}
        in_order = [by_number[number] for number in numbers]
        deliveries = self._deliveries([row.id for row in in_order])
        return tuple(_client_row(row, deliveries.get(row.id)) for row in in_order)

    def _deliveries(self, ids: list[ClientId]) -> dict[ClientId, Delivery]:
        rows = self._connection.execute(
            select(outbox.c.client_id, outbox.c.state, outbox.c.problem)
            .where(outbox.c.professional_id == self._owner, outbox.c.client_id.in_(ids))
            .order_by(outbox.c.created_at, outbox.c.id)
        )
        return {
            row.client_id: Delivery(state=MessageState(row.state), problem=row.problem)
            for row in rows
        }


def _searched_words(query: ListQuery) -> tuple[str, ...]:
    return tuple(searched(word) for word in search_words(query.search))


def _matching(
    question: Select[Any], owner: ProfessionalId, query: ListQuery, words: tuple[str, ...]
) -> Select[Any]:
    stages = [one.value for one in query.stages]
    stage = clients.c.stage
    return question.select_from(clients).where(
        clients.c.professional_id == owner,
        stage == stages[0] if len(stages) == 1 else stage.in_(stages),
        *(clients.c.search_text.contains(word, autoescape=True) for word in words),
    )


def _client_row(row: Any, delivery: Delivery | None) -> ClientRow:
    return ClientRow(
        id=row.id,
        version=row.version,
        stage=Stage(row.stage),
        since=row.since,
        treatment_state=TreatmentState(row.treatment_state),
        invite_last_sent_at=row.invite_last_sent_at,
        invite_expires_at=row.invite_expires_at,
        delivery=delivery,
        details=decode(row.details, ClientDetails),
    )
