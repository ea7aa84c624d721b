"""The Deactivated tab: clients whose treatment has ended."""

from textual import on

from kara_tui.commands import lists
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Stage
from kara_tui.operations.clients import ReopenTreatment
from kara_tui.screens.care_pane import CarePane
from kara_tui.screens.client_columns import deactivated_columns
from kara_tui.screens.desk import Desk
from kara_tui.screens.list_pane import LIST_OFFERS
from kara_tui.screens.messages import MoveWanted


class DeactivatedPane(CarePane):
    """The clients whose treatment has ended; their profiles stay readable."""

    OFFERS = (lists.Reopen, *LIST_OFFERS)
    BINDINGS = bindings(*OFFERS)
    STAGES = (Stage.DEACTIVATED,)
    EMPTY = "No treatment has ended yet.\n\nWhoever you close under Clients is kept here."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, deactivated_columns(desk), pane_id="pane-deactivated")

    def is_possible(self, command: type[Command]) -> bool | None:
        """Offer to take up a treatment only where one has ended."""
        if command is lists.Reopen:
            return True if self.row else None
        return super().is_possible(command)

    @on(lists.Reopen)
    def reopen(self) -> None:
        """Take the client under the cursor back into treatment."""
        if row := self.row:
            wanted = ReopenTreatment(client_id=row.id, version=row.version)
            self.post_message(MoveWanted(wanted, self.name_of(row)))
