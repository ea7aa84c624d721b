"""Room for a private remark. Its text is handed up while it is typed, so that it can be kept."""

from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widgets import TextArea

from kara_tui.domain.text import clean_lines

LONGEST_REMARK = 2000


class RemarkField(TextArea):
    """A few lines of text, cleaned when they are asked for."""

    @dataclass
    class Edited(Message):
        """Another text stands here."""

    @property
    def remark(self) -> str:
        """What was typed, fit to be stored."""
        return clean_lines(self.text[:LONGEST_REMARK])

    def fill(self, text: str) -> None:
        """Put an earlier text here, unless something was typed already."""
        if not self.text:
            self.load_text(text)
            self.move_cursor(self.document.end)

    @on(TextArea.Changed)
    def tell_edited(self, changed: TextArea.Changed) -> None:
        """Say that the text is another one."""
        changed.stop()
        self.post_message(self.Edited())
