"""Whoever takes the key file has to pay for every guess."""

import time
from pathlib import Path

import pytest

from kara_tui.domain.errors import Invalid, VaultDamaged
from kara_tui.vault.argon import MIB, USUAL, Work, choose_work
from kara_tui.vault.opening import create_vault, open_with_passphrase
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.strength import chosen_passphrase
from tests.support.clock import NOON

WORDS = Passphrase.typed("heron gravel teapot thousand")


@pytest.mark.parametrize(
    "cheap",
    [Work(memory=256 * MIB, passes=1), Work(memory=8 * MIB, passes=3), Work(memory=0, passes=0)],
)
def test_03_a_key_file_that_makes_guesses_cheap_is_refused(tmp_path: Path, cheap: Work) -> None:
    """Threat: a weak passphrase and a stolen key file. Control: Argon2id with a floor in code."""
    if cheap.memory:
        create_vault(tmp_path / "a.keys", WORDS, NOON, work=cheap, floor=cheap)
    else:
        create_vault(tmp_path / "a.keys", WORDS, NOON, work=Work(memory=8192, passes=1))
    with pytest.raises(VaultDamaged, match="less protection"):
        open_with_passphrase(tmp_path / "a.keys", WORDS)


def test_03_one_guess_takes_its_time(tmp_path: Path) -> None:
    assert choose_work(lambda: 8192 * MIB, lambda _: 0.5) == USUAL
    assert USUAL.memory >= 256 * MIB
    assert USUAL.passes >= 3
    create_vault(tmp_path / "a.keys", WORDS, NOON, work=USUAL)
    started = time.perf_counter()
    open_with_passphrase(tmp_path / "a.keys", WORDS)
    assert time.perf_counter() - started > 0.1


@pytest.mark.parametrize("guessable", ["", "short", "password1234", "aaaaaaaaaaaaaaaa"])
def test_03_a_passphrase_that_is_quickly_guessed_is_not_taken(guessable: str) -> None:
    with pytest.raises(Invalid):
        chosen_passphrase(guessable)
