"""A check of a store into which somebody writes finds no damage that is not there."""

from pathlib import Path

from kara_tui.db.integrity import check_integrity
from tests.faults.conftest import OtherProcess


def test_a_store_is_sound_at_every_moment_of_being_written(
    other_process: OtherProcess, store_path: Path, store_key: bytes
) -> None:
    other_process.tell("add 150")
    found = [check_integrity(store_path, store_key) for _ in range(25)]
    assert len(other_process.lines_until_done()) == 150
    assert all(one.is_sound for one in found)
