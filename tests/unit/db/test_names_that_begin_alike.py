"""Deep in a list of names: the window is the one that walking past everybody would reach."""

import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, func, inspect, select

from kara_tui.backend.opening import OpenStore
from kara_tui.db.client_counts import PREFIX_LENGTH, ClientCounts, Span
from kara_tui.db.client_order import order
from kara_tui.db.engine import open_engine
from kara_tui.db.migrate import migrate_down
from kara_tui.db.rescue import rescue
from kara_tui.db.schema import bring_up_to_date
from kara_tui.db.tables import client_prefixes, clients
from kara_tui.domain.client import Client, RecordClass, Stage
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import ClientId, IntentId, uuid7
from kara_tui.domain.importing import NewClient
from kara_tui.domain.listing import ListQuery
from kara_tui.domain.private import Private
from kara_tui.operations.base import ChangeOperation, Operation
from kara_tui.operations.clients import (
    CloseTreatment,
    GetClient,
    ListClients,
    ReopenTreatment,
    UpdateClient,
)
from kara_tui.operations.history import UndoMove
from kara_tui.operations.imports import ImportClients
from kara_tui.operations.records import EraseClient
from tests.support.people import details
from tests.support.stores import open_at

T = TypeVar("T")
Told = Private[ClientDetails]

_STAGES = (Stage.ACTIVE, Stage.DEACTIVATED, Stage.ENTERED_IN_ERROR, Stage.ERASED)
_NAMES = st.one_of(
    st.sampled_from(["Anna", "Annika", "An", "A", "Ánna", "Þór", "Zoë", "李小龙", "Anna B"]),
    st.text(alphabet="aábzþ李 0'-😀", max_size=5).map("X{}".format),
    st.text(alphabet="abc", min_size=1, max_size=5),
)
_TOLD: st.SearchStrategy[Told] = st.one_of(_NAMES.map(details), st.just(b"sealed"))
_KINDS = ("close", "reopen", "rename", "rename", "undo", "undo", "erase")
_MOVES = st.tuples(st.sampled_from(_KINDS), st.integers(0, 30), _TOLD)
_WINDOWS = st.builds(
    ListClients,
    stages=st.lists(st.sampled_from(_STAGES), min_size=1, max_size=3).map(tuple),
    descending=st.booleans(),
    offset=st.integers(0, 30),
    limit=st.integers(1, 12),
)


class _Desk:
    """Somebody who does anything at all to a list of private records."""

    def __init__(self, opened: OpenStore) -> None:
        opened.store.record_class = RecordClass.PRIVATE_PRACTICE
        self._opened = opened
        self._ids: list[ClientId] = []
        self._moves: list[IntentId] = []

    def ask(self, operation: Operation[T]) -> T:
        return self._opened.dispatch(operation, self._opened.actor)

    def add(self, told: list[Told]) -> None:
        new = tuple(NewClient(id=ClientId(uuid7()), details=one) for one in told)
        self._do(ImportClients(added=new))
        self._ids += [one.id for one in new]

    def move(self, kind: str, who: int, told: Told) -> None:
        client = self.ask(GetClient(client_id=self._ids[who % len(self._ids)]))
        with suppress(NotAllowedNow):
            if kind != "undo":
                self._do(_wish(kind, client, told))
            elif self._moves:
                self.ask(UndoMove(move=self._moves.pop()))

    def rows(self, question: Select[Any]) -> list[tuple[Any, ...]]:
        with self._opened.store.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(question)]

    def counted(self) -> list[tuple[Any, ...]]:
        """Return the counts as they are kept."""
        kept = client_prefixes.c
        return self.rows(
            select(kept.stage, kept.prefix, kept.clients).order_by(kept.stage, kept.prefix)
        )

    def found(self) -> list[tuple[Any, ...]]:
        """Return the counts as they are, counted."""
        stage, prefix = clients.c.stage, func.substr(clients.c.sort_key, 1, PREFIX_LENGTH)
        question = select(stage, prefix, func.count()).group_by(stage, prefix)
        return self.rows(question.order_by(stage, prefix))

    def close(self) -> None:
        self._opened.store.close()

    def _do(self, wish: ChangeOperation[Any]) -> None:
        self.ask(wish)
        self._moves.append(wish.intent)


def _wish(kind: str, client: Client, told: Told) -> ChangeOperation[Any]:
    who, version = client.id, client.version
    if kind == "close":
        return CloseTreatment(client_id=who, version=version)
    if kind == "reopen":
        return ReopenTreatment(client_id=who, version=version)
    if kind == "erase":
        return EraseClient(client_id=who, version=version, reason=Remark(text="Asked"))
    return UpdateClient(client_id=who, version=version, details=told)


