"""Windows onto the list of clients, equally quick at a thousand and at a million.

Without a search, rows are walked along an index; a window nearer to the end is walked from
the end, and one deep in the list of names from where the names that it shows begin. With a
search on SQLite, an index of letter triples first offers the clients who may match: where these
are few they are sorted on the spot, and where they are many a walk in the list's order meets
enough of them soon.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection

from kara_tui.db.client_candidates import Candidates, candidates
from kara_tui.db.client_counts import ClientCounts
from kara_tui.db.client_order import order
from kara_tui.db.codec import decode
from kara_tui.db.tables import clients, outbox
from kara_tui.domain.client import Stage
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, ProfessionalId
from kara_tui.domain.listing import ClientRow, Delivery, ListQuery, Page, SortBy
from kara_tui.domain.outbox import MessageState
from kara_tui.domain.text import search_words, searched
from kara_tui.domain.treatment import TreatmentState

FEW = 500
"""Up to so many candidates are sorted on the spot, and some more in a longer list (`ONE_MORE`)."""

ONE_MORE = 400
"""The walk that they spare is as long as the list: for so many clients, one candidate more."""


DEEP = 4000
"""From so many rows on, adding up where names begin is quicker than to walk past them."""


class ClientList:
    """The lists of one professional, inside one transaction."""

    def __init__(self, connection: Connection, professional_id: ProfessionalId) -> None:
        self._connection = connection
        self._owner = professional_id
        self._counts = ClientCounts(connection, professional_id)

    def page(self, query: ListQuery, offset: int, limit: int) -> Page:
        """Return a window; its total is None when counting needs a question of its own."""
        words = _searched_words(query)
        found = self._candidates(query, words)
        if found is not None:
            few = self._sorted(query, words, found)
            offset = max(0, min(offset, len(few) - 1))
            return Page(
                offset=offset, rows=self._rows(few[offset : offset + limit]), total=len(few)
            )
        total = None if words else self._counts.of(query.stages)
        if total is not None:
            offset = max(0, min(offset, total - 1))
        numbers = self._numbers(query, words, offset, limit, total)
        if total is None and (numbers or not offset) and len(numbers) < limit:
            total = offset + len(numbers)
        return Page(offset=offset, rows=self._rows(numbers), total=total)

    def of(self, ids: Collection[ClientId]) -> tuple[ClientRow, ...]:
        """Return the rows of these clients, in the order in which they were added."""
        asked = select(clients.c.row).where(
            clients.c.professional_id == self._owner, clients.c.id.in_(ids)
        )
        numbers = self._connection.execute(asked.order_by(clients.c.row)).scalars().all()
        return self._rows(list(numbers))

    def count(self, query: ListQuery) -> int:
        """Return how many clients the query finds, however long that takes."""
        words = _searched_words(query)
        if not words:
            return self._counts.of(query.stages)
        found = self._candidates(query, words)
        if found is not None:
            return len(self._sorted(query, words, found))
        question = _matching(select(func.count()), self._owner, query, words)
        return int(self._connection.execute(question).scalar_one())

    def _candidates(self, query: ListQuery, words: tuple[str, ...]) -> Candidates | None:
        few = FEW + self._counts.of(query.stages) // ONE_MORE
        return candidates(self._connection, words, few) if words else None

    def _sorted(self, query: ListQuery, words: tuple[str, ...], found: Candidates) -> list[int]:
        """Return all rows among the candidates that a search finds, in order."""
        if not found.number:
            return []
        given = func.json_each(found.rows).table_valued("value")
        question = _matching(select(clients.c.row), self._owner, query, words)
        among = question.where(clients.c.row.in_(select(given.c.value)))
        return list(self._connection.execute(among.order_by(*order(query))).scalars().all())

    def _numbers(
        self,
        query: ListQuery,
        words: tuple[str, ...],
        offset: int,
        limit: int,
        total: int | None,
    ) -> list[int]:
        backwards = total is not None and offset > total // 2
        if total is not None:
            limit = min(limit, total - offset)
            if _is_deep(query, min(offset, total - offset - limit)):
                return self._among_names(query, offset, limit, total)
        if backwards and total is not None:
            offset = total - offset - limit
        question = _matching(select(clients.c.row), self._owner, query, words)
        walk = order(query, backwards=backwards)
        rows = self._connection.execute(question.order_by(*walk).offset(offset).limit(limit))
        numbers = list(rows.scalars().all())
        return numbers[::-1] if backwards else numbers

    def _among_names(self, query: ListQuery, offset: int, limit: int, total: int) -> list[int]:
        """Return a window in the order of names, walked from where its first names begin."""
        first = total - offset - limit if query.descending else offset
        span = self._counts.span(query.stages, first, first + limit)
        question = _matching(select(clients.c.row), self._owner, query, ())
        question = question.where(clients.c.sort_key >= span.begins)
        if span.ends is not None:
            question = question.where(clients.c.sort_key < span.ends)
        walk = order(replace(query, descending=False))
        window = question.order_by(*walk).offset(first - span.skipped).limit(limit)
        numbers = list(self._connection.execute(window).scalars().all())
        return numbers[::-1] if query.descending else numbers

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
        by_number = {row.row: row for row in self._connection.execute(wanted).all()}
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
            for row in rows.all()
        }


def _searched_words(query: ListQuery) -> tuple[str, ...]:
    return tuple(searched(word) for word in search_words(query.search))


def _is_deep(query: ListQuery, passed: int) -> bool:
    """Tell whether so many rows are too many to walk past; several stages are no walk at all."""
    return query.sort_by is SortBy.NAME and (passed >= DEEP or len(query.stages) > 1)


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
