"""A drill tells a good backup from every bad one, and remembers when the last good one was."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from kara_tui.db.archive import pack, read_manifest
from kara_tui.db.backup import Source, take_backup
from kara_tui.db.drilling import drill, last_drill
from kara_tui.domain.drills import Drill, drill_state
from kara_tui.domain.errors import StoreUnavailable, WrongKey
from kara_tui.vault.recovery_code import RecoveryCode
from tests.backup.conftest import Vaulted
from tests.support.clock import NOON


@pytest.fixture
def backup(vaulted: Vaulted, tmp_path: Path) -> Path:
    return take_backup(vaulted.source, tmp_path / "usb", NOON).path


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "practice.drill"


def test_a_good_backup_is_told_and_its_date_is_kept(
    vaulted: Vaulted, backup: Path, record: Path, tmp_path: Path
) -> None:
    assert last_drill(record) is None
    manifest = drill(backup, vaulted.key_of, tmp_path / "work", record, NOON)
    assert manifest.clients == 10
    assert last_drill(record) == Drill(at=NOON, backup=backup.name)
    assert list((tmp_path / "work").iterdir()) == []


def test_the_wrong_code_is_told(vaulted: Vaulted, backup: Path, record: Path) -> None:
    stranger = Vaulted(vaulted.source, RecoveryCode.new())
    with pytest.raises(WrongKey):
        drill(backup, stranger.key_of, record.parent, record, NOON)
    assert last_drill(record) is None


def test_a_backup_whose_practice_is_of_another_vault_is_refused(
    vaulted: Vaulted, source: Source, tmp_path: Path, record: Path
) -> None:
    foreign = take_backup(source, tmp_path / "foreign", NOON).path
    with pytest.raises(StoreUnavailable, match="does not open with this key"):
        drill(foreign, lambda _: vaulted.source.key, tmp_path, record, NOON)


def test_a_backup_that_was_cut_off_anywhere_is_refused(
    vaulted: Vaulted, backup: Path, record: Path
) -> None:
    whole = backup.read_bytes()
    # A tar ends with two empty blocks and fills up to ten thousand bytes: not worth a refusal.
    content = len(whole.rstrip(b"\0"))
    chance = random.Random(1)
    for length in sorted(chance.sample(range(content), 40)):
        backup.write_bytes(whole[:length])
        with pytest.raises(StoreUnavailable, match="cannot be used"):
            drill(backup, vaulted.key_of, record.parent, record, NOON)
    assert last_drill(record) is None


def test_one_changed_bit_anywhere_in_what_it_holds_is_found(
    vaulted: Vaulted, backup: Path, record: Path
) -> None:
    whole = backup.read_bytes()
    manifest = read_manifest(backup)
    chance = random.Random(2)
    starts = [whole.index(b"kara-vault-1") - 50, len(whole) // 2, whole.index(b'"made_at"')]
    places = [*starts, *chance.sample(range(20_000, manifest.size), 60)]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        backup.write_bytes(changed)
        with pytest.raises(StoreUnavailable, match="cannot be used"):
            drill(backup, vaulted.key_of, record.parent, record, NOON)
    assert last_drill(record) is None


def test_a_backup_that_holds_something_else_than_it_says_is_refused(
    vaulted: Vaulted, backup: Path, record: Path, tmp_path: Path
) -> None:
    from dataclasses import replace

    from kara_tui.db.archive import unpack

    manifest = read_manifest(backup)
    lying = replace(manifest, tables=dict(manifest.tables) | {"clients": 11})
    (tmp_path / "out").mkdir()
    pack(tmp_path / "lying", lying, dict(unpack(backup, manifest, tmp_path / "out")))
    with pytest.raises(StoreUnavailable, match="something else than it says"):
        drill(tmp_path / "lying", vaulted.key_of, tmp_path / "work", record, NOON)


@pytest.mark.parametrize("name", ["../practice.db", "/etc/passwd", "a//b", ".hidden", "a/../b"])
def test_a_backup_never_writes_outside_its_folder(
    vaulted: Vaulted, backup: Path, record: Path, tmp_path: Path, name: str
) -> None:
    from dataclasses import replace

    manifest = read_manifest(backup)
    member = replace(manifest.members[0], name=name, size=1)
    hostile = replace(manifest, members=(member,))
    with pytest.raises(StoreUnavailable, match="changed while"):
        pack(tmp_path / "hostile", hostile, {name: b"x"})
    good = replace(member, sha256=_X)
    pack(tmp_path / "hostile", replace(manifest, members=(good,)), {name: b"x"})
    with pytest.raises(StoreUnavailable, match="do not belong in it"):
        drill(tmp_path / "hostile", vaulted.key_of, tmp_path / "work", record, NOON)


_X = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


@pytest.mark.parametrize(
    ("days", "due", "words"),
    [
        (0, False, "backup tried today"),
        (1, False, "backup tried yesterday"),
        (30, False, "backup tried 30 days ago"),
        (31, True, "no backup was tried for 31 days: kara drill"),
        (-3, False, "backup tried today"),
    ],
)
def test_after_thirty_days_it_is_time_for_another_drill(days: int, due: bool, words: str) -> None:
    state = drill_state(Drill(at=NOON, backup="x"), NOON + timedelta(days=days))
    assert (state.is_due, state.words) == (due, words)


def test_who_never_tried_a_backup_is_told() -> None:
    assert drill_state(None, NOON).is_due


def test_a_damaged_note_of_the_last_drill_counts_as_none(record: Path) -> None:
    record.write_bytes(b'{"at": 3')
    assert last_drill(record) is None
