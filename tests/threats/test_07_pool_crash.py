"""Many threads on one store never bring the program down."""

import subprocess
import sys
from pathlib import Path

from tests.support.vaulted import ROOT

_ROUNDS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from sqlalchemy import text
from kara_tui.db.engine import open_engine

path, key, rounds = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3])

def work(engine):
    for _ in range(20):
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()

for _ in range(rounds):
    engine = open_engine(path, key)
    with ThreadPoolExecutor(12) as threads:
        list(threads.map(work, [engine] * 12))
    engine.dispose()
print("done")
"""


def test_07_twelve_threads_connect_thousands_of_times(store_path: Path, store_key: bytes) -> None:
    """Threat: the driver's pool crashes. Control: one whose connections go from hand to hand."""
    command = [sys.executable, "-c", _ROUNDS, str(store_path), store_key.hex(), "25"]
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in running:
        told, complaint = process.communicate()
        assert (process.returncode, told, complaint) == (0, b"done\n", b"")
