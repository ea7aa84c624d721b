"""What stands there when the terminal is too small to work in."""

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST_WIDTH = 60
LEAST_HEIGHT = 20


def is_too_small(size: Size) -> bool:
    """Tell whether nobody can work in a terminal of this size."""
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT


class TooSmallScreen(ModalScreen[None]):
    """Covers everything until the terminal is large enough again."""

    DEFAULT_CSS = """
    TooSmallScreen { align: center middle; overflow: hidden; background: $background; }
    TooSmallScreen Static { text-align: center; width: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_leaving = False

    def compose(self) -> ComposeResult:
        """Say what is needed."""
        yield Static(
            Content(
                f"kara needs {LEAST_WIDTH} × {LEAST_HEIGHT} characters.\n"
                "Make this window larger; nothing is lost meanwhile."
            )
        )

    def on_resize(self) -> None:
        """Go once there is room."""
        self._go_if_there_is_room()

    def on_screen_resume(self) -> None:
        """Go if there was room meanwhile: a question may have come up above this screen."""
        self._go_if_there_is_room()

    def _go_if_there_is_room(self) -> None:
        is_top = self.app.screen is self
        if is_top and not self._is_leaving and not is_too_small(self.app.size):
            self._is_leaving = True
            self.dismiss()
