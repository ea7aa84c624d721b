"""The menu of what can be arranged in the practice: one key each."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from kara_tui.commands import practice as commands
from kara_tui.commands.command import Command
from kara_tui.screens.question import QuestionScreen

_CHOICES: tuple[tuple[str, type[Command], str], ...] = (
    ("w", commands.ShowWorkingHours, "for every weekday"),
    ("b", commands.ShowBlocks, "holidays, lunch, courses"),
    ("s", commands.ShowServices, "lengths, prices, methods"),
)
"""The letter that chooses each of them, and what is found there."""


class PracticeMenu(QuestionScreen[type[Command]]):
    """Returns the command that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"choose('{key}')", one.label, show=False, id=f"practice_menu.{key}")
        for key, one, _ in _CHOICES
    ]

    def __init__(self) -> None:
        answers = ((one, f"{key}  {one.label}: {what}") for key, one, what in _CHOICES)
        super().__init__("The practice", answers)

    def action_choose(self, key: str) -> None:
        """Choose by letter."""
        self.dismiss(next(one for letter, one, _ in _CHOICES if letter == key))
