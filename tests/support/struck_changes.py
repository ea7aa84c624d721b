"""A change of a whole store, struck by a power cut: a newer schema, or another key.

`python -m tests.support.struck_changes FOLDER schema|key CUTS` prints one line for each cut:
what is there afterwards.
"""

import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from kara_tui.backend.opening import open_local
from kara_tui.db.engine import connect_encrypted, open_engine
from kara_tui.db.migrate import migrate
from kara_tui.db.rekey import bring_under
from kara_tui.db.schema import NEWEST, REVISIONS, revision_of
from kara_tui.domain.clock import system_clock
from tests.support.people import PROFESSIONAL_NAME
from tests.support.power_cut import PowerCut
from tests.support.struck_writer import KEY, writing

BEFORE = REVISIONS[-2]
NEW_KEY = bytes(reversed(range(32)))
NOTES = 150


def main() -> None:
    """Cut the power as often as the command line says."""
    folder, what, cuts = Path(sys.argv[1]).resolve(), sys.argv[2], int(sys.argv[3])
    made, change, look = _CHANGES[what]
    template = folder / "template.db"
    made(template)
    # Everything is imported by then: what is struck is the work, not its beginning.
    shutil.copy(template, folder / "once.db")
    change(folder / "once.db")
    for seed in range(cuts):
        store = folder / str(seed) / "practice.db"
        store.parent.mkdir()
        shutil.copy(template, store)
        moment = random.Random(seed).randint(1, _MOMENTS[what])
        PowerCut(store.parent, seed).strike(moment, _on_and_on(store, change))
        sys.stdout.write(look(store) + "\n")
        sys.stdout.flush()


def _on_and_on(store: Path, change: Callable[[Path], None]) -> Callable[[int], None]:
    def work(pipe: int) -> None:
        change(store)
        os.write(pipe, b"done\n")
        writing(store.with_name("other.db"), "FULL", 1000)(pipe)

    return work


def _make_older(store: Path) -> None:
    engine = open_engine(store, KEY)
    migrate(engine, BEFORE)
    engine.dispose()


def _bring_up_to_date(store: Path) -> None:
    open_local(store, KEY, PROFESSIONAL_NAME, system_clock).store.close()


def _schema(store: Path) -> str:
    """Return which schema a store has, if it has all of that one and nothing of another."""
    engine = open_engine(store, KEY)
    with engine.connect() as connection:
        found = revision_of(connection)
        columns = {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(changes)")}
    engine.dispose()
    _bring_up_to_date(store)
    whole = {BEFORE: "about" not in columns, NEWEST: "about" in columns}
    return str(found) if found and whole.get(found) else f"half of {found}"


def _make_notes(store: Path) -> None:
    connection = connect_encrypted(driver, store, KEY)
    connection.execute("CREATE TABLE notes (number INTEGER PRIMARY KEY, words TEXT)")
    rows = [(one, f"note {one} " * 40) for one in range(NOTES)]
    connection.executemany("INSERT INTO notes VALUES (?, ?)", rows)
    connection.close()


def _rekey(store: Path) -> None:
    bring_under(store, NEW_KEY, KEY)


def _opening_keys(store: Path) -> str:
    """Return which keys open a store with all its notes; finish the work, and prove that."""
    found = [name for name, key in (("old", KEY), ("new", NEW_KEY)) if _notes(store, key) == NOTES]
    bring_under(store, NEW_KEY, KEY)
    assert _notes(store, NEW_KEY) == NOTES
    assert _notes(store, KEY) is None
    return " and ".join(found) or "none"


def _notes(store: Path, key: bytes) -> int | None:
    try:
        connection: Any = connect_encrypted(driver, store, key)
    except driver.DatabaseError:
        return None
    count = int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])
    connection.close()
    return count


_CHANGES: dict[
    str, tuple[Callable[[Path], None], Callable[[Path], None], Callable[[Path], str]]
] = {
    "schema": (_make_older, _bring_up_to_date, _schema),
    "key": (_make_notes, _rekey, _opening_keys),
}

_MOMENTS = {"schema": 400, "key": 90}
"""About twice as many writes as a change makes: some cuts fall into it, and some behind."""


if __name__ == "__main__":
    main()
