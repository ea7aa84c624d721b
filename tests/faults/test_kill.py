"""kill -9 at any moment: every write that was acknowledged is there, and none is there by half."""

import os
import random
import signal
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.db.engine import open_engine
from kara_tui.domain.client import Stage
from kara_tui.domain.ids import ClientId
from kara_tui.operations.clients import GetClient, GetOverview, ListClients
from kara_tui.operations.history import ListChanges
from kara_tui.operations.outbox import ListOutbox
from tests.faults.conftest import OtherProcess
from tests.support.clock import FixedClock
from tests.support.people import PROFESSIONAL_NAME

_CYCLES = 16


def test_no_acknowledged_write_is_lost_however_often_the_writer_is_killed(
    other_process: OtherProcess, store_path: Path, store_key: bytes
) -> None:
    chance = random.Random(20260302)
    acknowledged: dict[UUID, int] = {}
    for _ in range(_CYCLES):
        acknowledged |= _killed_after(other_process, chance.randint(1, 25), chance.random() / 200)
        opened = open_local(store_path, store_key, PROFESSIONAL_NAME, FixedClock())
        _all_is_there(opened, acknowledged)
        _nothing_is_there_by_half(opened)
        opened.store.close()
    assert len(acknowledged) > 2 * _CYCLES
    _file_is_sound(store_path, store_key)


def _killed_after(process: OtherProcess, writes: int, moment: float) -> dict[UUID, int]:
    """Let a child write, kill it a moment later, and return the versions that it acknowledged."""
    process.tell("forever")
    child = 0
    saved: list[list[str]] = []
    while len(saved) < writes or not child:
        word, *rest = process.line()
        if word == "child":
            child = int(rest[0])
        else:
            saved.append(rest)
    # Not a wait for anything: where within the next write it is struck must differ each time.
    signal.sigtimedwait([], moment)
    os.kill(child, signal.SIGKILL)
    saved += [line[1:] for line in process.lines_until_done()]
    return {UUID(client_id): int(version) for client_id, version in saved}


def _all_is_there(opened: OpenStore, acknowledged: dict[UUID, int]) -> None:
    for client_id, version in acknowledged.items():
        client = opened.dispatch(GetClient(client_id=ClientId(client_id)), opened.actor)
        # The write after the last acknowledged one may have come through as well.
        assert client.version in {version, version + 1}


def _nothing_is_there_by_half(opened: OpenStore) -> None:
    overview = opened.dispatch(GetOverview(), opened.actor)
    invites = ListClients(stages=(Stage.INVITED,), limit=1000)
    invited = {row.id for row in opened.dispatch(invites, opened.actor).rows}
    mails = opened.dispatch(ListOutbox(limit=1000), opened.actor)
    assert {mail.client_id for mail in mails} == invited
    assert overview.invited == len(invited)
    changes = opened.dispatch(ListChanges(limit=5000), opened.actor)
    added = {one.entity_id for one in changes if one.operation == "AddClient"}
    assert overview.active == len(added)


def _file_is_sound(store_path: Path, store_key: bytes) -> None:
    engine = open_engine(store_path, store_key)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA cipher_integrity_check")).all() == []
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        connection.execute(text("INSERT INTO clients_fts(clients_fts) VALUES ('integrity-check')"))
    engine.dispose()
