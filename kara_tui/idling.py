"""Noticing that nobody is at the keyboard, or that the machine has slept."""

import time
from collections.abc import Callable

ASLEEP_SECONDS = 5.0
"""The clock that sleeps with the machine stays behind by more than this when it has slept."""


def seconds_awake() -> float:
    """Return the time of a clock that stands still while the machine sleeps."""
    return time.monotonic()


def seconds_passed() -> float:
    """Return the time of a clock that goes on while the machine sleeps, where there is one."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Idling:
    """Tells when to lock: after a while without a key, or after the machine has slept."""

    def __init__(
        self,
        after_seconds: float,
        awake: Callable[[], float] = seconds_awake,
        passed: Callable[[], float] = seconds_passed,
    ) -> None:
        """Start to count.

        Args:
            after_seconds: How long nobody may touch a key or the mouse; zero for ever.
            awake: A clock that stands still while the machine sleeps.
            passed: A clock that does not.
        """
        self._after = after_seconds
        self._awake = awake
        self._passed = passed
        self._touched = passed()
        self._slept = self._passed() - self._awake()

    def touch(self) -> None:
        """Note that somebody is there."""
        self._touched = self._passed()

    def is_over(self) -> bool:
        """Tell whether it is time to lock."""
        if not self._after:
            return False
        return self.has_slept() or self._passed() - self._touched >= self._after

    def has_slept(self) -> bool:
        """Tell whether the machine has slept meanwhile."""
        return self._passed() - self._awake() - self._slept > ASLEEP_SECONDS
