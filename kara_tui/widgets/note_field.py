"""The field in which a note is written: wrapped, with undo, proof against any paste."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import TextArea

from kara_tui.domain.snippets import expansion
from kara_tui.widgets.text_field import TextField

LONGEST_NOTE = 100_000
"""Most characters that can be saved; a paste that leads beyond is refused."""


_OTHERS = {"f6", "f7"}
"""Keys that select a line and everything in other fields, and mean something else in a note."""


class NoteField(TextField, inherit_bindings=False):
    """A text of any length. Up and down stay in it, unlike in the fields of a form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(one, id=f"note_text.{one.key}")
        for one in TextArea.BINDINGS
        if isinstance(one, Binding) and one.key not in _OTHERS
    ]

    DEFAULT_CSS = """
    NoteField {
        height: 1fr;
        min-height: 3;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        background: $background;
        &.-lines { height: 1fr; overflow-y: auto; }
        &:focus { background: $background; }
        & .text-area--placeholder { color: $text-muted; }
    }
    """

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        """Begin with a text.

        Args:
            text: What stands in it at first.
            placeholder: What is shown while nothing does.
        """
        super().__init__(text, lines=True, most=LONGEST_NOTE)
        self.placeholder = Content(placeholder)

    @property
    def words(self) -> int:
        """How many words stand in it."""
        return len(self.text.split())

    def fill(self, text: str) -> None:
        """Begin anew with a text, the cursor behind it; undo does not go back beyond it."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def begin_with(self, text: str) -> None:
        """Put a text with headings here, the cursor where its first answer goes."""
        self.put(text)
        lines = text.split("\n")
        empty = (row for row, line in enumerate(lines) if row and not line)
        self.move_cursor((next(empty, len(lines) - 1), 0))

    def add(self, text: str) -> None:
        """Put a text behind what is written, apart by an empty line; undo takes it back."""
        self.checkpoint()
        end = self.document.end
        gap = "\n\n" if self.text.strip() else ""
        self.replace(gap + text, end, end, maintain_selection_offset=False)
        self.move_cursor(end if not gap else (min(end[0] + 2, self.document.end[0]), 0))

    def expand_snippet(self, snippets: Mapping[str, str]) -> bool:
        """Put the text of the abbreviation before the cursor in its place; tell if it is one."""
        row, column = self.cursor_location
        found = expansion(self.document.get_line(row), column, snippets)
        if found is None:
            return False
        self.checkpoint()
        start, end = (row, found.start), (row, found.end)
        self.replace(found.text, start, end, maintain_selection_offset=False)
        return True

    def checkpoint(self) -> None:
        """Let the next undo stop here."""
        self.history.checkpoint()

    def put(self, text: str) -> None:
        """Replace the whole text; one undo brings the earlier one back."""
        self.checkpoint()
        super().put(text)
        self.checkpoint()

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up; the first line is the end."""
        TextArea.action_cursor_up(self, select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down; the last line is the end."""
        TextArea.action_cursor_down(self, select)
