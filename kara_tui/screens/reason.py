"""A question before a move, with room for a reason."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static, TextArea

from kara_tui.domain.text import clean_lines

LONGEST_REASON = 2000


class ReasonScreen(ModalScreen[str | None]):
    """Asks for a reason; returns it, perhaps empty, or None when the user goes back."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="dialog.back"),
        Binding("f2", "agree", "Do it", id="dialog.agree"),
    ]

    def __init__(self, question: str, hint: str, verb: str) -> None:
        super().__init__()
        self._question = question
        self._hint = hint
        self._verb = verb

    def compose(self) -> ComposeResult:
        """Lay out the question, the reason and the two ways to answer."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            yield Static(Content(self._hint), classes="hint")
            yield TextArea()
            with Horizontal(classes="buttons"):
                yield Button("Go back", id="back")
                yield Button(Content(f"{self._verb} (F2)"), id="agree", variant="primary")

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    @on(Button.Pressed, "#agree")
    def action_agree(self) -> None:
        """Answer with the reason."""
        self.dismiss(clean_lines(self.query_one(TextArea).text[:LONGEST_REASON]))
