"""Wrong passphrases cost waiting: 1, 2, 4, … 60 s. Nothing is ever erased."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from kara_tui.domain.errors import KaraError, TooSoon, WrongKey
from kara_tui.vault.private_file import locked_folder, read_whole, replace_with

LONGEST_WAIT = 60.0
_LONGEST_FILE = 200
_T = TypeVar("_T")


@dataclass(frozen=True)
class _Count:
    wrong: int
    last: float
    """When the last guess was made, in seconds since 1970."""


_NONE = _Count(0, 0.0)


class Guesses:
    """Counts wrong guesses beside the key file, so that a restart does not forget them.

    Args:
        path: The file of the count.
        clock: Answers what time it is, in UTC.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._clock = clock
        # Used alone when the file cannot be: records must open even then.
        self._remembered: _Count | None = None
        self._reason = ""

    @property
    def trouble(self) -> str:
        """Why wrong guesses are not kept, in a sentence with what to do; empty when they are."""
        if self._read() is not self._remembered:
            return ""
        return (
            f"Wrong guesses cannot be kept in {self._path}: {self._reason}. They count only while"
            " kara runs; move that file away, and see that its folder takes files."
        )

    @property
    def wrong(self) -> int:
        """How many wrong guesses were made since the last right one."""
        return max(0, self._read().wrong)

    def wait(self) -> float:
        """Return how many seconds must pass before the next guess; 0.0 when it may be made."""
        count, now = self._read(), self._now()
        if count.wrong <= 0:
            return 0.0
        due = min(LONGEST_WAIT, 2.0 ** min(count.wrong - 1, 10))
        if now < count.last:
            # The clock was set back: waiting starts anew instead of lasting until it caught up.
            self._write(replace(count, last=now))
            return due
        return max(0.0, count.last + due - now)

    def guess(self, opening: Callable[[], _T], *, waits: bool = True) -> _T:
        """Return what opening gives; a wrong key counts, success starts again from nothing.

        Args:
            opening: Tries the key.
            waits: Whether the wait is kept to; needless for what nobody can guess.

        Raises:
            TooSoon: When the wait after the last wrong guess is not over; nothing is tried.
            KaraError: What opening raises; only `WrongKey` counts.
        """
        before = self._counted_before_it_is_tried(waits=waits)
        try:
            result = opening()
        except WrongKey as problem:
            raise WrongKey(problem.sentence, f"{problem.advice} {self.trouble}".strip()) from None
        except KaraError:
            self._write(before)
            raise
        self._write(_NONE)
        return result

    def _counted_before_it_is_tried(self, *, waits: bool) -> _Count:
        # First counted, then tried: neither a kill nor a second window gives a guess for free.
        with suppress(OSError), locked_folder(self._path):
            return self._count_one(waits=waits)
        return self._count_one(waits=waits)

    def _count_one(self, *, waits: bool) -> _Count:
        wait = self.wait()
        if waits and wait > 0:
            raise TooSoon(wait)
        before = self._read()
        self._write(_Count(before.wrong + 1, self._now()))
        return before

    def _now(self) -> float:
        return self._clock().astimezone(UTC).timestamp()

    def _read(self) -> _Count:
        import msgspec

        if self._remembered is not None:
            return self._remembered
        try:
            return msgspec.json.decode(read_whole(self._path, _LONGEST_FILE), type=_Count)
        except FileNotFoundError:
            return _NONE
        except OSError as problem:
            # Nothing says that anybody guessed; the next guess tries to put a file in its place.
            return self._remember(_NONE, problem)
        except (msgspec.DecodeError, UnicodeDecodeError):
            # Unreadable is no reason to let guesses go free, nor to lock anybody out.
            self._write(_Count(1, self._now()))
            return _Count(1, self._now())

    def _write(self, count: _Count) -> None:
        import msgspec

        try:
            replace_with(self._path, msgspec.json.encode(count))
        except OSError as problem:
            self._remember(count, problem)
        else:
            self._remembered = None

    def _remember(self, count: _Count, problem: OSError) -> _Count:
        self._remembered, self._reason = count, problem.strerror or str(problem)
        return count
