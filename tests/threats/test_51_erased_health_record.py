"""A health record is not erased, by whatever way somebody asks; the request is written down."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import RecordClass
from kara_tui.domain.decisions import DecisionKind, Outcome
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Refused
from kara_tui.operations.audit import ListAccesses
from kara_tui.operations.clients import AddClient, GetClient
from kara_tui.operations.records import EraseClient, ListDecisions
from kara_tui.operations.table import operations
from tests.support.people import added, details
from tests.support.stores import open_at

ASKED = Remark(text="Asked for it by letter")


async def test_51_erasing_is_refused_and_the_request_is_written_down(backend: Backend) -> None:
    """Threat: a health record is destroyed. Control: its class, which refuses, and the log."""
    client = await added(backend, "Kolfinna")
    assert client.record_class is RecordClass.HEALTH_RECORD
    with pytest.raises(Refused, match="health record"):
        await backend(EraseClient(client_id=client.id, version=1, reason=ASKED))
    assert await backend(GetClient(client_id=client.id)) == client
    (decision,) = await backend(ListDecisions(client_id=client.id))
    assert (decision.kind, decision.outcome) == (DecisionKind.ERASURE, Outcome.REFUSED)
    entries = await backend(ListAccesses(client_id=client.id))
    assert ("EraseClient", ("erasure_refused",)) in {(one.operation, one.fields) for one in entries}


def test_51_only_erasing_destroys() -> None:
    shredding = [one.__name__ for one in operations() if getattr(one, "shreds", False)]
    assert shredding == ["EraseClient"]


def test_51_what_was_written_down_cannot_be_deleted(store_path: Path, store_key: bytes) -> None:
    opened = open_at(store_path, store_key)
    opened.dispatch(AddClient(details=details("Kolfinna")), opened.actor)
    with pytest.raises(DatabaseError), opened.store.engine.begin() as connection:
        connection.execute(text("DELETE FROM changes"))
    opened.store.close()
