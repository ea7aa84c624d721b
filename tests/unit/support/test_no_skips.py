"""A run that leaves a test out must not pass where CI is set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_LEAVES_ONE_OUT = """
import pytest

def test_one():
    pass

def test_other():
    pytest.skip("not here")
"""


@pytest.mark.parametrize(("ci", "code"), [("1", 1), ("", 0)])
def test_a_skipped_test_fails_the_run_in_ci_only(tmp_path: Path, ci: str, code: int) -> None:
    (tmp_path / "test_it.py").write_text(_LEAVES_ONE_OUT)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    root = Path(__file__).parents[3]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.no_skips", "test_it.py"]
    environment = {
        **os.environ,
        "CI": ci,
        "PYTHONPATH": str(root),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout
    assert ("left out" in done.stdout) == bool(ci)
