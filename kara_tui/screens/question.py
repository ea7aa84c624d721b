"""A question with a few answers, the safe one first and under the cursor."""

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kara_tui.widgets.veil import naming

T = TypeVar("T")


class QuestionScreen(ModalScreen[T | None], Generic[T]):
    """Asks; returns the chosen answer, or None when the user goes back with esc."""

    CSS_PATH = "question.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="question.back"),
    ]

    def __init__(
        self,
        question: str,
        answers: Iterable[tuple[T, str]],
        explanation: str = "",
        names: Iterable[str] = (),
    ) -> None:
        """Prepare the question.

        Args:
            question: One sentence.
            answers: (what is returned, words) pairs, the safe one first.
            explanation: What the choice depends on; may have several lines.
            names: The people who are named in any of it.
        """
        super().__init__()
        self._question = question
        self._explanation = explanation
        self._answers = tuple(answers)
        self._names = tuple(names)

    def compose(self) -> ComposeResult:
        """Lay out the question over its answers."""
        with Vertical(classes="question-box"):
            yield Static(naming(self._question, *self._names), classes="question public")
            if self._explanation:
                words = naming(self._explanation, *self._names, lines=True)
                yield Static(words, classes="explanation public")
            answers = (Option(naming(words, *self._names)) for _, words in self._answers)
            yield OptionList(*answers, classes="public")

    def on_mount(self) -> None:
        """Put the cursor on the safe answer."""
        self.query_one(OptionList).highlighted = 0
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def answer(self, selected: OptionList.OptionSelected) -> None:
        """Return the chosen answer."""
        selected.stop()
        self.dismiss(self._answers[selected.option_index][0])
