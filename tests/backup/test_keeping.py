"""While the workstation runs, each day on which something changed gets one backup."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.beside import keys_of
from kara_tui.bootstrap import settings_for
from kara_tui.db import ballast
from kara_tui.db.archive import key_file_in, read_manifest
from kara_tui.db.backup import Source, backups_in, take_backup
from kara_tui.db.ballast import MIB
from kara_tui.db.keeping_backups import back_up_when_due
from kara_tui.domain.backups import Backup
from kara_tui.domain.damage import Damage
from kara_tui.domain.errors import DiskFull, NotAllowedNow
from kara_tui.domain.practice_events import PracticeEvent
from kara_tui.domain.soundness import Soundness, soundness_told
from kara_tui.operations.audit import NotePracticeEvent
from kara_tui.operations.clients import GetOverview
from kara_tui.safekeeping import Safekeeping
from kara_tui.vault.changes import put_recovery_code
from kara_tui.vault.opening import open_with_recovery_code
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.workflows.upkeep import keep_backing_up, keep_room, tell_damage
from tests.backup.conftest import Vaulted, fill
from tests.support.clock import NOON
from tests.support.stores import open_at

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


def test_a_new_passphrase_or_code_is_in_a_backup_at_once_and_only_once(
    vaulted: Vaulted, folder: Path
) -> None:
    source = vaulted.source
    assert back_up_when_due(source, folder, NOON) is not None
    assert back_up_when_due(source, folder, NOON + timedelta(hours=1)) is None
    keys = keys_of(source.store)
    vault = open_with_recovery_code(keys, vaulted.code)
    put_recovery_code(vault, RecoveryCode.new())
    made = back_up_when_due(source, folder, NOON + timedelta(hours=2))
    assert made is not None
    assert key_file_in(made.path) == keys.read_bytes()
    assert back_up_when_due(source, folder, NOON + timedelta(hours=3)) is None


def test_who_leaves_has_the_days_work_in_a_backup(source: Source, folder: Path) -> None:
    assert back_up_when_due(source, folder, NOON) is not None
    fill(source.store, source.key, ("New",))
    soon, evening = NOON + timedelta(minutes=20), NOON + timedelta(hours=5)
    assert back_up_when_due(source, folder, soon, leaving=True) is None
    assert back_up_when_due(source, folder, evening) is None
    assert back_up_when_due(source, folder, evening, leaving=True) is not None
    later = evening + timedelta(hours=5)
    assert back_up_when_due(source, folder, later, leaving=True) is None, "nothing has changed"
    assert len(backups_in(folder)) == 1, "one of each day is kept"


def test_while_a_backup_is_made_the_top_line_says_how_far_it_is(
    source: Source, tmp_path: Path
) -> None:
    settings = settings_for(str(tmp_path / "home"), None, {"KARA_STORE_PATH": str(source.store)})
    shown: list[str] = []
    safe = Safekeeping(
        settings, lambda: source.key, print, _clock, look_again=lambda: shown.append(safe.caution())
    )
    assert safe.back_up_when_due() is not None
    assert "backup: copying 100%" in shown
    assert "backup: packing 100%" in shown
    assert shown[-1] == "no backup was ever tried: kara drill"


async def test_a_backup_keeps_nobody_from_locking_or_leaving(
    source: Source, backend: Backend, tmp_path: Path
) -> None:
    settings = settings_for(str(tmp_path / "home"), None, {"KARA_STORE_PATH": str(source.store)})
    safe = Safekeeping(settings, lambda: source.key, print, _clock)
    chore = asyncio.create_task(safe.keep_backing_up(backend))
    await asyncio.sleep(0)
    chore.cancel()
    await asyncio.wait({chore})
    with pytest.raises(NotAllowedNow, match="stopped"):
        safe.back_up_when_due()
    assert list(settings.backup_folder.iterdir()) == []


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
    made: list[int] = []
    enough = asyncio.Event()
    loop = asyncio.get_running_loop()

    def back_up() -> Backup | None:
        tries.append(1)
        if len(tries) >= 5:
            loop.call_soon_threadsafe(enough.set)
        if len(tries) in {2, 3}:
            raise DiskFull("It does not fit.", "Free some space.")
        return Backup(NOON, Path("made")) if len(tries) == 4 else None

    async def note() -> None:
        made.append(len(tries))

    chore = asyncio.create_task(keep_backing_up(back_up, told.append, note, first=0, every=0))
    await asyncio.wait_for(enough.wait(), 10)
    chore.cancel()
    assert made == [4], "only a backup that was made is told of"
    assert told == ["No backup was made. It does not fit. Free some space."]


async def test_room_is_set_aside_again_and_again_and_a_full_disk_told_once() -> None:
    loop, enough, made = asyncio.get_running_loop(), asyncio.Event(), []
    told: list[str] = []
    low = iter(["", "disk nearly full: make room", "disk nearly full: make room", ""])

    def make() -> None:
        made.append(1)
        if len(made) == 6:
            loop.call_soon_threadsafe(enough.set)

    def is_low() -> str:
        return next(low, "disk nearly full: make room")

    chore = asyncio.create_task(keep_room(make, is_low, told.append, every=0))
    await asyncio.wait_for(enough.wait(), 10)
    chore.cancel()
    words = "Disk nearly full: make room. Notes are still saved; a backup may not fit."
    assert told == [words] * 2, "once, and again after there was room"


async def test_damage_is_told_with_the_newest_backup() -> None:
    told: list[tuple[Soundness, Backup | None]] = []
    newest = Backup(NOON, Path("kara-20260302-120000.kara-backup"))
    damaged = Soundness(pages=900, damaged=(3, 7))
    await tell_damage(
        lambda: damaged, lambda: None, lambda: newest, lambda *what: told.append(what)
    )
    assert told == [(damaged, newest)]
    assert soundness_told(damaged, newest) == (
        "The practice's file is damaged: 2 of 900 pages can no longer be read. What lies on the"
        " others can be saved: kara rescue STORE NEWSTORE. The newest backup is from 2 Mar 2026"
        " 12:00 (kara-20260302-120000.kara-backup)."
    )


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
    checked = safe.check_when_due()
    assert checked is not None
    assert checked.is_sound
    assert safe.check_when_due() is None
    assert safe.ballast().make()
    assert (await safe.with_last_room(backend)(GetOverview())).active == 0
    assert told == []


@pytest.mark.parametrize("event", ["opened", "backup"])
def test_what_happens_to_a_practice_is_no_reason_for_another_backup(
    source: Source, folder: Path, event: str
) -> None:
    opened = open_at(source.store, source.key)
    assert back_up_when_due(source, folder, NOON) is not None
    happened = {"opened": PracticeEvent.OPENED_BY_KEYRING, "backup": PracticeEvent.BACKUP_MADE}
    opened.dispatch(NotePracticeEvent(event=happened[event]), opened.actor)
    opened.store.close()
    assert back_up_when_due(source, folder, NOON + DAY) is None
    fill(source.store, source.key, ("New",))
    assert back_up_when_due(source, folder, NOON + DAY) is not None


def test_the_top_line_warns_of_a_full_disk_before_all_else(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(str(tmp_path / "home"), None, {"KARA_STORE_PATH": str(source.store)})
    safe = Safekeeping(settings, lambda: source.key, print, _clock)
    assert safe.caution() == "no backup was ever tried: kara drill"
    monkeypatch.setattr(ballast, "free_bytes", lambda _: 31 * MIB + 5)
    assert safe.caution() == "disk nearly full, 31 MB left: make room"

    def hang(_: Path) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(ballast, "free_bytes", hang)
    assert safe.caution() == "no backup was ever tried: kara drill"


async def test_damage_is_shown_and_stays_in_the_top_line(
    source: Source, backend: Backend, tmp_path: Path
) -> None:
    shown: list[Damage] = []
    settings = settings_for(str(tmp_path / "home"), None, {"KARA_STORE_PATH": str(source.store)})
    safe = Safekeeping(settings, lambda: source.key, print, _clock, show_damage=shown.append)
    pages = source.store.read_bytes()
    source.store.write_bytes(pages[:-4096] + bytes(4096))
    await safe.tell_damage(backend)
    (damage,) = shown
    assert (damage.store, damage.newest) == (source.store, None)
    assert damage.found.damaged
    assert safe.caution() == "the practice's file is damaged: kara doctor"


def _clock() -> datetime:
    return NOON


def test_a_folder_that_is_set_serves_ones_own_practice_only(tmp_path: Path) -> None:
    chosen = {"KARA_BACKUP_FOLDER": str(tmp_path / "usb")}
    own = settings_for(str(tmp_path), None, chosen)
    other = settings_for(str(tmp_path), str(tmp_path / "other" / "x.db"), chosen)
    assert own.backup_folder == tmp_path / "usb"
    assert other.backup_folder == tmp_path / "other" / "backups"
    assert settings_for(str(tmp_path), None, {}).backup_folder == tmp_path / "backups"
