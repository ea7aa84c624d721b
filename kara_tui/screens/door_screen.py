"""What the screens before an unlocked practice share: a box, a line that answers, two keys."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kara_tui.backend.door import Judgement
from kara_tui.commands.command import Answered, HoldsKeys
from kara_tui.domain.errors import KaraError
from kara_tui.domain.text import safe_text

Answer = TypeVar("Answer")

MOST = 4
"""The best score of a passphrase."""

LONGEST_TRY = 30.0
"""Seconds after which typed keys go on, even if what is tried has not ended."""

SHORT = 30
"""Screens with fewer lines leave out what is only there to breathe."""


class DoorScreen(ModalScreen[Answer]):
    """A screen on which nothing of the practice can be seen."""

    CSS_PATH = "door.tcss"
    IS_DOOR: ClassVar[bool] = True
    """Nothing of the practice may be opened over it."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go on", show=False, priority=True, id="door.submit"),
    ]
    # A code that is shown is for paper.
    ALLOW_SELECT = False

    def on_resize(self) -> None:
        """Leave out blank lines where there is no room for them."""
        self.set_class(self.size.height < SHORT, "-short")

    def tell(self, words: str, look: str = "") -> None:
        """Say something below what is typed.

        Args:
            words: One or two sentences; empty to say nothing.
            look: `-calm` or `-good`; an error without it.
        """
        told = self.query_one(".told", Static)
        told.set_class(look == "-calm", "-calm")
        told.set_class(look == "-good", "-good")
        told.update(Content(safe_text(words, lines=True)))

    def tell_problem(self, problem: KaraError) -> None:
        """Say what is wrong and what to do."""
        self.tell(f"✗ {problem}")

    def tell_strength(self, judged: Judgement) -> None:
        """Say how strong a passphrase is that is being typed."""
        filled = "■" * (judged.score + 1) + "□" * (MOST - judged.score)
        self.tell(f"{filled} {judged.words}. {judged.warning}", "-good" if judged.is_enough else "")

    def action_submit(self) -> None:
        """Submit a field; what is typed right behind enter belongs to the next one.

        It would else still reach the field before, which may show what the next one hides.
        """
        field = self.focused
        if isinstance(field, Input):
            if isinstance(self.app, HoldsKeys):
                self.app.hold_keys(LONGEST_TRY)
            # Behind the letters that are on their way to it.
            field.call_later(self._submit, field)

    async def _submit(self, field: Input) -> None:
        await field.action_submit()
        field.post_message(Answered())

    async def action_leave(self) -> None:
        """Leave the program."""
        await self.app.action_quit()


def line(words: str, kind: str) -> Static:
    """Return a line of fixed text."""
    return Static(Content(words), classes=f"{kind} public")


class BusyScreen(DoorScreen[None]):
    """Covers everything while keys are at work."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out the one sentence."""
        with Vertical(classes="door"):
            yield line(self._words, "title")
