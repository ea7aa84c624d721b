"""One of a few choices in a single line, chosen by arrows or by first letter."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kara_tui.domain.text import safe_text

Choices = tuple[tuple[str, str], ...]
"""(value, words) pairs."""


class ChoiceField(Widget, can_focus=True):
    """Shows all choices side by side, with a sign before the chosen one."""

    DEFAULT_CSS = """
    ChoiceField {
        height: auto;
        padding: 0 1;
        background: $boost;
        &:focus { background: $surface-lighten-1; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Choice before", show=False, id="choice.before"),
        Binding("right,space", "step(1)", "Next choice", show=False, id="choice.next"),
        Binding("up", "app.focus_previous", "Field before", show=False, id="choice.field_before"),
        Binding("down,enter", "app.focus_next", "Next field", show=False, id="choice.next_field"),
        Binding("ctrl+z", "undo", "Undo", show=False, id="choice.undo"),
        Binding("ctrl+y", "redo", "Redo", show=False, id="choice.redo"),
    ]

    @dataclass
    class Changed(Message):
        """Another choice was made."""

        value: str

    value: reactive[str] = reactive("")
    """The chosen value."""

    def __init__(self, value: str, choices: Choices, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._choices = choices
        self._before: list[str] = []
        self._after: list[str] = []
        self.set_reactive(ChoiceField.value, value)

    def render(self) -> Content:
        """Draw the choices; none is broken over two lines."""
        lines = self._lines(self.content_size.width)
        return Content("\n".join("  ".join(words for words, _ in line) for line in lines))

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Tell Textual how many lines the choices take."""
        return len(self._lines(width))

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        start = 0
        for words, value in self._lines(self.content_size.width)[offset.y]:
            if start <= offset.x < start + cell_len(words):
                self.put(value)
            start += cell_len(words) + 2

    def _lines(self, width: int) -> list[list[tuple[str, str]]]:
        lines: list[list[tuple[str, str]]] = [[]]
        room = width
        for value, label in self._choices:
            words = f"{'●' if value == self.value else '○'} {safe_text(label)}"
            if lines[-1] and cell_len(words) > room:
                lines.append([])
                room = width
            lines[-1].append((words, value))
            room -= cell_len(words) + 2
        return lines

    def put(self, value: str) -> None:
        """Choose a value; undo brings the earlier one back."""
        if value != self.value:
            self._before.append(self.value)
            self._after.clear()
            self._set(value)

    def action_step(self, step: int) -> None:
        """Choose the neighbour."""
        values = [value for value, _ in self._choices]
        place = values.index(self.value) if self.value in values else -1
        self.put(values[(place + step) % len(values)])

    def action_undo(self) -> None:
        """Go back to what was chosen before."""
        if self._before:
            self._after.append(self.value)
            self._set(self._before.pop())

    def action_redo(self) -> None:
        """Choose again what was undone."""
        if self._after:
            self._before.append(self.value)
            self._set(self._after.pop())

    def on_key(self, event: events.Key) -> None:
        """Choose by first letter; no letter typed here means anything else."""
        if event.character and event.character.isprintable() and event.key != "space":
            event.stop()
            event.prevent_default()
            for value, label in self._choices:
                if label.casefold().startswith(event.character.casefold()):
                    self.put(value)
                    break

    def check_consume_key(self, _key: str, character: str | None = None) -> bool:
        """Tell Textual that letters are meant for the choice."""
        return character is not None and character.isprintable()

    def _set(self, value: str) -> None:
        self.value = value
        self.post_message(self.Changed(value))
