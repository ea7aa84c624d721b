"""Migrations: up, down and up again; what they make is what the program expects."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import OperationalError

from kara_tui.db.engine import open_engine
from kara_tui.db.migrate import alembic_config, migrate, migrate_down
from kara_tui.db.record_tables import all_tables
from kara_tui.db.schema import NEWEST, REVISIONS, bring_up_to_date, revision_of
from kara_tui.domain.client import RecordClass, Stage
from kara_tui.domain.listing import SortBy
from kara_tui.operations.audit import VerifyHistory
from kara_tui.operations.clients import ListClients, UpdateClient
from kara_tui.operations.history import ListChanges
from kara_tui.operations.versions import ListVersions
from tests.support.people import added, details, invited
from tests.support.practice import Practice

_ROOT = Path(__file__).parents[3]


@pytest.fixture
def engine(tmp_path: Path, store_key: bytes) -> Iterator[Engine]:
    """Give an encrypted database without any table."""
    empty = open_engine(tmp_path / "empty.kara", store_key)
    yield empty
    empty.dispose()


def _tables(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def _schema(engine: Engine) -> list[tuple[Any, ...]]:
    question = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def _is_ours(_thing: Any, name: str | None, _kind: str, *_rest: Any) -> bool:
    return not (name or "").startswith(("clients_fts", "note_words_fts"))


def test_every_revision_goes_up_and_down_and_up_again(engine: Engine) -> None:
    for revision in REVISIONS:
        migrate(engine, revision)
        there = _schema(engine)
        migrate_down(engine, "-1")
        migrate(engine, revision)
        assert _schema(engine) == there
    migrate_down(engine, "base")
    assert _tables(engine) <= {"alembic_version"}
    migrate(engine, "head")
    with engine.connect() as connection:
        assert revision_of(connection) == NEWEST


def test_the_migrated_schema_is_the_one_that_the_tables_declare(engine: Engine) -> None:
    migrate(engine, "head")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        assert compare_metadata(context, all_tables()) == []


def test_the_program_knows_every_revision_in_order(engine: Engine) -> None:
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
    walked = [one.revision for one in scripts.walk_revisions()]
    assert tuple(reversed(walked)) == REVISIONS


def test_a_migration_that_fails_half_way_leaves_nothing_behind(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE outbox (in_the_way TEXT)"))
        connection.commit()
    with pytest.raises(OperationalError):
        bring_up_to_date(engine)
    assert _tables(engine) == {"outbox"}


def test_a_store_without_tables_is_brought_up_to_date(engine: Engine) -> None:
    bring_up_to_date(engine)
    assert set(all_tables().tables) <= _tables(engine)
    bring_up_to_date(engine)


def test_alembic_is_imported_for_a_store_that_is_behind_and_for_no_other(
    store_path: Path, store_key: bytes, tmp_path: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; from kara_tui.db.store import open_store;"
        f"open_store(Path(sys.argv[1]), bytes.fromhex({store_key.hex()!r})).close();"
        "print('alembic' in sys.modules)"
    )
    for path, imported in ((store_path, "False"), (tmp_path / "new.kara", "True")):
        done = subprocess.run(
            [sys.executable, "-c", script, str(path)],
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == imported


async def test_a_store_of_the_first_revision_can_be_sorted_by_every_column(
    practice: Practice, store_path: Path, store_key: bytes
) -> None:
    await added(practice.backend, "Unknown")
    for name, mail in (("A", "c@mail.example"), ("B", "B@mail.example"), ("C", "a@mail.example")):
        await added(practice.backend, name, contact_email=mail, phone=f"+35455512{ord(name)}")
    await invited(practice.backend, "Invited")
    stages = (Stage.ACTIVE, Stage.INVITED)
    questions = [ListClients(stages=stages, sort_by=sort_by) for sort_by in SortBy]
    before = [await practice.backend(question) for question in questions]

    engine = open_engine(store_path, store_key)
    migrate_down(engine, "0001")
    bring_up_to_date(engine)
    engine.dispose()

    assert [await practice.workstation()(question) for question in questions] == before


async def test_a_history_of_an_earlier_revision_is_chained_in_its_order(
    practice: Practice, store_path: Path, store_key: bytes
) -> None:
    client = await added(practice.backend, "Anna")
    await practice.backend(UpdateClient(client_id=client.id, version=1, details=details("Bea")))
    await invited(practice.colleague(), "Somebody of a colleague")
    await invited(practice.backend)
    before = await practice.backend(ListChanges())
    versions = await practice.backend(ListVersions(client_id=client.id))
    # It goes the same way as what waits to be written, behind it.
    await invited(practice.backend)

    engine = open_engine(store_path, store_key)
    migrate_down(engine, "0002")
    with engine.connect() as connection:
        assert "hash" not in {one["name"] for one in inspect(connection).get_columns("changes")}
    bring_up_to_date(engine)
    with engine.connect() as connection:
        numbers = connection.execute(text("SELECT number, length(hash) FROM changes ORDER BY seq"))
        assert [tuple(row) for row in numbers] == [
            *((number, 32) for number in (1, 2)),
            *((number, 32) for number in (1, 2)),
            *((number, 32) for number in (3, 4, 5, 6)),
        ]
    engine.dispose()

    other = practice.workstation()
    walk = await other(VerifyHistory())
    assert walk.whole
    assert walk.rows == 6
    assert (await other(ListChanges()))[: len(before)] == before
    assert await other(ListVersions(client_id=client.id)) == versions
    assert versions[0].client.record_class is RecordClass.HEALTH_RECORD
    await added(other, "Bea")
    assert (await other(VerifyHistory())).whole
