"""Sessions in the database: every window is found through an index, however many there are."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from kara_tui.backend.opening import OpenStore
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.client import Client, new_client
from kara_tui.domain.ids import ClientId, SeriesId, SessionId, new_client_id, new_intent_id, uuid7
from kara_tui.domain.session import Session, SessionState
from kara_tui.domain.spans import Span
from kara_tui.domain.working_time import BlockDetails, TimeBlock
from tests.support.clock import NOON
from tests.support.people import details
from tests.support.sessions import session
from tests.support.stores import open_at

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_MANY = 500


@pytest.fixture
def store(store_path: Path, store_key: bytes) -> Iterator[OpenStore]:
    """Give an open store without a backend around it."""
    opened = open_at(store_path, store_key)
    yield opened
    opened.store.close()


def _writing(store: OpenStore) -> Any:
    return store.store.writing(store.actor, NOON, "Test", new_intent_id())


def _client(unit: UnitOfWork, name: str = "Anna") -> Client:
    return unit.clients.add(new_client(new_client_id(), details(name), unit.now))


def _put(unit: UnitOfWork, client_id: ClientId, number: int) -> None:
    """Put sessions of a client, one a day, half of them ahead."""
    for place in range(number):
        starts_at = NOON + (place - number // 2) * _DAY
        past = starts_at < NOON
        one = session(
            SessionState.COMPLETED if past else SessionState.PLANNED,
            client_id=client_id,
            starts_at=starts_at,
            ends_at=starts_at + _HOUR,
        )
        unit.sessions.put(replace(one, version=1))


def _plans(store: OpenStore, ask: Callable[[UnitOfWork], object]) -> list[str]:
    """Return how SQLite goes about each statement of a question that names sessions."""
    asked: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, sql: str, given: Any, *_rest: Any) -> None:
        if "FROM sessions" in sql:
            asked.append((sql, given))

    engine = store.store.engine
    event.listen(engine, "before_cursor_execute", note)
    with store.store.reading(store.actor, NOON) as unit:
        ask(unit)
    event.remove(engine, "before_cursor_execute", note)
    assert asked
    with engine.connect() as connection:
        return [
            str(row[3])
            for sql, given in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
        ]


_QUESTIONS: dict[str, tuple[str, Callable[[UnitOfWork, ClientId], object]]] = {
    "a client's window": (
        "ix_sessions_client_id",
        lambda unit, one: unit.sessions.page(one, (), NOON, 0, 20),
    ),
    "a client's window of some states": (
        "ix_sessions_client_id",
        lambda unit, one: unit.sessions.page(one, (SessionState.PLANNED,), NOON, 0, 20),
    ),
    "a day of everybody": (
        "ix_sessions_starts_at",
        lambda unit, _: unit.sessions.between(Span(starts_at=NOON, ends_at=NOON + _DAY)),
    ),
    "what takes time": (
        "ix_sessions_starts_at",
        lambda unit, _: unit.sessions.taking_time(Span(starts_at=NOON, ends_at=NOON + _DAY)),
    ),
    "a series": (
        "ix_sessions_series_id",
        lambda unit, _: unit.sessions.of_series(SeriesId(uuid7())),
    ),
    "the next session of many": (
        "ix_sessions_client_id_state_starts_at",
        lambda unit, one: unit.sessions.next_starts([one], NOON),
    ),
    "the last session of many": (
        "ix_sessions_client_id_state_starts_at",
        lambda unit, one: unit.sessions.last_starts([one]),
    ),
}


@pytest.mark.parametrize("question", _QUESTIONS)
def test_no_window_reads_the_whole_table(store: OpenStore, question: str) -> None:
    with _writing(store) as unit:
        client = _client(unit)
        _put(unit, client.id, 50)
        _put(unit, _client(unit, "Bea").id, 50)
    index, ask = _QUESTIONS[question]
    plans = _plans(store, lambda unit: ask(unit, client.id))
    about = [one for one in plans if "sessions" in one]
    assert about
    assert all(f"INDEX {index}" in one for one in about), plans


def test_the_list_of_clients_asks_once_for_all_of_them(store: OpenStore) -> None:
    with _writing(store) as unit:
        ids = [_client(unit, str(number)).id for number in range(60)]
        for one in ids[:40]:
            _put(unit, one, 4)
    asked: list[str] = []
    engine = store.store.engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with store.store.reading(store.actor, NOON) as unit:
        asked.clear()
        coming = unit.sessions.next_starts(ids, NOON)
        seen = unit.sessions.last_starts(ids)
    assert sum("FROM sessions" in one for one in asked) == 2
    assert coming == dict.fromkeys(ids[:40], NOON)
    assert seen == dict.fromkeys(ids[:40], NOON - _DAY)


_kept = st.lists(
    st.tuples(st.sampled_from(SessionState), st.integers(-5, 5), st.booleans()), max_size=8
)


@given(kept=_kept)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_next_and_last_are_what_a_reader_would_say(
    store: OpenStore, kept: list[tuple[SessionState, int, bool]]
) -> None:
    with _writing(store) as unit:
        client, nobody = _client(unit), _client(unit, "Bea")
        made: list[Session] = []
        for state, hours, in_error in kept:
            starts_at = NOON + hours * _HOUR
            one = session(
                state,
                id=SessionId(uuid7()),
                client_id=client.id,
                starts_at=starts_at,
                ends_at=starts_at + _HOUR,
                in_error=in_error,
                version=1,
            )
            unit.sessions.put(one)
            made += [] if in_error else [one]
    coming = [one.starts_at for one in made if _is_coming(one)]
    seen = [one.starts_at for one in made if one.state is SessionState.COMPLETED]
    with store.store.reading(store.actor, NOON) as unit:
        ids = [client.id, nobody.id]
        assert unit.sessions.next_starts(ids, NOON) == ({client.id: min(coming)} if coming else {})
        assert unit.sessions.last_starts(ids) == ({client.id: max(seen)} if seen else {})
        assert unit.sessions.next_starts([], NOON) == unit.sessions.last_starts([]) == {}
        page = unit.sessions.page(client.id, (), NOON, 0, 50)
        assert {one.id for one in page.rows} == {one.id for one in made}


def _is_coming(one: Session) -> bool:
    if one.state in {SessionState.ARRIVED, SessionState.IN_PROGRESS}:
        return True
    return one.state is SessionState.PLANNED and one.starts_at >= NOON


def test_a_window_of_five_hundred_reads_only_its_own_rows(store: OpenStore) -> None:
    with _writing(store) as unit:
        client = _client(unit)
        _put(unit, client.id, _MANY)
    with store.store.reading(store.actor, NOON) as unit:
        page = unit.sessions.page(client.id, (), NOON, 480, 20)
        assert (page.total, page.ahead, len(page.rows)) == (_MANY, _MANY // 2, 20)
        assert page.rows[-1].starts_at == NOON - _MANY // 2 * _DAY


def test_a_block_of_long_ago_that_still_repeats_is_found(store: OpenStore) -> None:
    with _writing(store) as unit:
        block = TimeBlock(
            id=uuid7(),
            created_at=NOON,
            starts_at=NOON - 300 * _DAY,
            ends_at=NOON - 300 * _DAY + _HOUR,
            time_zone="UTC",
            rule="FREQ=DAILY;COUNT=400",
            details=BlockDetails(title="Lunch"),
        )
        unit.blocks.add(block)
        (found,) = unit.blocks.within(Span(starts_at=NOON, ends_at=NOON + _DAY))
    assert found.starts_at == NOON
