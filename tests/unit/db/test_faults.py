"""Faults: a file that cannot be used is told in a sentence, and nothing is damaged."""

import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from kara_tui.db.engine import open_engine
from kara_tui.db.faults import faults_told
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.operations.clients import AddClient, GetOverview
from tests.support.people import details
from tests.support.stores import open_at, read_names


def _refused(path: Path, key: bytes) -> str:
    """Return what the user reads when the store is used."""
    with pytest.raises(StoreUnavailable) as refusal:
        read_names(path, key)
    words = str(refusal.value)
    assert str(path) in words
    assert refusal.value.advice.endswith(".")
    assert "Traceback" not in words
    assert "sqlalche.me" not in words
    return words


def test_a_file_that_is_no_store_is_refused_and_left_alone(
    tmp_path: Path, store_key: bytes
) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear reader, this is no store. " * 500)
    before = path.read_bytes()
    assert "the file is not a store" in _refused(path, store_key)
    assert path.read_bytes() == before


def test_a_plain_sqlite_file_is_refused_and_left_alone(tmp_path: Path, store_key: bytes) -> None:
    path = tmp_path / "plain.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE clients (name TEXT)")
    plain.close()
    before = path.read_bytes()
    assert "the file is not a store" in _refused(path, store_key)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [0.00001, 0.001, 0.05, 0.3, 0.5, 0.99999])
def test_a_truncated_store_is_refused_and_left_alone(
    filled: Path, store_key: bytes, tmp_path: Path, kept: float
) -> None:
    whole = filled.read_bytes()
    path = tmp_path / "short.kara"
    path.write_bytes(whole[: max(1, int(len(whole) * kept))])
    before = path.read_bytes()
    assert _refused(path, store_key)
    assert path.read_bytes() == before


def test_an_empty_file_is_not_taken_for_a_new_store(
    filled: Path, store_key: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "empty.kara"
    path.touch()
    beside = tmp_path / "empty.kara-wal"
    beside.write_bytes(b"what was not yet in the file")
    assert "is empty" in _refused(path, store_key)
    assert path.stat().st_size == 0
    assert beside.read_bytes() == b"what was not yet in the file"


def test_a_damaged_store_never_shows_anything_wrong(
    filled: Path, store_key: bytes, tmp_path: Path, names: list[str]
) -> None:
    data = filled.read_bytes()
    path = tmp_path / "damaged.kara"

    @settings(max_examples=40, suppress_health_check=list(HealthCheck), database=None)
    @given(st.integers(0, len(data) - 1), st.integers(0, 7))
    @example(20, 0)
    @example(4096 * 2 + 100, 3)
    def flip(place: int, bit: int) -> None:
        damaged = bytearray(data)
        damaged[place] ^= 1 << bit
        for stale in tmp_path.glob("damaged.kara*"):
            stale.unlink()
        path.write_bytes(damaged)
        with suppress(StoreUnavailable):
            assert read_names(path, store_key) == names

    flip()


def test_damage_all_over_is_told(filled: Path, store_key: bytes, tmp_path: Path) -> None:
    data = bytearray(filled.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 + 2000] ^= 0xFF
    path = tmp_path / "damaged.kara"
    path.write_bytes(data)
    assert "damaged" in _refused(path, store_key)


def test_a_store_of_a_newer_version_is_refused_and_left_alone(
    store_path: Path, store_key: bytes
) -> None:
    engine = open_engine(store_path, store_key)
    with engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    engine.dispose()
    before = store_path.read_bytes()
    words = _refused(store_path, store_key)
    assert "newer version of kara" in words
    assert "Update kara" in words
    assert store_path.read_bytes() == before


def test_a_missing_folder_is_told(tmp_path: Path, store_key: bytes) -> None:
    path = tmp_path / "nowhere" / "practice.kara"
    assert "cannot be opened" in _refused(path, store_key)
    assert not path.parent.exists()


def test_a_folder_in_place_of_the_store_is_told(tmp_path: Path, store_key: bytes) -> None:
    path = tmp_path / "practice.kara"
    path.mkdir()
    assert "cannot be opened" in _refused(path, store_key)


def test_a_busy_store_is_told_after_a_while(
    store_path: Path, store_key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    pragmas = ("journal_mode = WAL", "busy_timeout = 20")
    monkeypatch.setattr("kara_tui.db.engine.PRAGMAS", pragmas)
    one, other = open_at(store_path, store_key), open_at(store_path, store_key)
    with one.store.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="busy for too long"):
            other.dispatch(AddClient(details=details("Anna")), other.actor)
        assert other.dispatch(GetOverview(), other.actor).active == 0
    other.dispatch(AddClient(details=details("Anna")), other.actor)
    one.store.close()
    other.store.close()


def test_what_the_database_never_said_before_is_still_a_sentence(
    store_path: Path, store_key: bytes
) -> None:
    engine = open_engine(store_path, store_key)
    with (
        pytest.raises(StoreUnavailable, match=r"cannot go on .*: no such table: nowhere\."),
        faults_told(store_path),
        engine.connect() as connection,
    ):
        connection.execute(text("SELECT * FROM nowhere"))
    engine.dispose()


def test_a_fault_of_ours_is_not_blamed_on_the_store() -> None:
    with pytest.raises(ZeroDivisionError), faults_told():
        _ = 1 // 0
