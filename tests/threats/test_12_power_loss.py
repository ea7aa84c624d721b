"""Power goes at a random moment: all that was called saved is there afterwards."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.struck_writer import Outcome

_ROOT = Path(__file__).parents[2]
_CUTS = 32
_SEEDS = (100, 200)


@pytest.fixture(scope="module")
def in_full(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """What was found after cuts under the program's own settings."""
    folder = tmp_path_factory.mktemp("power")
    running = [_start(folder / str(seed), "FULL", seed, _CUTS) for seed in _SEEDS]
    return [one for process in running for one in _outcomes(process)]


def test_12_no_acknowledged_write_is_lost(in_full: list[Outcome]) -> None:
    """Threat: power loss. Control: a write is called saved when the disk has it (FULL)."""
    assert len(in_full) >= 60
    assert sum(one.acknowledged for one in in_full) > 3 * len(in_full)
    assert [one for one in in_full if one.lost] == []


def test_12_the_store_opens_and_is_sound(in_full: list[Outcome]) -> None:
    # A store that had held nothing yet may be refused in words; there is nothing to lose in it.
    assert [one for one in in_full if one.problem and one.acknowledged] == []


def test_12_the_program_raises_no_false_alarm_afterwards(in_full: list[Outcome]) -> None:
    assert [(one.seed, one.alarm) for one in in_full if one.alarm] == []


@pytest.mark.parametrize("mode", ["NORMAL", "OFF"])
def test_12_the_simulator_sees_what_a_weaker_setting_loses(mode: str, tmp_path: Path) -> None:
    outcomes = _outcomes(_start(tmp_path / "weaker", mode, 1, 14))
    assert sum(one.lost for one in outcomes) > 0


def _start(folder: Path, mode: str, seed: int, cuts: int) -> "subprocess.Popen[str]":
    folder.mkdir()
    command = [sys.executable, "-m", "tests.support.struck_writer"]
    return subprocess.Popen(
        [*command, str(folder), mode, str(seed), str(cuts)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _outcomes(process: "subprocess.Popen[str]") -> list[Outcome]:
    told, complaint = process.communicate()
    assert process.returncode == 0, complaint
    values: list[dict[str, Any]] = [json.loads(line) for line in told.splitlines()]
    return [Outcome(**one) for one in values]
