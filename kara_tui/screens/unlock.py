"""Unlocking a practice: with the passphrase, or with the recovery code when it is lost."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from kara_tui.backend.door import Door
from kara_tui.commands.command import HoldsKeys
from kara_tui.domain.errors import Invalid, KaraError
from kara_tui.domain.text import safe_text
from kara_tui.screens.door_screen import DoorScreen, line
from kara_tui.widgets.secret_field import SecretField

_ENCRYPTED = "What it holds is encrypted on this machine, and only you can open it."
_LOST = (
    "Type the code from your paper; small letters, blanks and dashes do not matter. Then choose "
    "a new passphrase. Backups made before still open with the lost one."
)
_KEYS = "enter Unlock   F2 Use the recovery code   F10 Quit"
_KEYS_LOST = "enter Unlock   F2 Use the passphrase   F10 Quit"


class UnlockScreen(DoorScreen[bool]):
    """Asks for the passphrase, or for the code on paper, until the practice opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "other_way", "Recovery code", id="unlock.code"),
        Binding("f10", "leave", "Quit", id="unlock.quit"),
    ]

    def __init__(self, door: Door, words: str = _ENCRYPTED) -> None:
        """Prepare the question.

        Args:
            door: What is to be opened.
            words: What to say about it, in a sentence.
        """
        super().__init__()
        self._door = door
        self._words = words
        self._with_code = False

    def compose(self) -> ComposeResult:
        """Lay out the question; the fields for the code stay out of sight until they are needed."""
        with Vertical(classes="door"):
            yield line("Your practice is locked", "title")
            yield line(self._words, "words")
            yield line("Recovery code", "label for-code")
            yield SecretField(field_id="code", is_masked=False, most=200, classes="for-code")
            yield line("Passphrase", "label passphrase-label")
            yield SecretField(field_id="passphrase")
            yield line("The same passphrase again", "label for-code")
            yield SecretField(field_id="again", classes="for-code")
            yield line("", "told")
            yield line("", "wait")
            yield line(_KEYS, "keys")

    def on_mount(self) -> None:
        """Take the keyboard, and say how long the next guess has to wait."""
        self._show_way()
        self.set_interval(0.5, self.count_down)

    def count_down(self) -> None:
        """Say how long the next passphrase has to wait, if it has to."""
        # A code is too long to be guessed: it never has to wait. A guess counts before it is tried.
        is_free = self._with_code or self.has_class("-busy")
        seconds = 0 if is_free else self._door.seconds_to_wait()
        words = f"The next passphrase is looked at in {seconds} s." if seconds else ""
        self.query_one(".wait", Static).update(Content(words))

    def say(self, words: str) -> None:
        """Say something else about what is to be opened."""
        self._words = words
        if self.is_attached and not self._with_code:
            self.query_one(".words", Static).update(Content(safe_text(words)))

    def action_other_way(self) -> None:
        """Ask for the recovery code instead, or for the passphrase again."""
        self._with_code = not self._with_code
        self._show_way()

    def _show_way(self) -> None:
        with_code = self._with_code
        self.query(".for-code").set(display=with_code)
        self.query_one(".words", Static).update(Content(_LOST if with_code else self._words))
        self.query_one(".keys", Static).update(Content(_KEYS_LOST if with_code else _KEYS))
        label = "New passphrase" if with_code else "Passphrase"
        self.query_one(".passphrase-label", Static).update(Content(label))
        self.query_one("#code" if with_code else "#passphrase", Input).focus()
        self.tell("")
        self.count_down()

    @on(Input.Changed, "#passphrase")
    def judge_new(self, changed: Input.Changed) -> None:
        """Say how strong a new passphrase is while it is typed."""
        if self._with_code and changed.value:
            self.tell_strength(self._door.judge(changed.value))

    @on(Input.Submitted)
    def go_on(self, submitted: Input.Submitted) -> None:
        """Go to the next field, or try what was typed."""
        order = ("code", "passphrase", "again") if self._with_code else ("passphrase",)
        place = order.index(submitted.input.id or "passphrase") + 1
        if place < len(order):
            self.query_one(f"#{order[place]}", Input).focus()
        elif self.is_ready:
            self._be_busy(busy=True)
            self._try()

    @work(group="door", exclusive=True, exit_on_error=False)
    async def _try(self) -> None:
        self.tell("One moment …", "-calm")
        try:
            await self._open()
        except KaraError as problem:
            self._be_busy(busy=False)
            self.tell_problem(problem)
            self._look_again_at(problem.field if isinstance(problem, Invalid) else "")
            return
        self.dismiss(True)

    def _look_again_at(self, at: str) -> None:
        is_code = at == "recovery_code"
        if is_code and isinstance(self.app, HoldsKeys):
            # What was typed meanwhile was for a field that hides it.
            self.app.drop_keys()
        self.set_focus(self.query_one("#code" if is_code else "#passphrase", Input))

    @property
    def is_ready(self) -> bool:
        """Whether nothing is being tried, so that keys have somewhere to go."""
        return not self.has_class("-busy")

    async def _open(self) -> None:
        passphrase = self.query_one("#passphrase", Input).value
        if not self._with_code:
            await self._door.open_with_passphrase(passphrase)
            return
        if passphrase != self.query_one("#again", Input).value:
            raise Invalid("passphrase", "The two passphrases differ.", "Type them again.")
        await self._door.open_with_code(self.query_one("#code", Input).value, passphrase)

    def _be_busy(self, *, busy: bool) -> None:
        self.set_class(busy, "-busy")
        self.query(Input).set(disabled=busy)
        self.count_down()
