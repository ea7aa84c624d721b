"""What does the smallest command cost, against an interpreter that does nothing?"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir
from time import perf_counter

from benchmarks.findings import Finding, alternate, ms
from benchmarks.stores import KARA
from benchmarks.terminal import environment

ROUNDS = 15


def measure() -> list[Finding]:
    """Run both in turn."""
    floor, measured = alternate(
        lambda: _run(sys.executable, "-c", "pass"), lambda: _run(KARA, "--version"), ROUNDS
    )
    return [
        Finding(
            question="kara --version",
            measured=ms(measured),
            floor=f"{ms(floor)}, python -c pass",
            ratio=measured / floor,
        )
    ]


def _run(*words: str | os.PathLike[str]) -> float:
    began = perf_counter()
    subprocess.run(
        words, check=True, stdout=subprocess.DEVNULL, env=environment(Path(gettempdir()))
    )
    return (perf_counter() - began) * 1000
