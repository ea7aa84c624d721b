"""The heading of one part of a profile, which can be folded away under it."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kara_tui.domain.text import safe_text
from kara_tui.screens.profile_parts import Part

FOLDED = "-folded"
"""The class of a part of which only the heading is shown."""

_SIGN = "▸ "


class PartHeading(Static):
    """Names a part by its key; a click folds it away, or brings it back."""

    @dataclass
    class Clicked(Message):
        """The part is to be folded, or unfolded."""

        part: Part

    def __init__(self, part: Part) -> None:
        super().__init__(classes="heading own public")
        self._part = part
        self._count = ""
        self._is_folded = False

    def on_mount(self) -> None:
        """Say what it heads."""
        self._draw()

    def on_click(self) -> None:
        """Ask for the part to be folded or unfolded."""
        self.post_message(self.Clicked(self._part))

    def say_count(self, words: str) -> None:
        """Show a few words beside the heading, such as how many there are."""
        self._count = words
        self._draw()

    def show_folded(self, is_folded: bool) -> None:
        """Say whether there is something folded under it."""
        self._is_folded = is_folded
        self._draw()

    def _draw(self) -> None:
        line = Content(f"{_SIGN * self._is_folded}{self._part.key} {self._part.title}")
        if self._count:
            line += Content.styled(f"  {safe_text(self._count)}", "not bold $text-muted")
        self.update(line)
