"""Argon2id: how much work stands between a guess and the key."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from kara_tui.domain.errors import StoreUnavailable
from kara_tui.vault.secret import Key, Secret

ALGORITHM = "argon2id"
SALT_BYTES = 16
MIB = 1024 * 1024
_SLOWEST_SECONDS = 3.0
_SMALL_MACHINE = 2048 * MIB


@dataclass(frozen=True, order=True)
class Work:
    """What one guess costs; libsodium always works in one lane."""

    memory: int
    """Bytes."""
    passes: int


FLOOR = Work(memory=64 * MIB, passes=3)
"""Less is refused, whoever wrote it into the file."""
CEILING = Work(memory=4096 * MIB, passes=16)
"""More is refused, so that an edited file cannot stop the machine."""
USUAL = Work(memory=256 * MIB, passes=3)


def is_within(work: Work, floor: Work = FLOOR) -> bool:
    """Say whether the work is neither too little to protect nor too much to carry out."""
    return (
        floor.memory <= work.memory <= CEILING.memory
        and floor.passes <= work.passes <= CEILING.passes
    )


def stretch(passphrase: Secret, salt: bytes, work: Work) -> Key:
    """Return the key that a passphrase gives.

    Raises:
        StoreUnavailable: When the machine has too little free memory for the work.
    """
    key = _stretch(passphrase, salt, work)
    if key is None:
        raise StoreUnavailable(
            f"Checking a passphrase takes {work.memory // MIB} MiB of memory, and less is free.",
            "Nothing was changed. Close other programs and try again.",
        )
    return key


def _stretch(passphrase: Secret, salt: bytes, work: Work) -> Key | None:
    from nacl.exceptions import RuntimeError as NoMemory
    from nacl.pwhash import argon2id

    try:
        return Key(
            argon2id.kdf(
                Key.SIZE,
                passphrase.reveal(),
                salt,
                opslimit=work.passes,
                memlimit=work.memory,
            )
        )
    except (NoMemory, MemoryError):
        return None


def machine_memory() -> int:
    """Return how many bytes of memory this machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def seconds_for(work: Work) -> float:
    """Return how long one guess takes here; infinity when it cannot be done."""
    started = time.perf_counter()
    done = _stretch(Secret(b"measured"), bytes(SALT_BYTES), work)
    return time.perf_counter() - started if done else float("inf")


def choose_work(
    memory: Callable[[], int] = machine_memory,
    seconds: Callable[[Work], float] = seconds_for,
) -> Work:
    """Return the work for a new passphrase: as much as this machine carries well.

    Machines under 2 GB, and those that need more than 3 s for the usual work, take the floor.
    """
    if memory() < _SMALL_MACHINE or seconds(USUAL) > _SLOWEST_SECONDS:
        return FLOOR
    return USUAL
