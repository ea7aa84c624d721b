"""A backup while somebody else writes: consistent, and nobody waits for it."""

from pathlib import Path

from kara_tui.db.archive import read_manifest
from kara_tui.db.backup import Source, take_backup
from tests.faults.conftest import OtherProcess
from tests.support.clock import NOON


def test_a_backup_beside_a_busy_writer_is_consistent_and_the_writer_goes_on(
    other_process: OtherProcess, store_path: Path, store_key: bytes, tmp_path: Path
) -> None:
    other_process.tell("add 60")
    counts = []
    for _ in range(3):
        told = read_manifest(take_backup(Source(store_path, store_key), tmp_path, NOON).path)
        counts.append((told.clients, told.tables["changes"]))
    assert len(other_process.lines_until_done()) == 60
    assert all(clients == changes for clients, changes in counts)
