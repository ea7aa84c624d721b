"""Encryption: whoever has the files and no key has nothing."""

import sqlite3
from pathlib import Path

import pytest

from kara_tui.db.engine import connect_encrypted, open_engine
from kara_tui.db.store import open_store
from kara_tui.domain.details import Remark
from kara_tui.domain.drafts import DraftContent
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.operations.clients import AddClient, CloseTreatment, ListClients
from kara_tui.operations.drafts import SaveDraft
from kara_tui.operations.invites import InviteClient
from tests.support.people import addressee, details
from tests.support.practice import LocalPractice

_WORD = "Xylophonsdóttir"


async def _plant(practice: LocalPractice) -> None:
    """Bring the word into every place that can hold one."""
    backend = practice.backend
    client = await backend(
        AddClient(details=details(_WORD, reason_for_booking=f"about {_WORD}" * 50))
    )
    await backend(CloseTreatment(client_id=client.id, version=1, reason=Remark(text=_WORD)))
    await backend(InviteClient(details=details(_WORD), addressee=addressee(_WORD)))
    content = DraftContent(typed={"name": _WORD})
    await backend(SaveDraft(key=_WORD, record_version=0, content=content))
    assert (await backend(ListClients(search=_WORD))).rows == ()


async def test_no_planted_word_is_in_any_file(practice: LocalPractice, store_path: Path) -> None:
    await _plant(practice)
    await _no_file_holds_the_word(store_path, at_least={"practice.kara", "practice.kara-wal"})
    await practice.close()
    await _no_file_holds_the_word(store_path, at_least={"practice.kara"})


async def _no_file_holds_the_word(store_path: Path, at_least: set[str]) -> None:
    files = {path.name: path.read_bytes() for path in store_path.parent.glob("practice.kara*")}
    assert at_least <= set(files)
    spellings = (_WORD, _WORD.upper(), "xylophonsdottir", "xylophon", "sqlite format", "CREATE")
    for name, data in files.items():
        for spelling in spellings:
            for encoding in ("utf-8", "utf-16-le"):
                assert spelling.encode(encoding) not in data, f"{spelling} is in {name}"


def test_plain_sqlite_cannot_open_a_store(store_path: Path) -> None:
    assert not store_path.read_bytes().startswith(b"SQLite format")
    plain = sqlite3.connect(store_path)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT * FROM clients")
    plain.close()


def test_another_key_opens_nothing_and_says_so(
    store_path: Path, store_key: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    before = store_path.read_bytes()
    with pytest.raises(StoreUnavailable, match="its key does not fit") as refusal:
        open_store(store_path, bytes(32))
    assert str(store_path) in str(refusal.value)
    assert store_path.read_bytes() == before
    assert capfd.readouterr() == ("", ""), "nothing may be written over the screen"
    open_store(store_path, store_key).close()


def test_a_driver_that_cannot_encrypt_is_refused_before_anything_is_written(
    tmp_path: Path, store_key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.kara"
    with pytest.raises(StoreUnavailable, match="cannot encrypt"):
        connect_encrypted(sqlite3, path, store_key)
    assert not path.exists() or path.stat().st_size == 0
    path.unlink(missing_ok=True)
    monkeypatch.setattr("sqlcipher3.dbapi2", sqlite3)
    with pytest.raises(StoreUnavailable, match="cannot encrypt"):
        open_engine(path, store_key)


def test_the_key_is_in_no_message_and_no_repr(
    store_path: Path, store_key: bytes, tmp_path: Path
) -> None:
    engine = open_engine(store_path, store_key)
    assert store_key.hex() not in repr(engine) + str(engine.url)
    engine.dispose()
    with pytest.raises(StoreUnavailable) as refusal:
        open_store(tmp_path / "no" / "folder.kara", store_key)
    assert store_key.hex() not in str(refusal.value)


def test_every_connection_is_durable_and_waits_its_turn(store_path: Path, store_key: bytes) -> None:
    engine = open_engine(store_path, store_key)
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    connections = [engine.connect() for _ in range(6)]
    for connection in connections:
        for pragma, value in expected.items():
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        waits = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
        assert isinstance(waits, int)
        assert waits >= 1000
        connection.close()
    engine.dispose()
