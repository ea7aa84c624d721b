"""The floor: a Textual program with one label and a footer, which counts a key."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Label

READY = "nothing pressed"


class BareApp(App[None]):
    """Paints one line, and paints it again with every key."""

    BINDINGS: ClassVar[list[BindingType]] = [("down", "count", "Count")]
    pressed = 0

    def compose(self) -> ComposeResult:
        yield Label(READY)
        yield Footer()

    def action_count(self) -> None:
        self.pressed += 1
        self.query_one(Label).update(counted(self.pressed))


def counted(pressed: int) -> str:
    """Return what stands there after so many keys."""
    return f"pressed {pressed} times"


if __name__ == "__main__":
    BareApp().run()
