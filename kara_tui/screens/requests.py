"""The Requests tab: people who ask for the service."""

from textual import on

from kara_tui.commands import lists
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Stage
from kara_tui.domain.listing import SortBy
from kara_tui.screens import request_moves
from kara_tui.screens.client_columns import requests_columns
from kara_tui.screens.closed_filter import ClosedFilterPane
from kara_tui.screens.desk import Desk
from kara_tui.screens.list_pane import LIST_OFFERS


class RequestsPane(ClosedFilterPane):
    """The people who ask for the service, those who wait longest first."""

    OFFERS = (lists.Accept, lists.Decline, lists.ShowClosed, *LIST_OFFERS)
    BINDINGS = bindings(*OFFERS)
    STAGES = (Stage.REQUESTED,)
    CLOSED_STAGES = (Stage.DECLINED, Stage.MERGED)
    STARTS_BY = SortBy.SINCE
    EMPTY = "Nobody is waiting for an answer.\n\nRequests for your service appear here."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, requests_columns(desk), pane_id="pane-requested")

    def is_possible(self, command: type[Command]) -> bool | None:
        """Offer an answer only to a request that waits for one."""
        if command in {lists.Accept, lists.Decline}:
            waits = self.row and self.row.stage is Stage.REQUESTED
            return True if waits else None
        return super().is_possible(command)

    @on(lists.Accept)
    def accept(self) -> None:
        """Look for people who are here already, then accept."""
        if row := self.row:
            request_moves.accept(self, self.desk, row, self.name_of(row))

    @on(lists.Decline)
    def decline(self) -> None:
        """Ask for the reason, then decline."""
        if row := self.row:
            request_moves.decline(self, self.desk, row, self.name_of(row))
