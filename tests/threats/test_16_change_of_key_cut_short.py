"""However a change of the key is cut short, exactly one key opens the store."""

import subprocess
import sys
from pathlib import Path

from tests.support.vaulted import ROOT


def test_16_power_that_goes_meanwhile_leaves_exactly_one_key(tmp_path: Path) -> None:
    """Threat: a change of key is cut short. Control: a new file, proved, put in place at once."""
    command = [sys.executable, "-m", "tests.support.struck_changes", str(tmp_path), "key", "16"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    found = ended.stdout.splitlines()
    assert len(found) == 16
    assert set(found) == {"old", "new"}
