"""A driver that cannot encrypt is noticed before it writes a single word."""

import os
import sqlite3
from pathlib import Path

import pytest

from kara_tui.backend.opening import open_local
from kara_tui.domain.clock import system_clock
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.vault.bare_key import bare_key_for
from tests.support.people import PROFESSIONAL_NAME
from tests.support.vaulted import ROOT, python

_RUN = "import sys; from kara_tui.cli import main; sys.argv = ['kara', 'clients']; sys.exit(main())"


def _holds_plain_sqlite(folder: Path) -> list[str]:
    files = (one for one in folder.rglob("*") if one.is_file())
    return [one.name for one in files if b"SQLite format" in one.read_bytes()]


def test_05_a_plain_sqlite_in_the_drivers_place_is_refused(
    tmp_path: Path, store_key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threat: the driver is silently plain SQLite. Control: its cipher is asked for first."""
    monkeypatch.setattr("sqlcipher3.dbapi2", sqlite3)
    with pytest.raises(StoreUnavailable, match="cannot encrypt"):
        open_local(tmp_path / "new.db", store_key, PROFESSIONAL_NAME, system_clock)
    assert _holds_plain_sqlite(tmp_path) == []


def test_05_the_whole_program_says_so_and_leaves_no_plain_file(tmp_path: Path) -> None:
    home, fake = tmp_path / "home", tmp_path / "fake" / "sqlcipher3"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("from sqlcipher3 import dbapi2\n")
    (fake / "dbapi2.py").write_text("from sqlite3.dbapi2 import *\n")
    home.mkdir()
    bare_key_for(home / "practice.db")
    around = {**os.environ, "KARA_HOME": str(home), "PYTHONPATH": f"{fake.parent}:{ROOT}"}
    ended = python(_RUN, environment=around)
    assert ended.returncode != 0
    assert "cannot encrypt" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert _holds_plain_sqlite(home) == []
