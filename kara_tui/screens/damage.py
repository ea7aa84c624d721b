"""What is said when the practice's file is damaged, until somebody has read it."""

from datetime import tzinfo
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.commands.command import is_typing
from kara_tui.domain.damage import Damage, steps_after
from kara_tui.domain.text import safe_text
from kara_tui.screens.home import HomeScreen

LATER = "The practice's file is damaged. What to do is told when you leave this field."
_LOOK_SECONDS = 1.0


class DamageScreen(ModalScreen[None]):
    """Says what is damaged, and the commands that help, as they are typed."""

    CSS_PATH = "damage.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back to work", id="damage.back"),
        Binding("f10", "app.quit", "Quit", id="damage.quit"),
    ]

    def __init__(self, damage: Damage, zone: tzinfo) -> None:
        """Prepare what is to be said.

        Args:
            damage: What a check found.
            zone: Where the professional's days begin and end.
        """
        super().__init__()
        self._steps = steps_after(damage, zone)

    def compose(self) -> ComposeResult:
        """Lay out the steps; more than the window holds can be scrolled."""
        with VerticalScroll(classes="damage-box"):
            yield Static(Content("Please read this before you go on"), classes="title public")
            for step in self._steps:
                yield Static(Content(safe_text(step.words)), classes="words public")
                if step.command:
                    yield Static(Content(safe_text(step.command)), classes="command public")
            keys = "esc Back to work   F10 Quit   later: kara doctor says it again"
            yield Static(Content(keys), classes="keys public")

    def on_mount(self) -> None:
        """Let arrows scroll."""
        self.query_one(VerticalScroll).focus()


def show_damage(home: HomeScreen, damage: Damage, zone: tzinfo) -> None:
    """Show what is damaged, once nobody types: letters would be lost on another screen.

    Args:
        home: The lists, whose top line says it too.
        damage: What a check found.
        zone: Where the professional's days begin and end.
    """
    home.read_overview()
    if is_typing(home.app.screen):
        home.app.notify(LATER, severity="warning", timeout=120, markup=False)
    _show_when_free(home.app, DamageScreen(damage, zone))


def _show_when_free(app: App[None], screen: DamageScreen) -> None:
    if is_typing(app.screen):
        app.set_timer(_LOOK_SECONDS, lambda: _show_when_free(app, screen))
    else:
        app.push_screen(screen)
