"""What does the vault cost at the start, and how soon does locking cover the screen?"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.findings import ROUNDS, Finding, ms
from benchmarks.keyring_start import in_vault
from benchmarks.programs import names_found, recognisable, workstation
from benchmarks.stores import THOUSAND, store_of
from benchmarks.terminal import Terminal, environment
from kara_tui.beside import bare_key_of

START_AIM = 1.1
LOCK_AIM_MS = 100
LOCK = "\x0c"
COVERED = "Locked"


def measure() -> list[Finding]:
    """Start on a store without a vault and on the same in one, in turn, and lock the latter."""
    bare = store_of(THOUSAND)
    name = recognisable(names_found(bare)[0])
    floors, starts, locks = [], [], []
    with TemporaryDirectory(dir=bare.parent) as folder:
        vaulted = Path(copy(bare, Path(folder) / "practice.db"))
        copy(bare_key_of(bare), bare_key_of(vaulted))
        in_vault(vaulted)
        for _ in range(ROUNDS):
            with workstation(bare) as terminal:
                floors.append(terminal.painted(name))
            with _in_keyring(vaulted) as terminal:
                starts.append(terminal.painted(name))
                terminal.settle(0.5)
                terminal.press(LOCK)
                locks.append(terminal.painted(COVERED))
    ratio, lock = median(starts) / median(floors), median(locks)
    return [
        Finding(
            question="exec → first page of 1,000, unlocked by the keyring",
            measured=ms(median(starts)),
            floor=f"{ms(median(floors))}, without a vault",
            ratio=ratio,
            aim=f"≤ {START_AIM}×",
            met=ratio <= START_AIM,
        ),
        Finding(
            question="lock → covered screen",
            measured=ms(lock),
            aim=f"≤ {LOCK_AIM_MS} ms",
            met=lock <= LOCK_AIM_MS,
        ),
    ]


@contextmanager
def _in_keyring(store: Path) -> Iterator[Terminal]:
    words = [sys.executable, "-m", "benchmarks.keyring_start", str(store)]
    with TemporaryDirectory() as home, Terminal(words, environment(Path(home))) as terminal:
        yield terminal