@pytest.mark.parametrize("deep", [0, 4])
def test_any_window_is_the_one_that_walking_past_everybody_reaches(
    template_store: Path,
    store_key: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    deep: int,
) -> None:
    # What counts as deep decides only how a window is found, never what it shows.
    monkeypatch.setattr("kara_tui.db.client_list.DEEP", deep)
    numbers = count()

    @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
    @given(
        told=st.lists(_TOLD, min_size=1, max_size=25),
        later=st.lists(_TOLD, max_size=5),
        moves=st.lists(_MOVES, max_size=10),
        windows=st.lists(_WINDOWS, min_size=1, max_size=12),
    )
    def check(
        told: list[Told],
        later: list[Told],
        moves: list[tuple[str, int, Told]],
        windows: list[ListClients],
    ) -> None:
        path = Path(shutil.copy(template_store, tmp_path / f"{next(numbers)}.kara"))
        with closing(_Desk(open_at(path, store_key))) as desk:
            desk.add(told)
            for move in moves:
                desk.move(*move)
            desk.add(later)
            assert desk.counted() == desk.found()
            for window in windows:
                _shows_the_right_rows(desk, window)

    check()


def _shows_the_right_rows(desk: _Desk, window: ListClients) -> None:
    page = desk.ask(window)
    query = ListQuery(stages=window.stages, descending=window.descending)
    walked = (
        select(clients.c.id)
        .where(clients.c.stage.in_([one.value for one in window.stages]))
        .order_by(*order(query))
    )
    everybody = [ClientId(one) for (one,) in desk.rows(walked)]
    assert page.offset == max(0, min(window.offset, len(everybody) - 1))
    assert page.total == len(everybody)
    shown = everybody[page.offset : page.offset + window.limit]
    assert [row.id for row in page.rows] == shown, window


def test_how_an_erased_name_began_is_not_counted_on(store_path: Path, store_key: bytes) -> None:
    with closing(_Desk(open_at(store_path, store_key))) as desk:
        desk.add([details("Qanna"), details("Björn")])
        bjorn, qanna = (prefix for _, prefix, _ in desk.counted())
        assert bjorn < qanna
        desk.move("erase", 0, b"")
        assert {prefix for _, prefix, _ in desk.counted()} == {"", bjorn}


def test_a_store_of_an_earlier_revision_learns_how_its_names_begin(
    store_path: Path, store_key: bytes
) -> None:
    with closing(_Desk(open_at(store_path, store_key))) as desk:
        desk.add([details("Anna"), details("Annika"), details("Björn"), b"sealed"])
        desk.move("close", 1, b"")
        before = desk.counted()
    engine = open_engine(store_path, store_key)
    migrate_down(engine, "0003")
    assert not inspect(engine).has_table("client_prefixes")
    bring_up_to_date(engine)
    engine.dispose()
    with closing(_Desk(open_at(store_path, store_key))) as desk:
        assert desk.counted() == before
        assert sum(number for _, _, number in before) == 4


def test_a_rescued_store_knows_how_its_names_begin(
    store_path: Path, store_key: bytes, tmp_path: Path
) -> None:
    with closing(_Desk(open_at(store_path, store_key))) as desk:
        desk.add([details("Anna"), details("Annika"), details("Björn"), b"sealed"])
        before = desk.counted()
    rescue(store_path, store_key, tmp_path / "new" / "rescued.kara")
    with closing(_Desk(open_at(tmp_path / "new" / "rescued.kara", store_key))) as desk:
        assert desk.counted() == before


def test_several_lists_in_the_order_of_names_are_not_sorted_from_their_start(
    store_path: Path, store_key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(_Desk(open_at(store_path, store_key))) as desk:
        desk.add([details(f"{first}{last}") for first in "ABCDEFGH" for last in ("a", "b", "cde")])
        for who in range(0, 24, 5):
            desk.move("close", who, b"")
        stages = (Stage.ACTIVE, Stage.DEACTIVATED)
        spans: list[Span] = []
        monkeypatch.setattr(ClientCounts, "span", _kept(ClientCounts.span, spans))
        _shows_the_right_rows(desk, ListClients(stages=stages, offset=10, limit=3))
        assert [(span.skipped, span.ends is None) for span in spans] == [(10, False)]


def _kept(span: Callable[..., Span], spans: list[Span]) -> Callable[..., Span]:
    def kept(*asked: Any) -> Span:
        spans.append(span(*asked))
        return spans[-1]

    return kept
