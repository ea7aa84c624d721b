"""Two texts of one note beside each other, and a choice: nothing is overwritten unseen."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kara_tui.commands import notes as commands
from kara_tui.commands.command import Offering, bindings
from kara_tui.domain.text import safe_text
from kara_tui.widgets.key_line import KeyLine

_LONGEST = 50_000
"""Characters of a text that are drawn; all of it is taken."""


@dataclass(frozen=True)
class OneText:
    """One of two texts."""

    label: str
    """Where it comes from, and when it was written."""
    text: str


@dataclass(frozen=True)
class Taken:
    """What was chosen."""

    text: str
    is_first: bool
    """Whether it is the first of the two, and nothing else."""


class NoteCompareScreen(Offering, Screen[Taken | None]):
    """Returns what was chosen, or None when the user goes back."""

    CSS_PATH = "note_compare.tcss"
    OFFERS = (commands.TakeText, commands.TakeBoth, commands.OtherText, commands.Back)
    BINDINGS = bindings(*OFFERS)

    def __init__(self, heading: str, advice: str, first: OneText, second: OneText) -> None:
        """Compare.

        Args:
            heading: What happened.
            advice: What comes of the choice.
            first: One of them.
            second: The other one, on which the keyboard is at first.
        """
        super().__init__()
        self._heading = heading
        self._advice = advice
        self._texts = (first, second)

    def compose(self) -> ComposeResult:
        """Lay out both texts; lines that only one of them has are marked."""
        yield Static(Content(safe_text(self._heading)), id="title", classes="public")
        yield Static(Content(safe_text(self._advice)), id="advice", classes="public")
        with Container(id="texts"):
            for one, other in (self._texts, self._texts[::-1]):
                with VerticalScroll(classes="one-text"):
                    yield Static(Content(safe_text(one.label)), classes="label public")
                    yield Static(_marked(one.text, other.text), classes="text")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin on the second text."""
        self._sides[1].focus()

    @property
    def _sides(self) -> list[VerticalScroll]:
        return list(self.query(VerticalScroll))

    @on(commands.OtherText)
    def go_to_other(self) -> None:
        """Give the other text the keyboard."""
        first, second = self._sides
        (second if first.has_focus else first).focus()

    @on(commands.TakeText)
    def take_text(self) -> None:
        """Return the text that has the keyboard."""
        is_first = self._sides[0].has_focus
        self.dismiss(Taken(self._texts[0 if is_first else 1].text, is_first))

    @on(commands.TakeBoth)
    def take_both(self) -> None:
        """Return both, one under the other."""
        self.dismiss(Taken("\n\n".join(one.text for one in self._texts), is_first=False))

    @on(commands.Back)
    def go_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)


def _marked(text: str, other: str) -> Content:
    theirs = {line.rstrip() for line in other.split("\n")}
    lines = []
    for line in text[:_LONGEST].split("\n"):
        own = bool(line.strip()) and line.rstrip() not in theirs
        words = Content.styled(safe_text(line), "bold" if own else "")
        lines.append(Content.styled("▌", "$text-warning") + words if own else Content(" ") + words)
    if len(text) > _LONGEST:
        lines.append(Content(" …"))
    return Content("\n").join(lines) if text.strip() else Content(" (nothing)")
