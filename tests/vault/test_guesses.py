"""Guessing at the keyboard grows slow; nothing is erased, and the right passphrase ends it."""

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kara_tui.beside import guesses_of
from kara_tui.domain.errors import TooSoon, VaultDamaged, WrongKey
from kara_tui.vault.guesses import Guesses
from tests.support.clock import FixedClock

NewGuesses = Callable[[], Guesses]


def wrong() -> str:
    raise WrongKey("This passphrase does not open the vault.")


def right() -> str:
    return "open"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return guesses_of(tmp_path / "practice.db")


@pytest.fixture
def started(path: Path, clock: FixedClock) -> NewGuesses:
    """Return a function that starts the program anew."""
    return lambda: Guesses(path, clock)


def guess_wrong(guesses: Guesses) -> None:
    with pytest.raises(WrongKey):
        guesses.guess(wrong)


def test_each_wrong_guess_doubles_the_wait_up_to_a_minute_across_restarts(
    started: NewGuesses, clock: FixedClock
) -> None:
    waits = []
    for _ in range(9):
        guess_wrong(started())
        waits.append(started().wait())
        clock.forward(timedelta(seconds=waits[-1]))
        assert started().wait() == 0.0

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_during_the_wait_nothing_is_tried(started: NewGuesses, clock: FixedClock) -> None:
    guess_wrong(started())
    clock.forward(timedelta(seconds=0.4))

    with pytest.raises(TooSoon, match="in 1 s") as told:
        started().guess(lambda: pytest.fail("tried"))

    assert told.value.seconds == pytest.approx(0.6)
    assert "ever erased" in told.value.advice


def test_the_right_passphrase_starts_again_from_nothing(
    started: NewGuesses, clock: FixedClock
) -> None:
    for _ in range(5):
        guess_wrong(started())
        clock.forward(timedelta(minutes=1))

    assert started().guess(right) == "open"
    assert started().wait() == 0.0
    guess_wrong(started())
    assert started().wait() == 1.0


def test_however_many_wrong_guesses_wait_a_minute_and_erase_nothing(
    started: NewGuesses, clock: FixedClock, path: Path
) -> None:
    guesses = started()
    path.with_name("practice.keys").write_bytes(b"keys")
    for _ in range(60):
        guess_wrong(guesses)
        clock.forward(timedelta(minutes=1))

    assert started().guess(right) == "open"
    assert path.with_name("practice.keys").read_bytes() == b"keys"


@pytest.mark.parametrize("back", [timedelta(seconds=5), timedelta(days=400)])
def test_a_clock_set_back_neither_lifts_the_wait_nor_makes_it_longer(
    started: NewGuesses, clock: FixedClock, back: timedelta
) -> None:
    for _ in range(8):
        guess_wrong(started())
        clock.forward(timedelta(seconds=60))
    guess_wrong(started())
    clock.forward(-back)

    assert started().wait() == 60.0
    clock.forward(timedelta(seconds=59))
    assert started().wait() == 1.0
    clock.forward(timedelta(seconds=1))
    assert started().guess(right) == "open"


def test_a_guess_counts_though_the_program_is_killed_while_it_is_tried(
    started: NewGuesses,
) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        started().guess(killed)

    assert started().wait() == 1.0


def test_what_is_not_a_wrong_guess_does_not_count(started: NewGuesses) -> None:
    def damaged() -> None:
        raise VaultDamaged("The key file is damaged.")

    with pytest.raises(VaultDamaged):
        started().guess(damaged)

    assert started().wait() == 0.0


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"wrong":"x","last":0}', b"0" * 999])
def test_a_damaged_count_waits_a_second_and_locks_nobody_out(
    started: NewGuesses, clock: FixedClock, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    path.chmod(0o600)

    assert started().wait() == 1.0
    clock.forward(timedelta(seconds=1))
    assert started().guess(right) == "open"


@pytest.mark.parametrize("kind", ["open to others", "a folder"])
def test_a_count_that_cannot_be_used_counts_nobody_as_wrong_and_says_what_is_wrong_with_it(
    started: NewGuesses, clock: FixedClock, path: Path, kind: str
) -> None:
    if kind == "a folder":
        path.mkdir()
    else:
        path.write_bytes(b'{"wrong":0,"last":0}')
        path.chmod(0o644)
    guesses = started()
    assert guesses.wait() == 0.0
    assert f"cannot be kept in {path}" in guesses.trouble
    with pytest.raises(WrongKey) as told:
        guesses.guess(wrong)
    assert ("cannot be kept" in told.value.advice) is (kind == "a folder")
    assert guesses.wait() == 1.0, "while kara runs it counts all the same"
    clock.forward(timedelta(seconds=1))
    assert guesses.guess(right) == "open"


def test_a_count_from_the_far_future_waits_a_minute_at_most(
    started: NewGuesses, clock: FixedClock, path: Path
) -> None:
    path.write_bytes(b'{"wrong":900,"last":1e300}')
    path.chmod(0o600)

    assert started().wait() == 60.0
    clock.forward(timedelta(seconds=60))
    assert started().guess(right) == "open"


def test_on_a_read_only_disk_the_program_still_counts_and_opens(
    started: NewGuesses, clock: FixedClock, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = os.open

    def read_only(name: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, "Read-only file system")
        return really_open(name, flags, mode)

    monkeypatch.setattr(os, "open", read_only)
    guesses = started()
    guess_wrong(guesses)
    assert guesses.wait() == 1.0
    clock.forward(timedelta(seconds=1))

    assert guesses.guess(right) == "open"
    assert guesses.wait() == 0.0
    assert not list(path.parent.iterdir())


def test_only_its_owner_may_read_the_count(started: NewGuesses, path: Path) -> None:
    guess_wrong(started())

    assert path.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]
