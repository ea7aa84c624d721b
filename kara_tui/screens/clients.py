"""The Clients tab: everybody in treatment."""

from textual import on

from kara_tui.commands import lists, sessions
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Stage
from kara_tui.screens.care_pane import CarePane
from kara_tui.screens.client_columns import clients_columns
from kara_tui.screens.desk import Desk
from kara_tui.screens.list_pane import LIST_OFFERS


class ClientsPane(CarePane):
    """The clients in treatment."""

    OFFERS = (lists.CloseTreatment, sessions.Schedule, *LIST_OFFERS)
    BINDINGS = bindings(*OFFERS)
    STAGES = (Stage.ACTIVE,)
    EMPTY = (
        "Nobody is in treatment yet.\n\n"
        "n adds a client by hand, F6 imports clients from a file, i invites somebody."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, clients_columns(desk), pane_id="pane-active")

    def is_possible(self, command: type[Command]) -> bool | None:
        """Offer to end a treatment, or to plan a session, only where there is somebody."""
        if command in {lists.CloseTreatment, sessions.Schedule}:
            return True if self.row else None
        return super().is_possible(command)

    async def give(self, command: Command) -> None:
        """Open the schedule dialog before the next key is looked at."""
        if isinstance(command, sessions.Schedule):
            await self._schedule()
        else:
            await super().give(command)

    async def _schedule(self) -> None:
        from kara_tui.screens.schedule_dialog import ScheduleDialog

        if row := self.row:
            await self.app.push_screen(ScheduleDialog(self.desk, row.id, self.name_of(row)))

    @on(lists.CloseTreatment)
    def close_treatment(self) -> None:
        """Ask how the treatment ends, then end it."""
        from kara_tui.screens.closing import ask_closing

        if row := self.row:
            ask_closing(self, self.desk, row, self.name_of(row))
