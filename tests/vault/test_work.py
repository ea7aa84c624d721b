"""Guessing a passphrase costs what it must, on every machine."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kara_tui.domain.errors import VaultDamaged
from kara_tui.vault.argon import FLOOR, MIB, USUAL, Work, choose_work, is_within
from kara_tui.vault.opening import create_vault, open_with_passphrase
from kara_tui.vault.passphrase import Passphrase
from tests.support.clock import NOON


def test_a_usual_machine_takes_the_usual_work() -> None:
    assert choose_work(lambda: 8192 * MIB, lambda _: 0.5) == USUAL


def test_a_machine_with_little_memory_takes_the_floor() -> None:
    assert choose_work(lambda: 1900 * MIB, lambda _: 0.5) == FLOOR


@pytest.mark.parametrize("seconds", [3.1, float("inf")])
def test_a_slow_machine_takes_the_floor(seconds: float) -> None:
    assert choose_work(lambda: 8192 * MIB, lambda _: seconds) == FLOOR


def test_the_floor_is_64_mebibytes_and_three_passes() -> None:
    assert is_within(Work(memory=64 * MIB, passes=3))
    assert not is_within(Work(memory=64 * MIB - 1, passes=3))
    assert not is_within(Work(memory=256 * MIB, passes=2))
    assert not is_within(Work(memory=2**60, passes=3))
    assert not is_within(Work(memory=64 * MIB, passes=2**40))


def test_a_vault_at_the_real_floor_opens_and_takes_its_time(
    keys_path: Path, passphrase: Passphrase
) -> None:
    made = create_vault(keys_path, passphrase, NOON, work=FLOOR)

    started = time.perf_counter()
    assert open_with_passphrase(keys_path, passphrase).key == made.key
    assert time.perf_counter() - started > 0.02


@pytest.mark.parametrize("weak", [Work(memory=8 * MIB, passes=3), Work(memory=64 * MIB, passes=1)])
def test_a_vault_below_the_floor_is_refused_even_when_it_is_genuine(
    keys_path: Path, passphrase: Passphrase, weak: Work
) -> None:
    create_vault(keys_path, passphrase, NOON, work=weak, floor=weak)

    with pytest.raises(VaultDamaged, match="less protection"):
        open_with_passphrase(keys_path, passphrase)


_STARVED = """
import resource, sys
from pathlib import Path
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.vault.argon import USUAL, stretch
from kara_tui.vault.passphrase import Passphrase
import nacl.pwhash
resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20))
try:
    stretch(Passphrase.typed("heron"), bytes(16), USUAL)
except StoreUnavailable as told:
    print(told)
"""


def test_too_little_memory_is_said_in_words() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _STARVED], capture_output=True, text=True, check=True, timeout=30
    )

    assert "256 MiB of memory" in ended.stdout
    assert not ended.stderr
