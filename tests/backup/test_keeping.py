"""While the workstation runs, each day on which something changed gets one backup."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.bootstrap import settings_for
from kara_tui.db.archive import read_manifest
from kara_tui.db.backup import Source, backups_in, take_backup
from kara_tui.db.keeping_backups import back_up_when_due
from kara_tui.domain.backups import Backup
from kara_tui.domain.errors import DiskFull
from kara_tui.domain.soundness import Soundness
from kara_tui.operations.clients import GetOverview
from kara_tui.safekeeping import Safekeeping
from kara_tui.workflows.upkeep import keep_backing_up, keep_room, tell_damage
from tests.backup.conftest import Vaulted, fill
from tests.support.clock import NOON

DAY = timedelta(days=1)


@pytest.fixture
def folder(source: Source) -> Path:
    return source.store.parent / "backups"


def test_one_backup_a_day_and_none_when_nothing_changed(source: Source, folder: Path) -> None:
    assert back_up_when_due(source, folder, NOON) is not None
    fill(source.store, source.key, ("New",))
    assert back_up_when_due(source, folder, NOON + timedelta(hours=3)) is None
    assert back_up_when_due(source, folder, NOON + DAY) is not None
    assert back_up_when_due(source, folder, NOON + 2 * DAY) is None
    assert len(backups_in(folder)) == 2


def test_what_is_only_typed_counts_as_a_change(source: Source, folder: Path) -> None:
    back_up_when_due(source, folder, NOON)
    _type_something(source)
    assert back_up_when_due(source, folder, NOON + DAY) is not None


def _type_something(source: Source) -> None:
    import sqlcipher3.dbapi2 as driver

    from kara_tui.db.engine import connect_encrypted

    connection = connect_encrypted(driver, source.store, source.key)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(drafts)")]
    values = {"professional_id": b"p" * 16, "key": "k", "at": "2026-03-02 12:00:00.000000"}
    row = [values.get(name, b"{}" if name == "content" else 0) for name in columns]
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO drafts VALUES ({marks})", row)
    connection.close()


def test_a_damaged_newest_backup_does_not_stop_the_next_one(source: Source, folder: Path) -> None:
    first = back_up_when_due(source, folder, NOON)
    assert first is not None
    first.path.write_bytes(b"damaged")
    assert back_up_when_due(source, folder, NOON + DAY) is not None


def test_old_backups_go_by_rule_and_those_of_other_practices_stay(
    source: Source, folder: Path, vaulted: Vaulted
) -> None:
    other = take_backup(vaulted.source, folder, NOON - 900 * DAY)
    one = take_backup(source, folder, NOON - 901 * DAY)
    for ago in range(800, 0, -1):
        at = NOON - ago * DAY
        (folder / f"kara-{at:%Y%m%d-%H%M%S}.kara-backup").hardlink_to(one.path)
    assert read_manifest(other.path).practice != read_manifest(one.path).practice
    fill(source.store, source.key, ("New",))
    made = back_up_when_due(source, folder, NOON)
    left = backups_in(folder)
    assert left[0] == made
    assert other in left
    assert len(left) <= 24 + 1


async def test_the_chore_goes_on_after_a_failure_and_tells_it_once() -> None:
    told: list[str] = []
    tries: list[int] = []
    enough = asyncio.Event()
    loop = asyncio.get_running_loop()

    def back_up() -> Backup | None:
        tries.append(1)
        if len(tries) >= 5:
            loop.call_soon_threadsafe(enough.set)
        if len(tries) in {2, 3}:
            raise DiskFull("It does not fit.", "Free some space.")
        return None

    chore = asyncio.create_task(keep_backing_up(back_up, told.append, first=0, every=0))
    await asyncio.wait_for(enough.wait(), 10)
    chore.cancel()
    assert told == ["No backup was made. It does not fit. Free some space."]


async def test_room_is_set_aside_again_and_again() -> None:
    loop, enough, made = asyncio.get_running_loop(), asyncio.Event(), []

    def make() -> None:
        made.append(1)
        if len(made) == 3:
            loop.call_soon_threadsafe(enough.set)

    chore = asyncio.create_task(keep_room(make, every=0))
    await asyncio.wait_for(enough.wait(), 10)
    chore.cancel()


async def test_damage_is_told_with_the_newest_backup_and_health_is_not() -> None:
    told: list[str] = []
    newest = Backup(NOON, Path("kara-20260302-120000.kara-backup"))
    await tell_damage(lambda: Soundness(pages=9), lambda: newest, told.append)
    assert told == []
    await tell_damage(lambda: Soundness(pages=900, damaged=(3, 7)), lambda: newest, told.append)
    assert told == [
        "The practice's file is damaged: 2 of 900 pages can no longer be read. What lies on the"
        " others can be saved: kara rescue STORE NEWSTORE. The newest backup is from 2 Mar 2026"
        " 12:00 (kara-20260302-120000.kara-backup)."
    ]


async def test_safekeeping_does_all_that_from_the_settings(
    source: Source, backend: Backend, tmp_path: Path
) -> None:
    told: list[str] = []
    settings = settings_for(str(tmp_path / "home"), None, {"KARA_STORE_PATH": str(source.store)})
    safe = Safekeeping(settings, lambda: source.key, told.append, _clock)
    made = safe.back_up_when_due()
    assert made == safe.newest_backup()
    assert made is not None
    assert made.path.parent == source.store.parent / "backups"
    assert safe.check().is_sound
    assert safe.drill_state().is_due
    await safe.tell_damage(backend)
    assert safe.ballast().make()
    assert (await safe.with_last_room(backend)(GetOverview())).active == 0
    assert told == []


def _clock() -> datetime:
    return NOON


def test_a_folder_that_is_set_serves_ones_own_practice_only(tmp_path: Path) -> None:
    chosen = {"KARA_BACKUP_FOLDER": str(tmp_path / "usb")}
    own = settings_for(str(tmp_path), None, chosen)
    other = settings_for(str(tmp_path), str(tmp_path / "other" / "x.db"), chosen)
    assert own.backup_folder == tmp_path / "usb"
    assert other.backup_folder == tmp_path / "other" / "backups"
    assert settings_for(str(tmp_path), None, {}).backup_folder == tmp_path / "backups"
