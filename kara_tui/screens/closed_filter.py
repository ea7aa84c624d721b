"""The filter that shows closed requests and invites beside the open ones."""

from textual import on

from kara_tui.commands import lists
from kara_tui.domain.client import Stage
from kara_tui.screens.list_pane import ListPane


class ClosedFilterPane(ListPane):
    """A list whose closed entries can be shown as well."""

    CLOSED_STAGES: tuple[Stage, ...]

    @property
    def shows_closed(self) -> bool:
        """Whether closed entries are shown."""
        return self.stages != self.STAGES

    @on(lists.ShowClosed)
    def toggle_closed(self) -> None:
        """Show the closed entries as well, or hide them again."""
        self.stages = self.STAGES if self.shows_closed else (*self.STAGES, *self.CLOSED_STAGES)
        self.start_over()
