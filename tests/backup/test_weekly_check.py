"""Once a week every index is checked too, and that is remembered across starts."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from kara_tui.beside import checked_of
from kara_tui.db import checking
from kara_tui.db.backup import Source
from kara_tui.db.checking import check_when_due, last_checked
from kara_tui.db.engine import connect_encrypted
from kara_tui.db.integrity import check_integrity
from kara_tui.domain.backups import Backup
from kara_tui.domain.soundness import Soundness, soundness_told
from kara_tui.workflows.upkeep import tell_damage
from tests.support.clock import NOON

DAY = timedelta(days=1)


def test_it_is_due_at_first_then_after_a_week(source: Source) -> None:
    store = source.store
    days = [day for day in range(15) if check_when_due(store, source.key, NOON + day * DAY)]
    assert days == [0, 7, 14]
    assert last_checked(store) == NOON + 14 * DAY
    assert checked_of(store).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("note", [b"", b"{}", b'{"at": 7}', b"x" * 5000])
def test_a_note_that_cannot_be_read_makes_it_due(source: Source, note: bytes) -> None:
    checked_of(source.store).write_bytes(note)
    assert check_when_due(source.store, source.key, NOON) is not None


def test_a_clock_that_was_years_ahead_puts_it_off_for_nobody(source: Source) -> None:
    check_when_due(source.store, source.key, NOON + 3000 * DAY)
    assert check_when_due(source.store, source.key, NOON) is not None


def test_it_finds_an_index_with_wrong_entries_which_the_quick_check_does_not(
    source: Source,
) -> None:
    _spoil_an_index(source)
    assert check_integrity(source.store, source.key).is_sound
    for at in (NOON, NOON + DAY):
        found = check_when_due(source.store, source.key, at)
        assert found is not None, "what is damaged is told at every start"
        assert "missing from index" in " ".join(found.complaints)
    assert last_checked(source.store) is None


def _spoil_an_index(source: Source) -> None:
    import sqlcipher3.dbapi2 as driver

    connection = connect_encrypted(driver, source.store, source.key)
    connection.execute("CREATE INDEX spoilt ON clients (sort_key)")
    connection.execute("PRAGMA writable_schema = ON")
    # As many entries as there are rows, and none of them what it should be.
    other = "UPDATE sqlite_master SET sql = replace(sql, 'sort_key', 'stage') WHERE name = 'spoilt'"
    connection.execute(other)
    connection.close()


def test_where_nothing_can_be_noted_it_is_checked_all_the_same(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(checking, "private_file", refuse)
    for _ in range(2):
        found = check_when_due(source.store, source.key, NOON)
        assert found is not None
        assert found.is_sound


async def test_a_workstation_that_stays_open_checks_every_week() -> None:
    told: list[str] = []
    quick: list[int] = []
    weeks = iter([None, None, Soundness(pages=9), None, Soundness(pages=9, complaints=("bad",))])
    newest = Backup(NOON, Path("kara-20260302-120000.kara-backup"))

    def check() -> Soundness:
        quick.append(1)
        return Soundness(pages=9)

    chore = tell_damage(
        check,
        lambda: next(weeks),
        lambda: newest,
        lambda found, backup: told.append(soundness_told(found, backup)),
        every=0,
    )
    await asyncio.wait_for(chore, 10)
    assert quick == [1], "and quickly once after it was opened"
    (words,) = told
    assert "its pages do not fit together" in words
    assert "2 Mar 2026" in words


async def test_the_full_check_takes_the_place_of_the_quick_one() -> None:
    quick: list[int] = []

    def check() -> Soundness:
        quick.append(1)
        return Soundness()

    found = Soundness(complaints=("bad",))
    await tell_damage(check, lambda: found, lambda: None, lambda *_: None, every=0)
    assert quick == []
