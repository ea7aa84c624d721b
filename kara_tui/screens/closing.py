"""The end of a treatment: how it ends, and why."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, RadioSet, Static, TextArea

from kara_tui.domain.details import Remark
from kara_tui.domain.text import clean_lines
from kara_tui.domain.treatment import TreatmentState
from kara_tui.screens.reason import LONGEST_REASON
from kara_tui.widgets.radio_choice import RadioChoice

_STATES = (
    (TreatmentState.CLOSED, "Closed: the treatment came to its end"),
    (TreatmentState.CANCELLED, "Cancelled: it was broken off, or never began"),
)


@dataclass(frozen=True)
class Closing:
    """How a treatment ends."""

    state: TreatmentState
    reason: Remark | None


class ClosingScreen(ModalScreen[Closing | None]):
    """Asks how a treatment ends; returns None when the user goes back."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="dialog.back"),
        Binding("f2", "agree", "Do it", id="dialog.agree"),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def compose(self) -> ComposeResult:
        """Lay out the question, the states, the remark and the two ways to answer."""
        with Vertical(classes="dialog"):
            yield Static(Content(f"End the treatment of {self._name}?"), classes="question")
            with RadioSet():
                for place, (_, words) in enumerate(_STATES):
                    yield RadioChoice(Content(words), value=place == 0)
            yield Static(Content("A remark (only you read this; may stay empty)"), classes="hint")
            yield TextArea()
            with Horizontal(classes="buttons"):
                yield Button("Go back", id="back")
                yield Button("Close treatment (F2)", id="agree", variant="primary")

    @on(Button.Pressed, "#back")
    def go_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    @on(Button.Pressed, "#agree")
    def action_agree(self) -> None:
        """Answer with the chosen state and the remark."""
        text = clean_lines(self.query_one(TextArea).text[:LONGEST_REASON])
        state, _ = _STATES[max(self.query_one(RadioSet).pressed_index, 0)]
        self.dismiss(Closing(state, Remark(text=text) if text else None))
