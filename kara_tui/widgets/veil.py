"""The veil: what stands on the screen while names and private texts are hidden from the room.

It lies over whatever is drawn, so it is there at once, whatever screen is open, and nothing that
is read or typed underneath changes. Whatever nobody has said to be fit for other eyes is hidden:
a part of the screen shows its own words only when it is `PUBLIC`, or the text says so itself.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style as LineStyle
from textual.app import App
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from kara_tui.domain.privacy import HIDDEN, Privacy, initials
from kara_tui.domain.text import safe_text

PUBLIC = "public"
"""The class of parts of the screen whose words anybody may read."""

_META = "veil"
HIDDEN_WORDS = "names hidden"
"""What screens say while the veil is there."""

_METHOD = "get_line_filters"
_TEXTUALS_OWN = {"Toast", "CommandPalette", "CommandList", "CommandInput"}
"""They show words of the program; who puts a name into a toast shows its initials."""
_DRAWN = "\u2190-\u21ff\u2500-\u25ff\u2800-\u28ff"
_READABLE = re.compile(rf"[^\s{_DRAWN}]")


class Told(StrEnum):
    """What a text is, for those who look over somebody's shoulder."""

    NAME = "name"
    """Shown as initials."""
    PUBLIC = "public"
    """Shown, wherever it stands."""
    PRIVATE = "private"
    """Hidden, wherever it stands."""


def marked(told: Told) -> LineStyle:
    """Return the style that says what a piece of a line is."""
    return LineStyle(meta={_META: told.value})


def shown_name(name: str) -> Content:
    """Return a name, fit to be drawn; initials while names are hidden."""
    return _told(Content(safe_text(name)), Told.NAME)


def naming(words: str, *names: str, lines: bool = False) -> Content:
    """Return a line in which these names are names, and the rest are words of the program."""
    safe = safe_text(words, lines=lines)
    line = Content(safe)
    for name in {safe_text(one) for one in names} - {""}:
        for found in re.finditer(re.escape(name), safe):
            line = line.stylize(Style.from_meta({_META: Told.NAME.value}), *found.span())
    return line


def public(line: Content) -> Content:
    """Return a text that is shown even where everything else is hidden."""
    return _told(line, Told.PUBLIC)


def private(line: Content) -> Content:
    """Return a text that is hidden even where everything else is shown."""
    return _told(line, Told.PRIVATE)


class VeiledApp(App[None]):
    """A program whose names and private texts can be hidden from the room."""

    privacy: Privacy
    """Whether they are hidden."""

    def hide_names(self, is_on: bool) -> None:
        """Hide names and private texts from the room, or show them again."""
        # What stands in a message cannot be taken back from it.
        self.clear_notifications()
        self.privacy.is_on = is_on
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
                if isinstance(widget, VeilSign):
                    widget.follow()


def is_veiled(app: App[Any]) -> bool:
    """Tell whether names and private texts are hidden at the moment."""
    return isinstance(app, VeiledApp) and app.privacy.is_on


class VeilSign(Static):
    """Says in the heading of a screen that names are hidden, while they are."""

    DEFAULT_CSS = "VeilSign { width: auto; height: 1; text-style: reverse; }"
    IS_PUBLIC: ClassVar[bool] = True

    def on_mount(self) -> None:
        """Say how it stands."""
        self.follow()

    def follow(self) -> None:
        """Be there only while names are hidden."""
        self.display = is_veiled(self.app)
        self.update(Content(f" {HIDDEN_WORDS} "))


class Veil(LineFilter):
    """Hides what a line must not tell."""

    def __init__(self, *, is_open: bool) -> None:
        """Hide the names alone when `is_open`, else everything that is not public."""
        super().__init__()
        self._usual = Told.PUBLIC if is_open else Told.PRIVATE

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the line as anybody may read it, as long as before."""
        del background
        return [one for told, run in groupby(segments, self._told) for one in _veiled(told, run)]

    def _told(self, segment: Segment) -> Told:
        if segment.control or segment.style is None:
            return self._usual if segment.text.strip() else Told.PUBLIC
        told = segment.style.meta.get(_META)
        return Told(told) if told else self._usual


_OPEN, _CLOSED = Veil(is_open=True), Veil(is_open=False)


def install_veil() -> None:
    """Lay the veil over every part of the screen of a `VeiledApp` that asks for it."""
    original = getattr(Widget, _METHOD)
    if original.__module__ == __name__:
        return

    def veiled(self: Widget) -> Sequence[LineFilter]:
        filters: Sequence[LineFilter] = original(self)
        if not is_veiled(self.app):
            return filters
        return [*filters, _OPEN if _is_public(self) else _CLOSED]

    setattr(Widget, _METHOD, veiled)


def _is_public(widget: Widget) -> bool:
    # A screen draws what lies under it: each part of that has been veiled already.
    is_own = isinstance(widget, Screen | Button) or type(widget).__name__ in _TEXTUALS_OWN
    if is_own or widget.has_class(PUBLIC) or getattr(widget, "IS_PUBLIC", False):
        return True
    if isinstance(widget, Input):
        return not widget.value
    return isinstance(widget, TextArea) and not widget.text


def _veiled(told: Told, run: Iterator[Segment]) -> list[Segment]:
    pieces = list(run)
    if told is Told.PUBLIC:
        return pieces
    if told is Told.PRIVATE:
        return [Segment(_dotted(text), style, control) for text, style, control in pieces]
    # A search marks parts of a name: each would be taken for a word of its own.
    whole = "".join(one.text for one in pieces)
    blank = len(whole) - len(whole.lstrip())
    short = " " * blank + (initials(whole) if whole.strip() else "")
    return [Segment(set_cell_size(short, cell_len(whole)), pieces[0].style)]


def _dotted(text: str) -> str:
    dots = _READABLE.sub(lambda one: HIDDEN * cell_len(one.group()), text)
    return set_cell_size(dots, cell_len(text))


def _told(line: Content, told: Told) -> Content:
    return line.stylize(Style.from_meta({_META: told.value}))
