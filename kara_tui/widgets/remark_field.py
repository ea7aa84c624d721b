"""Room for a private remark, proof against any paste; all that is typed can be read back."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from kara_tui.domain.text import clean_lines, clean_typed

LONGEST_REMARK = 2000

_MOST_PASTED = 4 * LONGEST_REMARK
"""So much may be pasted, to be shortened by hand."""


class RemarkField(TextArea):
    """A few lines of text, cleaned when they are asked for."""

    @dataclass
    class PasteRefused(Message):
        """More was pasted than a remark can ever hold; the field stays as it was."""

        length: int

    @property
    def remark(self) -> str:
        """What was typed, fit to be stored; look at `is_too_long` first."""
        return clean_lines(self.text)

    @property
    def is_too_long(self) -> bool:
        """Whether the remark has to be shortened before it can be stored."""
        return len(self.remark) > LONGEST_REMARK

    @property
    def too_long_words(self) -> str:
        """How long it is, and how long it may be."""
        return f"A remark takes at most {LONGEST_REMARK:,} characters; this has {len(self.text):,}."

    def fill(self, text: str) -> bool:
        """Put an earlier text here, unless something was typed already; tell whether it is here."""
        if self.text or not text:
            return False
        self.load_text(text)
        self.move_cursor(self.document.end)
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pastes, cleaned, unless it is far too long."""
        event.stop()
        event.prevent_default()
        self._insert_pasted(event.text)

    def action_paste(self) -> None:
        """Insert what was copied in this program."""
        self._insert_pasted(self.app.clipboard)

    def _insert_pasted(self, pasted: str) -> None:
        if len(pasted) + len(self.text) > _MOST_PASTED:
            self.post_message(self.PasteRefused(len(pasted)))
            return
        start, end = self.selection
        self.replace(clean_typed(pasted), start, end, maintain_selection_offset=False)
