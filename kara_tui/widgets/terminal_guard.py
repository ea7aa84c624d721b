"""The last gate before the terminal: no text from data may steer it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import unwrap

from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from kara_tui.domain.text import safe_text

_METHOD = "render"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class UnsafeText(AssertionError):
    """A text that could steer the terminal came as far as the terminal."""


def install_terminal_guard(raising: bool) -> None:
    """Check every line on its way to the terminal, and repair it; or, in tests, raise.

    Raises:
        UnsafeText: Later, while painting, when `raising` is set.
    """
    original: Callable[[Strip, Console], str] = unwrap(Strip.render)

    @wraps(original)
    def guarded(self: Strip, console: Console) -> str:
        if any(_is_unsafe(segment) for segment in self):
            if raising:
                raise UnsafeText(f"This line would steer the terminal: {self.text!r}.")
            return original(Strip([_repaired(segment) for segment in self]), console)
        return original(self, console)

    setattr(Strip, _METHOD, guarded)


def remove_terminal_guard() -> None:
    """Let lines pass unchecked again."""
    setattr(Strip, _METHOD, unwrap(Strip.render))


@contextmanager
def terminal_guard(raising: bool = True) -> Iterator[None]:
    """Guard the terminal inside a `with` block; afterwards all is as before."""
    before = Strip.render
    install_terminal_guard(raising)
    try:
        yield
    finally:
        setattr(Strip, _METHOD, before)


def _is_unsafe(segment: Segment) -> bool:
    text, style, control = segment
    if control:
        return False
    if style is not None and style.link and _UNSAFE.search(style.link):
        return True
    return not text.isprintable() and _UNSAFE.search(text) is not None


def _repaired(segment: Segment) -> Segment:
    text, style, control = segment
    if not _is_unsafe(segment):
        return segment
    if style is not None and style.link:
        style = style.update_link(None)
    return Segment(safe_text(text), style, control)
