"""A backup that could not bring the practice back is found out before it is needed."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kara_tui.db.backup import Source, take_backup
from kara_tui.db.drilling import drill, last_drill
from kara_tui.domain.errors import StoreUnavailable, WrongKey
from kara_tui.vault.derivation import Use
from kara_tui.vault.opening import open_with_recovery_code
from tests.support.clock import NOON
from tests.support.vaulted import Vaulted


class _Drilled:
    """A practice, its backup, and a drill with nothing but the code on paper."""

    def __init__(self, folder: Path) -> None:
        self.practice = Vaulted(folder / "home")
        source = Source(self.practice.store, self.practice.key)
        self.backup = take_backup(source, folder / "usb", NOON).path
        self.record = folder / "practice.drill"
        self._bench = folder / "bench"

    def drill(self, practice: Vaulted | None = None) -> int:
        """Try the backup; return how many clients it holds."""
        code = (practice or self.practice).code

        def key_of(keys: Path | None) -> bytes:
            assert keys is not None
            return open_with_recovery_code(keys, code).key.derive(Use.STORE)

        return drill(self.backup, key_of, self._bench, self.record, NOON).clients


@pytest.fixture
def drilled(tmp_path: Path) -> _Drilled:
    return _Drilled(tmp_path)


def test_17_a_good_backup_passes_and_the_day_is_noted(drilled: _Drilled) -> None:
    """Threat: a useless backup. Control: a drill opens it as if the machine were gone."""
    assert drilled.drill() == 1
    assert last_drill(drilled.record) is not None


def _corrupted(content: bytes, chance: random.Random) -> bytes:
    # What lies behind the last member is padding, which nobody needs.
    place = chance.randrange(len(content.rstrip(b"\0")) // 2, len(content.rstrip(b"\0")) - 2048)
    return content[:place] + bytes([content[place] ^ 0x20]) + content[place + 1 :]


def _truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content.rstrip(b"\0")))]


@pytest.mark.parametrize("spoil", [_corrupted, _truncated])
def test_17_a_spoilt_one_is_refused(
    drilled: _Drilled, spoil: Callable[[bytes, random.Random], bytes]
) -> None:
    whole = drilled.backup.read_bytes()
    chance = random.Random(17)
    for _ in range(12):
        drilled.backup.write_bytes(spoil(whole, chance))
        with pytest.raises(StoreUnavailable):
            drilled.drill()
    assert last_drill(drilled.record) is None


def test_17_one_under_another_key_is_refused(drilled: _Drilled, tmp_path: Path) -> None:
    with pytest.raises(WrongKey):
        drilled.drill(Vaulted(tmp_path / "stranger", stranger=True))
    assert last_drill(drilled.record) is None
