"""The demonstration practice: what it promises is there, and nothing else is touched."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.demo.build import build_demo, ensure_demo
from kara_tui.domain.client import Stage
from kara_tui.domain.details import Interaction
from kara_tui.domain.errors import NotAllowedNow, StoreUnavailable
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.matching import Verdict, compare, identities
from kara_tui.domain.outbox import MessageState
from kara_tui.domain.private import opened
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.base import Operation
from kara_tui.operations.clients import FindLookAlikes, GetOverview, ListClients
from kara_tui.operations.history import ListChanges, ListMoves, UndoMove
from kara_tui.operations.outbox import ListOutbox

T = TypeVar("T")
NOW = datetime(2026, 3, 2, 6, 45, tzinfo=UTC)
KEY = bytes(range(32))


def ask(store: OpenStore, operation: Operation[T]) -> T:
    return store.dispatch(operation, store.actor)


def rows(store: OpenStore, stage: Stage) -> tuple[ClientRow, ...]:
    return ask(store, ListClients(stages=(stage,), limit=1000)).rows


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "deep" / "down" / "demo.kara"
    ensure_demo(path, KEY, clock=lambda: NOW)
    assert list(path.parent.iterdir()) == [path]
    return path


@pytest.fixture(scope="module")
def demo(built: Path) -> Iterator[OpenStore]:
    store = open_local(built, KEY, "", lambda: NOW)
    yield store
    store.store.close()


def test_the_four_lists_hold_what_is_promised(demo: OpenStore) -> None:
    overview = ask(demo, GetOverview())
    assert overview.professional == "Dr Anna Jónsdóttir"
    assert (overview.active, overview.requested) == (132, 4)
    assert (overview.invited, overview.deactivated) == (2, 57)
    assert overview.undelivered == 1
    states = Counter(row.treatment_state for row in rows(demo, Stage.ACTIVE))
    assert min(states[TreatmentState.ON_HOLD], states[TreatmentState.PLANNED]) > 5


def test_requests_have_waited_differently_and_say_what_they_come_for(demo: OpenStore) -> None:
    requests = rows(demo, Stage.REQUESTED)
    waits = sorted((NOW - row.since).days for row in requests)
    assert waits == [0, 1, 6, 19]
    assert all(opened(row.details).reason_for_booking for row in requests)
    assert {opened(row.details).interaction_preference for row in requests} == set(Interaction)


def test_one_request_is_from_somebody_who_is_a_client_already(demo: OpenStore) -> None:
    matches = []
    for row in rows(demo, Stage.REQUESTED):
        details = opened(row.details)
        found = ask(demo, FindLookAlikes(keys=identities(details)))
        matches += [compare(details, opened(one.details)) for one in found if one.id != row.id]
    (match,) = matches
    assert (match.email, match.birth_date) == (Verdict.MATCH, Verdict.MATCH)
    assert (match.name, match.national_id) == (Verdict.DIFFERS, Verdict.MISSING)


def test_one_invite_has_nearly_run_out_and_one_was_never_delivered(demo: OpenStore) -> None:
    left = sorted(
        row.invite_expires_at - NOW for row in rows(demo, Stage.INVITED) if row.invite_expires_at
    )
    assert timedelta(0) < left[0] < timedelta(days=3) < left[1]
    states = {row.delivery.state for row in rows(demo, Stage.INVITED) if row.delivery}
    assert states == {MessageState.SENT, MessageState.FAILED}


def test_the_outbox_holds_mail_in_every_state_that_one_meets(demo: OpenStore) -> None:
    states = Counter(one.state for one in ask(demo, ListOutbox(limit=1000)))
    assert (states[MessageState.WAITING], states[MessageState.FAILED]) == (1, 1)
    assert states[MessageState.SENT] > 20


def test_everything_happened_in_its_order_and_nothing_in_the_future(demo: OpenStore) -> None:
    changes = ask(demo, ListChanges(limit=5000))
    moments = [one.at for one in changes]
    assert moments == sorted(moments)
    assert moments[-1] < NOW
    assert moments[0] < NOW - timedelta(days=500)
    assert {row.since.tzinfo for row in rows(demo, Stage.DEACTIVATED)} == {UTC}


def test_the_last_move_can_be_taken_back(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.kara"
    copy.write_bytes(built.read_bytes())
    store = open_local(copy, KEY, "", lambda: NOW)
    try:
        (newest,) = ask(store, ListMoves(limit=1))
        assert newest.operation == "AcceptRequest"
        ask(store, UndoMove(move=newest.intent))
        assert ask(store, GetOverview()).requested == 5
    finally:
        store.store.close()


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.kara"
    path.write_text("precious")
    with pytest.raises(NotAllowedNow, match="already"):
        build_demo(path, KEY, clients=10)
    ensure_demo(path, KEY)
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_appears_meanwhile_stays_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.kara"
    with pytest.raises(NotAllowedNow):
        build_demo(path, KEY, clients=10, progress=lambda *_: path.touch())
    assert list(tmp_path.iterdir()) == [path]


def test_a_build_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        build_demo(tmp_path / "demo.kara", KEY, clients=10, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="Choose a folder"):
        build_demo(tmp_path / "none" / "demo.kara", KEY, clients=10)


def test_a_large_practice_has_as_many_clients_as_asked_for_and_finds_them(
    built: Path, tmp_path: Path
) -> None:
    path = tmp_path / "large.kara"
    told: list[tuple[int, int]] = []
    build_demo(path, KEY, clients=1000, clock=lambda: NOW, progress=lambda *at: told.append(at))
    assert told[-1] == (1000, 1000)
    large, small = (open_local(one, KEY, "", lambda: NOW) for one in (path, built))
    try:
        assert ask(large, GetOverview()).active == 1000
        some = opened(rows(large, Stage.ACTIVE)[500].details)
        assert ask(large, ListClients(search=some.name)).total
        assert schema(large) == schema(small)
        assert len({row.since for row in rows(large, Stage.ACTIVE)}) > 900
    finally:
        large.store.close()
        small.store.close()


def schema(store: OpenStore) -> set[tuple[str, str]]:
    with store.store.engine.connect() as connection:
        return {
            (str(name), str(sql))
            for name, sql in connection.exec_driver_sql("SELECT name, sql FROM sqlite_master")
        }
