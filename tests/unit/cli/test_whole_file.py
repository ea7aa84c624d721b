"""An export that is killed leaves a part, which the next export into the folder takes away."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kara_tui.cli.whole_file import writing_whole
from kara_tui.domain.errors import Invalid

_WRITES = """
import sys, time
from pathlib import Path
from kara_tui.cli.whole_file import writing_whole
with writing_whole(Path(sys.argv[1])) as write:
    write(b"half of the clients")
    print("half", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_export_left_goes_with_the_next_one(tmp_path: Path) -> None:
    running = _begun(tmp_path / "clients.csv")
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=30)
    (left,) = tmp_path.iterdir()
    assert left.stat().st_mode & 0o077 == 0
    with writing_whole(tmp_path / "other.csv") as write:
        write(b"all")
    assert [one.name for one in tmp_path.iterdir()] == ["other.csv"]


def test_the_part_of_an_export_that_still_runs_stays(tmp_path: Path) -> None:
    running = _begun(tmp_path / "clients.csv")
    with writing_whole(tmp_path / "other.csv") as write:
        write(b"all")
    running.communicate(b"", timeout=30)
    assert running.returncode == 0
    assert (tmp_path / "clients.csv").read_bytes() == b"half of the clients"


def test_what_somebody_else_put_there_under_such_a_name_stays_unless_it_is_a_part(
    tmp_path: Path,
) -> None:
    (tmp_path / "target").write_text("mine")
    (tmp_path / ".x.kara-part").symlink_to(tmp_path / "target")
    (tmp_path / ".notes").write_text("mine")
    with writing_whole(tmp_path / "a.csv") as write:
        write(b"all")
    assert (tmp_path / "target").read_text() == "mine"
    assert (tmp_path / ".notes").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be written"), writing_whole(tmp_path / "no" / "a"):
        pytest.fail("there is nothing to write into")


def _begun(path: Path) -> "subprocess.Popen[bytes]":
    running = subprocess.Popen(
        [sys.executable, "-c", _WRITES, str(path)],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"half\n"
    return running
