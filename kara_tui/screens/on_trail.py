"""What makes a screen a station on the way through the clients."""

from typing import TYPE_CHECKING, cast

from textual.widget import Widget

from kara_tui.domain.ids import ClientId
from kara_tui.screens.messages import ClientShown

if TYPE_CHECKING:
    _Screen = Widget
else:
    # Styles come down from the first base that is a node: that must be the screen.
    _Screen = object


class OnTrail(_Screen):
    """Tells whose profile it is whenever it comes in front."""

    client_id: ClientId
    """Whose profile it is."""
    _was_in_front = False

    def on_screen_resume(self) -> None:
        """Tell whose profile is in front."""
        cast("Widget", self).post_message(
            ClientShown(self.client_id, is_new=not self._was_in_front)
        )
        self._was_in_front = True
