"""A program in a terminal of its own, and how long it takes to paint something."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

DOWN = "\x1b[B"
END = "\x1b[F"

COLUMNS = 140
LINES = 40
PATIENCE_SECONDS = 60.0
QUIET_SECONDS = 0.06
"""A program that has sent nothing for so long has painted all it had to."""

_CONTROL = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")
_CHUNK = 1 << 16


class Terminal:
    """Runs a program on a pseudo-terminal; texts are looked for in the bytes that it sends.

    No screen is emulated while the clock runs: a text counts as painted when its last byte
    has arrived since the last key.
    """

    def __init__(self, words: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        self._words = [os.fspath(word) for word in words]
        self._environment = dict(environment)
        self._since = bytearray()
        self._began = 0.0
        self._pid = 0
        self._file = -1

    def __enter__(self) -> Self:
        self._began = perf_counter()
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execve(self._words[0], self._words, self._environment)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._file)

    def press(self, keys: str) -> None:
        """Type keys; what is painted is timed from now on."""
        self._since.clear()
        self._began = perf_counter()
        os.write(self._file, keys.encode())

    def painted(self, text: str) -> float:
        """Wait until a text has been painted; return milliseconds since the key, or the start."""
        wanted = text.encode()
        while wanted not in _CONTROL.sub(b"", self._since):
            self._read(PATIENCE_SECONDS, text)
        return (perf_counter() - self._began) * 1000

    def settle(self, seconds: float = QUIET_SECONDS) -> int:
        """Wait until nothing more is painted; return the bytes sent since the key.

        A blinking cursor is never quiet: no wait is much longer than `seconds`.
        """
        latest = perf_counter() + 4 * seconds
        while perf_counter() < latest and select.select([self._file], [], [], seconds)[0]:
            self._read(seconds, "more")
        return len(self._since)

    def peak_kib(self) -> int:
        """Return the most memory that the program has held so far."""
        status = Path(f"/proc/{self._pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0])

    def _read(self, seconds: float, awaited: str) -> None:
        if not select.select([self._file], [], [], seconds)[0]:
            raise TimeoutError(f"{awaited!r} was not painted: {self._tail()}")
        try:
            self._since += os.read(self._file, _CHUNK)
        except OSError:
            raise RuntimeError(f"{self._words} ended: {self._tail()}") from None

    def _tail(self) -> str:
        return _CONTROL.sub(b"", self._since)[-2000:].decode(errors="replace")


def environment(home: Path) -> dict[str, str]:
    """Return what a program sees: true colour, compiled byte code, settings of its own."""
    foreign = ("TEXTUAL", "KARA", "NO_COLOR", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {
        **kept,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "KARA_HOME": str(home),
    }
