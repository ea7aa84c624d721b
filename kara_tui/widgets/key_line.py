"""The bottom line: the keys that work now, as many as fit, help always among them."""

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from kara_tui.commands.keys import key_words
from kara_tui.widgets.veil import HIDDEN_WORDS, is_veiled


class KeyLine(Widget):
    """Shows keys with their labels; a click on one is as good as the key.

    It draws one line instead of mounting a widget per key, since keys change with every move
    of a cursor.
    """

    IS_PUBLIC: ClassVar[bool] = True

    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        dock: bottom;
        background: $panel;
        color: $foreground;
        padding: 0 1;
    }
    """

    LAST = "workstation.show_help"
    """The key that is never left out."""

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []
        self._drawn: list[ActiveBinding] = []

    def on_mount(self) -> None:
        """Follow what the screen offers."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        # Called later: its screen may have been left meanwhile.
        if self.is_attached and self._shown() != self._drawn:
            self.refresh()

    def render(self) -> Content:
        """Draw the nearest keys first, whole ones only."""
        self._drawn = self._shown()
        last = [one for one in self._drawn if one.binding.id == self.LAST]
        rest = [one for one in self._drawn if one.binding.id != self.LAST]
        room = self.content_size.width - sum(_width(one) for one in last)
        line = Content("")
        if is_veiled(self.app):
            line = Content.styled(f" {HIDDEN_WORDS} ", "reverse") + Content(" ")
        self._spots = []
        for one in rest:
            if cell_len(line.plain) + _width(one) > room:
                break
            line = self._put(line, one)
        for one in last:
            line = self._put(line, one)
        return line

    def _shown(self) -> list[ActiveBinding]:
        # A command with two keys is bound twice, and shown once.
        shown = {
            one.binding.id or one.binding.action: one
            for one in reversed(self.screen.active_bindings.values())
            if one.binding.show
        }
        return list(reversed(shown.values()))

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        place = event.get_content_offset(self)
        for start, end, key in self._spots:
            if place is not None and start <= place.x < end:
                self.app.simulate_key(key)

    def _put(self, line: Content, one: ActiveBinding) -> Content:
        start = cell_len(line.plain)
        key, label = _words(one)
        dim = "" if one.enabled else "dim"
        line = line + Content.styled(key, f"bold {dim}".strip()) + Content.styled(label, dim)
        self._spots.append((start, cell_len(line.plain), one.binding.key))
        return line


def _words(one: ActiveBinding) -> tuple[str, str]:
    return key_words(one.binding.key), f" {one.binding.description}  "


def _width(one: ActiveBinding) -> int:
    return sum(cell_len(part) for part in _words(one))
