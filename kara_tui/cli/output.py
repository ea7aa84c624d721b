"""The way out: results to standard output, sentences to standard error, nothing raw."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from kara_tui.domain.text import safe_text


class Output:
    """Writes text that no terminal obeys."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = sys.stdout if out is None else out
        self._err = sys.stderr if err is None else err
        self._transient = False

    @property
    def to_terminal(self) -> bool:
        """Whether a person reads the results as they come."""
        return self._out.isatty()

    def line(self, text: str = "") -> None:
        """Write one line of a result."""
        self.end_progress()
        _write(self._out, safe_text(text) + "\n")

    def json(self, value: object) -> None:
        """Write a value as JSON on one line."""
        self.end_progress()
        _write(self._out, json_text(value) + "\n")

    def json_note(self, value: object) -> None:
        """Write a value as JSON on one line beside the results."""
        self.end_progress()
        _write(self._err, json_text(value) + "\n")

    def note(self, text: str) -> None:
        """Write a sentence beside the results."""
        self.end_progress()
        _write(self._err, safe_text(text) + "\n")

    def raw(self, data: bytes) -> None:
        """Write a piece of a file as it is; made safe when a terminal would show it."""
        if self.to_terminal:
            text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
            _write(self._out, safe_text(text, lines=True))
        else:
            self._out.flush()
            self._out.buffer.write(data)

    def progress(self, text: str) -> None:
        """Show how far something has come, over what was shown before; only to a person."""
        if self._err.isatty():
            self._transient = True
            _write(self._err, f"\r{safe_text(text)}\x1b[K")
            self._err.flush()

    def end_progress(self) -> None:
        """Take the shown progress away."""
        if self._transient:
            self._transient = False
            _write(self._err, "\r\x1b[K")

    def black_on_white(self, text: str) -> None:
        """Write one line of a picture in its own two colours."""
        _write(self._out, f"\x1b[30;107m{safe_text(text)}\x1b[0m\n")

    @contextmanager
    def second_screen(self) -> Iterator[Callable[[], None] | None]:
        """Write on the terminal's second screen for the block: nothing of it is scrolled back to.

        Gives what wipes that screen; None where there is no such screen, and the first one is
        written on.
        """
        if not self.to_terminal or os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
            yield None
            return
        self.end_progress()
        self.flush()
        _write(self._out, "\x1b[?1049h\x1b[H\x1b[2J")

        def wipe() -> None:
            _write(self._out, "\x1b[H\x1b[2J")
            self._out.flush()

        try:
            self._out.flush()
            yield wipe
        finally:
            wipe()
            _write(self._out, "\x1b[?1049l")
            self._out.flush()

    def flush(self) -> None:
        """Hand everything over now.

        Raises:
            BrokenPipeError: When nobody reads any more.
        """
        self._out.flush()
        self._err.flush()


def json_text(value: object) -> str:
    """Return a value as JSON on one line, in which nothing steers a terminal."""
    from kara_tui.backend.wire import encode

    text = encode(value).decode()
    if text.isascii() and text.isprintable():
        return text
    return "".join(mark if safe_text(mark) == mark else json.dumps(mark)[1:-1] for mark in text)


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    if not text.isascii() and encoding.lower().replace("-", "") != "utf8":
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(text)
