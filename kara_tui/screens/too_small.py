"""What stands there when the terminal is too small to work in."""

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST_WIDTH = 60
LEAST_HEIGHT = 20


class TooSmallScreen(ModalScreen[None]):
    """Covers everything until the terminal is large enough again."""

    DEFAULT_CSS = """
    TooSmallScreen { align: center middle; background: $background; }
    TooSmallScreen Static { text-align: center; width: 100%; }
    """

    def compose(self) -> ComposeResult:
        """Say what is needed."""
        yield Static(
            Content(
                f"kara needs {LEAST_WIDTH} × {LEAST_HEIGHT} characters.\n"
                "Make this window larger; nothing is lost meanwhile."
            )
        )
