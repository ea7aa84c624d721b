"""The Invites tab: people who were asked to register and have not done so yet."""

from textual import on

from kara_tui.commands import lists
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Stage
from kara_tui.domain.listing import SortBy
from kara_tui.domain.outbox import Addressee
from kara_tui.operations.invites import ResendInvite, WithdrawInvite
from kara_tui.screens.client_columns import details_of, invites_columns
from kara_tui.screens.closed_filter import ClosedFilterPane
from kara_tui.screens.desk import Desk
from kara_tui.screens.list_pane import LIST_OFFERS
from kara_tui.screens.messages import MoveWanted


class InvitesPane(ClosedFilterPane):
    """The people who were invited, newest first."""

    OFFERS = (lists.Resend, lists.Withdraw, lists.ShowClosed, *LIST_OFFERS)
    BINDINGS = bindings(*OFFERS)
    STAGES = (Stage.INVITED,)
    CLOSED_STAGES = (Stage.WITHDRAWN, Stage.EXPIRED)
    STARTS_BY = SortBy.SINCE
    NEWEST_FIRST = True
    EMPTY = "No invite is open.\n\ni invites somebody to set up their own account."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, invites_columns(desk), pane_id="pane-invited")

    def is_possible(self, command: type[Command]) -> bool | None:
        """Offer only what the state of the invite under the cursor permits."""
        stage = self.row.stage if self.row else None
        if command is lists.Resend:
            return True if stage in {Stage.INVITED, Stage.EXPIRED} else None
        if command is lists.Withdraw:
            return True if stage is Stage.INVITED else None
        return super().is_possible(command)

    @on(lists.Resend)
    def resend(self) -> None:
        """Send the invite under the cursor once more."""
        if row := self.row:
            details = details_of(row)
            wanted = ResendInvite(
                client_id=row.id,
                version=row.version,
                addressee=Addressee(name=details.name, email=details.contact_email),
            )
            self.post_message(MoveWanted(wanted, self.name_of(row)))

    @on(lists.Withdraw)
    def withdraw(self) -> None:
        """Call the invite under the cursor back."""
        if row := self.row:
            wanted = WithdrawInvite(client_id=row.id, version=row.version)
            self.post_message(MoveWanted(wanted, self.name_of(row)))
