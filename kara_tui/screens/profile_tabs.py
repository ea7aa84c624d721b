"""The line that names the parts of a profile, where only one of them is in sight."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kara_tui.screens.profile_parts import PARTS, Part

_PATTERNS = (
    " {key} {title} ",
    " {title} ",
    "{title} ",
    *(f"{{title:.{letters}}} " for letters in range(9, 2, -1)),
)
"""How a part is named, from where there is much room to where there is little."""
_WHOLE = "{title} "
"""How the part in sight is named even then."""


class ProfileTabs(Widget):
    """Shows which part is in sight, and by which key another one comes."""

    IS_PUBLIC: ClassVar[bool] = True

    DEFAULT_CSS = "ProfileTabs { height: 1; padding: 0 1; background: $surface; }"

    @dataclass
    class PartChosen(Message):
        """A part was clicked."""

        part: Part

    chosen: reactive[Part] = reactive(PARTS[0])
    """The part that is in sight."""
    shown: reactive[tuple[Part, ...]] = reactive(PARTS)
    """The parts that this client has."""

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, Part]] = []

    def render(self) -> Content:
        """Draw the names, with their keys as long as there is room for them."""
        width = self.content_size.width
        for pattern in _PATTERNS:
            line, spots = self._laid_out(pattern)
            if cell_len(line.plain.rstrip()) <= width:
                break
        self._spots = spots
        return line

    def on_click(self, event: events.Click) -> None:
        """Go where the click points."""
        place = event.get_content_offset(self)
        for start, end, part in self._spots:
            if place is not None and start <= place.x < end:
                self.post_message(self.PartChosen(part))

    def _laid_out(self, pattern: str) -> tuple[Content, list[tuple[int, int, Part]]]:
        line = Content("")
        spots: list[tuple[int, int, Part]] = []
        for part in self.shown:
            is_chosen = part == self.chosen
            cut = _WHOLE if is_chosen and ":." in pattern else pattern
            words = cut.format(key=part.key, title=part.title)
            start = cell_len(line.plain)
            line += Content.styled(words, "bold reverse" if is_chosen else "")
            spots.append((start, cell_len(line.plain), part))
        return line, spots
