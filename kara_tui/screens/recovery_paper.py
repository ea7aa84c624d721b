"""The recovery code: shown once, written down, and typed back."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from kara_tui.backend.door import Door, RecoveryPaper
from kara_tui.domain.errors import KaraError
from kara_tui.screens.door_screen import DoorScreen, line
from kara_tui.widgets.secret_field import SecretField

_WHY = (
    "If the passphrase is ever lost, this code is the only other way in. It is shown this once: "
    "write it down, and keep the paper where you keep what must not be lost."
)


class PaperScreen(DoorScreen[bool]):
    """Shows the code until it was written down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "I have it on paper", id="paper.go_on"),
        Binding("f2", "picture", "QR code", id="paper.picture"),
        Binding("f10", "leave", "Quit", id="paper.quit"),
    ]

    def __init__(self, paper: RecoveryPaper) -> None:
        super().__init__()
        self._paper = paper
        self._as_picture = False

    def compose(self) -> ComposeResult:
        """Lay out the code; its picture takes the place of the words when asked for."""
        with Vertical(classes="door"):
            yield line("Step 2 of 3: your recovery code", "title")
            yield line(_WHY, "words")
            yield Static(Content(_two_lines(self._paper.code)), classes="code")
            yield Static(classes="picture")
            yield line("enter Written down   F2 Code or QR code   F10 Quit", "keys")

    def on_mount(self) -> None:
        """Show the letters first."""
        self._show()

    def on_resize(self) -> None:
        """Make room for the picture, and for the keys below it."""
        super().on_resize()
        self._show()

    def _show(self) -> None:
        self.set_class(self._as_picture, "-picture")
        lines = self._paper.picture
        if self.has_class("-short"):
            # Half of the white around it is enough for a telephone.
            lines = tuple(one[2:-2] for one in lines[1:-1])
        self.query_one(".picture", Static).update(Text("\n".join(lines)))
        self.query_one(".picture").display = self._as_picture
        self.query_one(".code").display = not self._as_picture
        self.query_one(".words").display = not self._as_picture

    def action_picture(self) -> None:
        """Show the QR code, or the letters again."""
        self._as_picture = not self._as_picture
        self._show()

    def action_go_on(self) -> None:
        """Go on to type it back."""
        self.dismiss(True)


class TypeBackScreen(DoorScreen[str | None]):
    """Asks for the code, to see that it is on paper; None to look at it again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "look_again", "Show it again", id="type_back.again"),
        Binding("f10", "leave", "Quit", id="type_back.quit"),
    ]

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door

    def compose(self) -> ComposeResult:
        """Lay out the field."""
        with Vertical(classes="door"):
            yield line("Step 3 of 3: type it back", "title")
            yield line("Type the code from your paper. Small letters and blanks will do.", "words")
            yield line("Recovery code", "label")
            yield SecretField(field_id="code", is_masked=False, most=200)
            yield line("", "told")
            yield line("enter Go on   esc Show it again   F10 Quit", "keys")

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def compare(self, submitted: Input.Submitted) -> None:
        """Return the code if it is the one on the paper."""
        try:
            self._door.check_code(submitted.input.value)
        except KaraError as problem:
            self.tell_problem(problem)
            return
        self.dismiss(submitted.input.value)

    def action_look_again(self) -> None:
        """Show the code once more."""
        self.dismiss(None)


def _two_lines(code: str) -> str:
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    return "  ".join(groups[:half]) + "\n" + "  ".join(groups[half:])
