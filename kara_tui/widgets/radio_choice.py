"""A radio button whose sign says whether it is chosen, not its colour alone."""

from textual.widgets import RadioButton


class RadioChoice(RadioButton):
    """One of several choices: ● when it is the chosen one, ○ when not."""

    BUTTON_INNER = "○"

    def watch_value(self) -> None:
        """Draw the sign that belongs to the state."""
        self.BUTTON_INNER = "●" if self.value else "○"
        super().watch_value()
