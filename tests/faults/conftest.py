"""A second process that writes into the test's store."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


class OtherProcess:
    """Another program on the same store, told what to do line by line."""

    def __init__(self, path: Path, key: bytes) -> None:
        command = [sys.executable, "-m", "tests.support.writer", str(path), key.hex()]
        self._process = subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self.line() == ["ready"]

    def tell(self, wish: str) -> None:
        """Ask for something to be done."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{wish}\n")
        self._process.stdin.flush()

    def line(self) -> list[str]:
        """Wait for the next thing that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().split()

    def lines_until_done(self) -> list[list[str]]:
        """Wait until it is done and return all that it said."""
        lines = []
        while (line := self.line()) != ["done"]:
            assert line, "the other process ended too early"
            lines.append(line)
        return lines

    def end(self) -> None:
        """Let it end by itself."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()


@pytest.fixture
def other_process(store_path: Path, store_key: bytes) -> Iterator[OtherProcess]:
    """Give another process that has the test's store to write into."""
    process = OtherProcess(store_path, store_key)
    yield process
    process.end()
