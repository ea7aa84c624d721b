"""Text that is typed: one line or several, with undo, and proof against any paste."""

from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from kara_tui.domain.text import clean_line, clean_lines

_MARKS = str.maketrans(dict.fromkeys("\u200e\u200f\u061c", "\ufffd"))
"""Direction marks belong to the text, but a terminal may obey them: shown one for one."""


class TextField(TextArea):
    """A field to type in. ctrl+z and ctrl+y undo and redo; arrows lead to the next field."""

    DEFAULT_CSS = """
    TextField {
        height: 1;
        padding: 0 1;
        border: none;
        background: $boost;
        overflow-x: hidden;
        overflow-y: hidden;
        &:focus { border: none; background: $surface-lighten-1; }
        &.-lines { height: 6; overflow-y: auto; }
    }
    """

    @dataclass
    class PasteRefused(Message):
        """More was pasted than the field can ever hold; it stays as it was."""

        length: int

    def __init__(self, text: str, *, lines: bool, most: int, classes: str = "") -> None:
        """Begin with a text.

        Args:
            text: What stands in the field at first.
            lines: Whether it may hold several lines.
            most: How many characters are taken before a paste is refused.
            classes: For the style sheets.
        """
        # Classes that are added one by one would each style the whole field anew.
        super().__init__(
            text,
            soft_wrap=lines,
            highlight_cursor_line=False,
            classes=f"{classes} -lines" if lines else classes,
        )
        self._lines = lines
        self._most = most

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is shown: no mark in it may steer the terminal."""
        line = super().get_line(line_index)
        line.plain = line.plain.translate(_MARKS)
        return line

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in sight; nothing once the form has been closed."""
        if not self.is_attached:
            # A paint that was under way may still come here, and no styles are left by then.
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    def put(self, text: str) -> None:
        """Replace the whole text; undo brings the earlier one back."""
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)

    def insert_pasted(self, pasted: str) -> None:
        """Insert a pasted text, cleaned; one line takes all its lines, joined."""
        if self.read_only:
            return
        # Measured before anything looks at it: ten pasted megabytes must cost nothing.
        if len(pasted) > self._most:
            self.post_message(self.PasteRefused(len(pasted)))
            return
        clean = clean_lines(pasted) if self._lines else clean_line(pasted)
        if len(self.text) + len(clean) > self._most:
            self.post_message(self.PasteRefused(len(pasted)))
            return
        start, end = self.selection
        self.replace(clean, start, end, maintain_selection_offset=False)

    def on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes."""
        event.stop()
        event.prevent_default()
        self.insert_pasted(event.text)

    def on_key(self, event: events.Key) -> None:
        """Let enter lead from a field of one line to the next field."""
        if event.key == "enter" and not self._lines:
            event.stop()
            event.prevent_default()
            self.screen.focus_next()

    def action_paste(self) -> None:
        """Insert what was copied in this program."""
        self.insert_pasted(self.app.clipboard)

    def action_cursor_up(self, select: bool = False) -> None:
        """Move up; out of the first line to the field before."""
        if self.cursor_at_first_line and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Move down; out of the last line to the next field."""
        if self.cursor_at_last_line and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)
