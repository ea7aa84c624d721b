"""The first step of protecting a practice: a passphrase."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from kara_tui.backend.door import Door
from kara_tui.screens.door_screen import DoorScreen, line
from kara_tui.widgets.secret_field import SecretField

WELCOME = (
    "Everything you write is encrypted with a passphrase that only you know. It is asked for "
    "when kara starts, and nobody can reset it for you."
)
UNPROTECTED = (
    "This practice was made before kara asked for passphrases, and its key lies beside it for "
    "anybody to take. Choose a passphrase: everything is then encrypted anew."
)
_ADVICE = "Four or five words that do not belong together are strong and easy to remember."


class PassphraseScreen(DoorScreen[str]):
    """Asks for a new passphrase, twice; returns it once it is strong enough."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "leave", "Quit", id="passphrase.quit"),
    ]

    def __init__(self, door: Door, words: str = WELCOME) -> None:
        """Prepare the question.

        Args:
            door: Judges the passphrase.
            words: Why one is needed.
        """
        super().__init__()
        self._door = door
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out the two fields."""
        with Vertical(classes="door"):
            yield line("Step 1 of 3: a passphrase", "title")
            yield line(self._words, "words")
            yield line("Passphrase", "label")
            yield SecretField(field_id="passphrase")
            yield line("The same again", "label")
            yield SecretField(field_id="again")
            yield line("", "told -calm")
            yield line("enter Go on   F10 Quit", "keys")

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.query_one("#passphrase", Input).focus()
        self.tell(_ADVICE, "-calm")

    @on(Input.Changed, "#passphrase")
    def judge(self, changed: Input.Changed) -> None:
        """Say how strong the passphrase is while it is typed."""
        if changed.value:
            self.tell_strength(self._door.judge(changed.value))
        else:
            self.tell(_ADVICE, "-calm")

    @on(Input.Submitted, "#passphrase")
    def repeat(self, submitted: Input.Submitted) -> None:
        """Go to the second field."""
        judged = self._door.judge(submitted.input.value)
        if judged.is_enough:
            self.query_one("#again", Input).focus()
        else:
            self.tell(f"✗ This passphrase is {judged.words}. {judged.warning}\n{_ADVICE}")

    @on(Input.Submitted, "#again")
    def go_on(self, submitted: Input.Submitted) -> None:
        """Return the passphrase if both fields hold the same."""
        first = self.query_one("#passphrase", Input)
        if submitted.input.value != first.value:
            self.tell("✗ The two differ. Type the second one again, or press shift+tab.")
        elif not self._door.judge(first.value).is_enough:
            first.focus()
        else:
            self.dismiss(first.value)
