"""How many clients stand in each stage, and how many of them have names that begin alike.

Kept in step with every change, so that nobody needs to count; and a place far down the list of
names is found by adding up how many stand before it.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, delete, func, select, text
from sqlalchemy.engine import Connection

from kara_tui.db.tables import client_counts, client_prefixes
from kara_tui.db.types import Id
from kara_tui.domain.client import Stage
from kara_tui.domain.ids import ProfessionalId

PREFIX_LENGTH = 3
"""Characters of the key that names are sorted by. More would save little: namesakes are many."""

_AT_ONCE = 250

_OWNER = bindparam("owner", type_=Id)
_COUNT_STAGE = text(
    "INSERT INTO client_counts (professional_id, stage, clients) VALUES (:owner, :stage, :step) "
    "ON CONFLICT (professional_id, stage) "
    "DO UPDATE SET clients = client_counts.clients + excluded.clients"
).bindparams(_OWNER)
_COUNT_PREFIX = text(
    "INSERT INTO client_prefixes (professional_id, stage, prefix, clients) "
    "VALUES (:owner, :stage, :prefix, :step) "
    "ON CONFLICT (professional_id, stage, prefix) "
    "DO UPDATE SET clients = client_prefixes.clients + excluded.clients"
).bindparams(_OWNER)

# How a name began must not outlive the record that is erased.
_NOBODY_LEFT = delete(client_prefixes).where(
    client_prefixes.c.professional_id == bindparam("owner"),
    client_prefixes.c.stage == bindparam("stage"),
    client_prefixes.c.prefix == bindparam("prefix"),
    client_prefixes.c.clients <= 0,
)


class Place(NamedTuple):
    """Where a client is counted."""

    stage: str
    prefix: str
    """What the key that names are sorted by begins with; empty where details are sealed."""


class Span(NamedTuple):
    """A part of the list of names that holds a window."""

    begins: str
    """The least key in it."""
    ends: str | None
    """The least key behind it; None where the list ends."""
    skipped: int
    """How many clients of the list stand before it."""


def place_of(stage: str, sort_key: str) -> Place:
    """Return where a client is counted."""
    return Place(stage, sort_key[:PREFIX_LENGTH])


class ClientCounts:
    """The counts of one professional, inside one transaction."""

    def __init__(self, connection: Connection, professional_id: ProfessionalId) -> None:
        self._connection = connection
        self._owner = professional_id

    def by_stage(self) -> dict[Stage, int]:
        """Return how many clients stand in each stage."""
        rows = self._connection.execute(
            select(client_counts.c.stage, client_counts.c.clients).where(
                client_counts.c.professional_id == self._owner
            )
        )
        return {Stage(stage): number for stage, number in rows}

    def of(self, stages: Collection[Stage]) -> int:
        """Return how many clients stand in these stages together."""
        counted = self._connection.execute(
            select(func.coalesce(func.sum(client_counts.c.clients), 0)).where(
                client_counts.c.professional_id == self._owner,
                client_counts.c.stage.in_([one.value for one in stages]),
            )
        )
        return int(counted.scalar_one())

    def span(self, stages: Collection[Stage], first: int, end: int) -> Span:
        """Return the part of a list in the order of names that holds the rows `first` to `end`."""
        everybody = self.of(stages)
        backwards = first > everybody // 2
        with self._connection.execute(self._prefixes(stages, backwards=backwards)) as rows:
            prefixes = rows.yield_per(_AT_ONCE)
            if backwards:
                return _from_the_end(prefixes, first, end, everybody)
            return _from_the_start(prefixes, first, end)

    def change(self, steps: Counter[Place]) -> None:
        """Count clients who came to a place or, with steps below nought, left it."""
        stages: Counter[str] = Counter()
        for place, step in steps.items():
            stages[place.stage] += step
        in_stages = [{"stage": stage, "step": step} for stage, step in stages.items() if step]
        in_places = [place._asdict() | {"step": step} for place, step in steps.items() if step]
        left = [place._asdict() for place, step in steps.items() if step < 0]
        for statement, rows in (
            (_COUNT_STAGE, in_stages),
            (_COUNT_PREFIX, in_places),
            (_NOBODY_LEFT, left),
        ):
            if rows:
                owned = [row | {"owner": self._owner} for row in rows]
                self._connection.execute(statement, owned)

    def _prefixes(self, stages: Collection[Stage], *, backwards: bool) -> Select[Any]:
        prefix = client_prefixes.c.prefix
        return (
            select(prefix, func.sum(client_prefixes.c.clients))
            .where(
                client_prefixes.c.professional_id == self._owner,
                client_prefixes.c.stage.in_([one.value for one in stages]),
            )
            .group_by(prefix)
            .order_by(prefix.desc() if backwards else prefix)
        )


def _from_the_start(prefixes: Iterable[Any], first: int, end: int) -> Span:
    begins, skipped, passed = "", 0, 0
    for prefix, number in prefixes:
        if passed >= end:
            return Span(begins, prefix, skipped)
        if passed <= first:
            begins, skipped = prefix, passed
        passed += number
    return Span(begins, None, skipped)


def _from_the_end(prefixes: Iterable[Any], first: int, end: int, everybody: int) -> Span:
    ends, before = None, everybody
    for prefix, number in prefixes:
        before -= number
        if before <= first:
            return Span(prefix, ends, before)
        if before >= end:
            ends = prefix
    return Span("", ends, 0)
