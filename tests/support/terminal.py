"""A real terminal for a real program: a pty, and a screen that obeys what is written to it."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte

LONGEST_WAIT = 60.0
"""Seconds until a wait gives up; a busy machine needs many of them."""

QUIET = {"PYTHONDONTWRITEBYTECODE": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Terminal:
    """Runs a command in a pty of its own and reads what it draws."""

    def __init__(
        self,
        command: list[str],
        environment: Mapping[str, str],
        columns: int = 100,
        lines: int = 30,
    ) -> None:
        self.raw = bytearray()
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._near, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=far,
            stdout=far,
            stderr=far,
            env={**_without_size(os.environ), **QUIET, **environment},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(far)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        # pyte's own `display` stumbles over the second half of a wide character.
        rows = (self._screen.buffer[line] for line in range(self._screen.lines))
        columns = range(self._screen.columns)
        return "\n".join("".join(row[column].data for column in columns) for row in rows)

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._near, keys.encode())

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what was written; tell whether the terminal is still open."""
        readable, _, _ = select.select([self._near], [], [], seconds)
        if not readable:
            return True
        try:
            data = os.read(self._near, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)

    def drain(self) -> None:
        """Take in all that was written, until nothing more has come for a while."""
        while select.select([self._near], [], [], 0.3)[0] and self.read():
            continue

    def wait_for(self, words: str) -> None:
        """Wait until the words stand on the screen."""
        self.wait_until(lambda: words in self.text, f"“{words}”")

    def wait_until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until something is so, drawing meanwhile."""
        end = time.monotonic() + LONGEST_WAIT
        while not is_so():
            if time.monotonic() > end or not self.read():
                raise AssertionError(f"waited in vain for {what}; on the screen:\n{self.text}")

    def wait_for_end(self, seconds: float = LONGEST_WAIT) -> int:
        """Wait until the program has ended and return its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise AssertionError(f"still running after {seconds} s:\n{self.text}")
            self.read()
        while self.read(0.05) and select.select([self._near], [], [], 0.05)[0]:
            continue
        return int(self.process.returncode)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        os.close(self._near)

    def close(self) -> None:
        """End the program, whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError):
            os.close(self._near)


def _without_size(environment: Mapping[str, str]) -> dict[str, str]:
    # They would win over the size of the terminal itself.
    return {name: value for name, value in environment.items() if name not in {"COLUMNS", "LINES"}}


def kara(*arguments: str) -> list[str]:
    """Return the command that runs kara from this checkout."""
    return [sys.executable, "-m", "kara_tui", *arguments]


def home_of(folder: Path) -> dict[str, str]:
    """Return the environment under which kara keeps everything in one folder."""
    return {"KARA_HOME": str(folder)}
