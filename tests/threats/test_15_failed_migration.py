"""A store goes to a newer schema as a whole, or not at all."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, inspect

from kara_tui.db.engine import open_engine
from kara_tui.db.migrate import migrate
from kara_tui.db.schema import NEWEST, REVISIONS, bring_up_to_date
from tests.support.struck_changes import BEFORE
from tests.support.vaulted import ROOT


class _Broken(Exception):
    """Stands for a mistake in a migration."""


def _shape(engine: Engine) -> dict[str, list[str]]:
    found = inspect(engine)
    return {
        table: [str(column["name"]) for column in found.get_columns(table)]
        for table in found.get_table_names()
    }


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_15_a_migration_that_fails_at_any_step_changes_nothing(
    revision: str, tmp_path: Path, store_key: bytes
) -> None:
    """Threat: a migration fails half-way. Control: one transaction around all of it."""
    engine = open_engine(tmp_path / "practice.db", store_key)
    migrate(engine, revision)
    before = _shape(engine)
    left = [0]

    def count(*_: Any) -> None:
        left[0] -= 1
        if not left[0]:
            raise _Broken

    event.listen(engine, "before_cursor_execute", count)
    for step in range(1, 400):
        left[0] = step
        try:
            bring_up_to_date(engine)
            break
        except _Broken:
            left[0] = 0
            assert _shape(engine) == before, f"step {step}"
    event.remove(engine, "before_cursor_execute", count)
    assert step > 5, "so many steps there are at least"
    assert _shape(engine) != before
    engine.dispose()


def test_15_power_that_goes_meanwhile_leaves_the_old_schema_or_the_new_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.support.struck_changes", str(tmp_path), "schema", "12"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    found = ended.stdout.splitlines()
    assert len(found) == 12
    assert set(found) == {BEFORE, NEWEST}, "some cuts before, some after, none between"
